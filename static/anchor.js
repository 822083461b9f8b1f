// Which pair is being read, and how it stays where it is while the page around it changes.

const root = document.documentElement;

export const book = document.querySelector(".book");
export const pairAt = (n) => document.getElementById(`s${n}`);
export const numberOf = (pair) => Number(pair.id.slice(1));

const barHeight = () => document.querySelector(".masthead").offsetHeight;
const visible = (box) => box.bottom > barHeight() && box.top < innerHeight;

/** The first pair that shows below the bar, or null. */
export function firstPair() {
  const { left, width } = book.getBoundingClientRect();
  for (let y = barHeight() + 8; y < innerHeight; y += 24) {
    const pair = document.elementFromPoint(left + width * 0.3, y)?.closest(".pair");
    if (pair) return pair;
  }
  return null;
}

/** The pair being read: the focused or pointed one where it shows, or else the first that does. */
export function readPair() {
  const held = document.activeElement?.closest?.(".pair") ?? book.querySelector(".pair:hover");
  return held && visible(held.getBoundingClientRect()) ? held : firstPair();
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
