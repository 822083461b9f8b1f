// The English arrives: room is kept for it, the pair being read stays, and the time left is told.

import { book, hold } from "./anchor.js";
import { apply } from "./toggles.js";
import { say } from "./store.js";

// A target seldom needs more room than its source and this part of it.
const SPARE = 1.15;
const progress = document.getElementById("progress");
const pending = () => [...book.querySelectorAll(".pending")].map((mark) => mark.parentElement);

/** Gives every pending target the height that its source and a little more would take there. */
function reserve() {
  if (getComputedStyle(book.querySelector(".pair")).display !== "grid") return;
  const targets = pending().filter((target) => target.offsetWidth && !target.style.minHeight);
  const trials = targets.map((target) => {
    const source = target.previousElementSibling.textContent;
    const trial = target.cloneNode();
    trial.removeAttribute("id");
    trial.removeAttribute("data-segment");
    trial.classList.add("trial");
    trial.textContent = source + source.slice(0, source.length * (SPARE - 1));
    return trial;
  });
  targets.forEach((target, i) => target.parentElement.append(trials[i]));
  const heights = trials.map((trial) => trial.offsetHeight);
  trials.forEach((trial) => trial.remove());
  targets.forEach((target, i) => { target.style.minHeight = `${heights[i]}px`; });
}

/** Gives back the room that arrived targets left over, wherever nobody is looking. */
function release(everywhere = false) {
  for (const target of book.querySelectorAll('.target[style*="height"]')) {
    const { bottom, top } = target.getBoundingClientRect();
    const away = bottom < 0 || top > innerHeight;
    if (everywhere || (away && !target.querySelector(".pending"))) target.style.minHeight = "";
  }
}

let first = null;

/** How long the rest will take, from the pace since this page began to watch. */
function tellTimeLeft() {
  const bar = progress.querySelector("progress");
  const place = document.getElementById("time-left");
  if (!bar || !place) return;
  const now = { at: performance.now(), done: bar.value };
  first ??= now;
  const pace = (now.done - first.done) / (now.at - first.at);
  if (!(pace > 0)) return;
  const seconds = (bar.max - now.done) / pace / 1000;
  place.textContent = seconds < 50 ? "· less than a minute left"
    : `· ${Math.ceil(seconds / 60)} min left`;
}

let putBack = () => {};
let reading = null;

document.addEventListener("htmx:before:swap", () => {
  reading = document.activeElement?.closest?.(".target");
  putBack = hold();
});

document.addEventListener("htmx:after:swap", () => {
  apply();
  reserve();
  release();
  putBack();
  tellTimeLeft();
  if (reading?.isConnected && document.activeElement === document.body) {
    reading.focus({ preventScroll: true });
  }
});

document.addEventListener("comfort", () => { release(true); reserve(); });
addEventListener("resize", () => { release(true); reserve(); });

function again(target) {
  if (target?.id === "poll") globalThis.htmx.trigger("#poll", "again");
  // “Read on” asks once when it comes into view; made anew, it looks for itself again.
  else if (target?.closest(".more")) globalThis.htmx.process(target, true);
}

// The server may stop while one reads: the page stays, says so, and asks again from time to time.
document.addEventListener("htmx:error", ({ target }) => {
  say("The server does not answer. What is on this page can still be read.", 6);
  setTimeout(() => again(target), 3000);
});

// Without htmx (its CDN out of reach) the link “See what is new” stays.
addEventListener("load", () => {
  document.documentElement.classList.toggle("without-htmx", !globalThis.htmx);
});

reserve();
