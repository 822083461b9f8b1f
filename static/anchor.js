// Which pair is being read, and how it stays where it is while the page around it changes.

const root = document.documentElement;

export const book = document.querySelector(".book");
export const pairAt = (n) => document.getElementById(`s${n}`);
export const numberOf = (pair) => Number(pair.id.slice(1));

const barHeight = () => document.querySelector(".masthead").offsetHeight;
const visible = (box) => box.bottom > barHeight() && box.top < innerHeight;

/** The blocks of the page, in order: a paragraph each, or a row of a table. */
export const blocks = () => [...book.querySelectorAll(":scope > :is(.paragraph, .cells)")];

/** The first pair that shows below the bar, or undefined: blocks stand in order, so halving finds its one. */
export function firstPair() {
  const all = blocks();
  const edge = barHeight() + 20; // a line that just peeks out is not what one reads
  const shows = (element) => element.getBoundingClientRect().bottom > edge;
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shows(all[middle])) high = middle;
    else low = middle + 1;
  }
  const pairs = [...(all[low]?.querySelectorAll(".pair") ?? [])];
  return pairs.find(shows) ?? pairs.at(-1);
}

let touched = null; // the last pair that had the focus
book?.addEventListener("focusin", ({ target }) => { touched = target.closest(".pair") ?? touched; });

/** The pair being read: the pointed or focused one where it shows, or else the first that does. */
export function readPair() {
  const focused = document.activeElement?.closest?.(".pair");
  const held = focused ?? book.querySelector(".pair:hover") ?? touched;
  return held?.isConnected && visible(held.getBoundingClientRect()) ? held : firstPair();
}

/** Lays out what stands a window's height above a pair: it has its height before it is near. */
function layOutAbove(pair) {
  let room = innerHeight;
  for (let block = pair.closest(".book > *"); block && room > 0; block = block.previousElementSibling) {
    block.style.contentVisibility = "visible";
    room -= block.offsetHeight;
  }
}

/** Notes where the pair being read stands; the function it gives puts it back there. */
export function hold() {
  const pair = readPair();
  const top = pair?.getBoundingClientRect().top;
  root.classList.add("held"); // the browser's own scroll anchoring must not do it a second time
  return () => {
    if (pair?.isConnected) {
      layOutAbove(pair);
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
