// What keys and the buttons of the bar do; the keys are those that the help lists.

import { numberOf, pairAt, readPair } from "./anchor.js";
import { highlight, note, takeBack } from "./annotations.js";
import { close, here } from "./bar.js";
import { choose, step } from "./comfort.js";
import { edit } from "./editing.js";
import { copyLink, go } from "./place.js";
import { hush, repeat, speak } from "./speech.js";
import { agree } from "./terms.js";
import { toggle, toggleAll } from "./toggles.js";

const root = document.documentElement;
const help = document.getElementById("help");
const buttons = [...document.querySelectorAll('button[name="layout"]')];

/** The next of the layouts that this window has a button for. */
function nextLayout() {
  const layouts = buttons.filter((button) => button.checkVisibility()).map(({ value }) => value);
  choose("layout", layouts[(layouts.indexOf(root.dataset.layout) + 1) % layouts.length]);
}

function move(by) {
  const held = document.activeElement?.closest?.(".pair");
  const n = held && numberOf(held) + by;
  const pair = held ? pairAt(n) : readPair();
  if (pair) pair.querySelector("[data-segment]:not([hidden])").focus();
  else if (!globalThis.htmx) go(n); // what comes next would arrive by itself with htmx
}

const DEEDS = {
  next: () => move(1),
  previous: () => move(-1),
  toggle: () => toggle(here()),
  all: toggleAll,
  layout: nextLayout,
  source: () => speak(here(), "source"),
  target: () => speak(here(), "target"),
  repeat: () => repeat(here()),
  hush,
  copy: () => copyLink(here()),
  edit: () => edit(here()),
  term: agree,
  highlight: () => highlight(here()),
  note: () => note(here()),
  undo: takeBack,
  larger: () => step("size", ["xs", "s", "m", "l", "xl"], 1),
  smaller: () => step("size", ["xs", "s", "m", "l", "xl"], -1),
  help: () => help.showModal(),
  close: () => { hush(); close(); },
};

const keys = new Map();
for (const row of help.querySelectorAll("[data-deed]")) {
  for (const key of row.querySelectorAll("kbd")) keys.set(key.textContent, row.dataset.deed);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hush();
  const field = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  // A dialog just closed holds the focus until the next frame; it takes no keys any more.
  if (field?.checkVisibility() || event.ctrlKey || event.metaKey || event.altKey || root.dataset.keys === "off") return;
  const deed = keys.get(event.key);
  if (!deed) return;
  event.preventDefault();
  DEEDS[deed]();
});

document.addEventListener("click", ({ target }) => {
  const deed = target.closest?.("button[data-deed]")?.dataset.deed;
  if (deed) DEEDS[deed]();
  if (target === help) help.close();
});
