// Hides and reveals the other side of segments, and remembers it for each document.

import { book, holding, pairAt } from "./anchor.js";
import { keep, recall } from "./store.js";

const { veil } = globalThis;
const all = document.querySelector('#toggles button[value="all"]');

function save() {
  const { hidden, except } = veil;
  keep(veil.memory, { ...recall(veil.memory), [veil.mode()]: { hidden, except: [...except] } });
}

const shown = new WeakSet(); // the pairs that look as the memory says

/** Shows in the pairs that have come what the memory says. */
export function receive() {
  for (const pair of book.getElementsByClassName("pair")) {
    if (!shown.has(pair)) veil.show(pair);
    shown.add(pair);
  }
}

/** Shows in all pairs what the memory says. */
function apply() {
  for (const pair of book.getElementsByClassName("pair")) veil.show(pair);
  all.setAttribute("aria-pressed", String(!veil.hidden));
  all.textContent = book.dataset[`${veil.side()}Name`];
}

/** Turns one segment's other side over. */
export function toggle(n) {
  if (!veil.except.delete(n)) veil.except.add(n);
  save();
  holding(() => veil.show(pairAt(n)));
}

/** Hides all, or shows all. */
export function toggleAll() {
  Object.assign(veil, { hidden: !veil.hidden, except: new Set() });
  save();
  holding(() => apply());
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[name="toggle"]');
  if (button) {
    event.preventDefault();
    if (button === all) toggleAll();
    else toggle(Number(button.value));
    return;
  }
  const covered = event.target.matches?.(".pair") && event.target.querySelector("[hidden]");
  const segment = covered || (veil.mode() !== "both" && event.target.closest?.("[data-segment]"));
  if (segment && !event.target.closest("a, button") && getSelection().isCollapsed) {
    toggle(Number(segment.dataset.segment));
  }
});

document.addEventListener("comfort", ({ detail }) => {
  if (detail.name !== "layout") return;
  veil.take(recall(veil.memory));
  apply();
});

/** What the address tells is shown and remembered. */
function adopt() {
  const form = new FormData(document.getElementById("toggles"));
  veil.hidden = form.get("default") === "hidden";
  veil.except = new Set(form.get("except").split(",").filter(Boolean).map(Number));
  save();
}

/** Says at the first number what numbers do, until somebody does anything at all: once. */
function hint() {
  const pair = pairAt(1);
  if (!pair || !veil.root.matches(".hinted")) return;
  const note = document.createElement("p");
  note.className = "hint";
  note.textContent = `A number hides and shows its ${book.dataset.targetName}.`;
  pair.append(note);
  const done = () => { note.remove(); keep("hint", { seen: true }); };
  for (const deed of ["click", "keydown"]) document.addEventListener(deed, done, { once: true });
}

if (veil.told) adopt();
apply();
hint();
