// The English arrives: it takes the room that the sheet kept for it, and the time left is told.

import { book, hold } from "./anchor.js";
import { receive } from "./toggles.js";
import { say } from "./store.js";

const progress = document.getElementById("progress");
const held = () => [...book.querySelectorAll('.target[style*="height"]')];

const box = (element) => element.getBoundingClientRect();

/** Whether anything of a target's pair is in the window. */
function shows({ parentElement: pair }) {
  const { bottom, top } = box(pair);
  return bottom > 0 && top < innerHeight;
}

/** The height that a target may have without moving what follows its pair. */
function room(target) {
  const [beside, own] = [box(target.previousElementSibling), box(target)];
  return beside.top === own.top ? Math.max(beside.height, own.height) : own.height;
}

/** Lets the pending targets that show keep their height, whatever arrives. */
function reserve() {
  const targets = [...book.querySelectorAll(".pending")].map((mark) => mark.parentElement).filter(shows);
  const heights = targets.map(room);
  targets.forEach((target, i) => { target.style.minHeight = `${heights[i]}px`; });
}

/** Sets the targets closer that take more room than was kept for them. */
function tighten() {
  const full = held().filter((target) => box(target).height > parseFloat(target.style.minHeight) + 1);
  for (const target of full) target.classList.add("tight");
}

/** Gives back the room that arrived targets left over, wherever nobody is looking. */
function release(everywhere = false) {
  for (const target of held().filter((other) => everywhere || !shows(other))) {
    target.style.minHeight = "";
    target.classList.remove("tight");
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
  place.textContent = seconds < 50 ? " · less than a minute left"
    : ` · ${Math.ceil(seconds / 60)} min left`;
}

let putBack = () => {};
let reading = null;

document.addEventListener("htmx:before:swap", () => {
  reserve();
  reading = document.activeElement?.closest?.(".target");
  putBack = hold();
});

document.addEventListener("htmx:after:swap", () => {
  receive();
  tighten();
  release();
  putBack();
  tellTimeLeft();
  if (reading?.isConnected && document.activeElement === document.body) {
    reading.focus({ preventScroll: true });
  }
});

document.addEventListener("comfort", () => release(true));
addEventListener("resize", () => release(true));

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
