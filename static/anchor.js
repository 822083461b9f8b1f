// Which pair is being read, and how it stays where it is while the page around it changes.

const root = document.documentElement;

export const book = document.querySelector(".book");
export const pairAt = (n) => document.getElementById(`s${n}`);
export const numberOf = (pair) => Number(pair.id.slice(1));

const barHeight = () => document.querySelector(".masthead").offsetHeight;
const visible = (box) => box.bottom > barHeight() && box.top < innerHeight;

/** The first pair that shows below the bar, or null: pairs stand in order, so halving finds it. */
export function firstPair() {
  const pairs = book.querySelectorAll(".pair");
  const edge = barHeight() + 20; // a line that just peeks out is not what one reads
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle].getBoundingClientRect().bottom > edge) high = middle;
    else low = middle + 1;
  }
  return pairs[low] ?? null;
}

let touched = null; // the last pair that had the focus
book?.addEventListener("focusin", ({ target }) => { touched = target.closest(".pair") ?? touched; });

/** The pair being read: the pointed or focused one where it shows, or else the first that does. */
export function readPair() {
  const focused = document.activeElement?.closest?.(".pair");
  const held = focused ?? book.querySelector(".pair:hover") ?? touched;
  return held?.isConnected && visible(held.getBoundingClientRect()) ? held : firstPair();
}

/** Notes where the pair being read stands; the function it gives puts it back there. */
export function hold() {
  const pair = readPair();
  const top = pair?.getBoundingClientRect().top;
  root.classList.add("held"); // the browser's own scroll anchoring must not do it a second time
  return () => {
    if (pair?.isConnected) {
      const moved = pair.getBoundingClientRect().top - top;
      if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
    }
    requestAnimationFrame(() => root.classList.remove("held"));
  };
}

/** Changes the page while the pair being read stays where it is. */
export function holding(change) {
  const putBack = hold();
  change();
  putBack();
}
