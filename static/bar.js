// The bar of the current segment: which one that is, and the keyboard's way into the bar and out.

import { book, numberOf, readPair } from "./anchor.js";

const bar = document.getElementById("sentence");
const controls = () => [...bar.querySelectorAll("button, select, input")]
  .filter((control) => control.checkVisibility());

let current = null;
let used = null; // the control that had the focus last
const pair = () => (current?.isConnected ? current : readPair());

/** The number of the current segment, or of the one that is being read. */
export const here = () => numberOf(pair());

/** Closes the bar until a segment has the focus again; a focus inside goes back to the segment. */
export function close() {
  if (bar.contains(document.activeElement)) pair().querySelector(".toggle").focus();
  bar.hidden = true;
  current = null;
}

book.addEventListener("focusin", ({ target }) => {
  current = target.closest(".pair") ?? current;
  if (!current) return;
  bar.hidden = false;
  // It stays above the progress until the next segment: nothing moves under a finger.
  document.documentElement.classList.toggle("watched", document.querySelector("#progress .count"));
  bar.querySelector(".number").textContent = numberOf(current);
});

bar.addEventListener("focusin", ({ target }) => { used = target; });

// The bar stands behind the whole text, yet for Tab between a segment's number and what follows it:
// one stop, however many controls it has, so that those who go from number to number pass it soon.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || event.ctrlKey || event.altKey || event.metaKey) return;
  const number = current?.querySelector(".toggle");
  if (bar.contains(event.target)) {
    pair().querySelector(".toggle").focus({ preventScroll: true });
    if (event.shiftKey) event.preventDefault();
  } else if (number && event.target === number && !event.shiftKey && !bar.hidden) {
    event.preventDefault();
    (controls().find((control) => control === used) ?? controls()[0]).focus();
  }
});

bar.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const all = controls();
  all.at((all.indexOf(event.target) + by) % all.length).focus();
});
