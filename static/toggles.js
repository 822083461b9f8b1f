// Hides and reveals the other side of segments, and remembers it for each document.

import { book, holding, numberOf, pairAt } from "./anchor.js";
import { keep, recall } from "./store.js";

const root = document.documentElement;
const memory = `document-${book.dataset.document}`;
const all = document.querySelector('#toggles button[value="all"]');

/** Each language read alone has its own memory of what was revealed; the other layouts share one. */
const mode = () => (["source", "target"].includes(root.dataset.layout) ? root.dataset.layout : "both");
const side = () => (mode() === "target" ? "source" : "target");

let state;

function load() {
  const saved = recall(memory)[mode()] ?? {};
  state = { hidden: saved.hidden ?? mode() !== "both", except: new Set(saved.except) };
}

function save() {
  const { hidden, except } = state;
  keep(memory, { ...recall(memory), [mode()]: { hidden, except: [...except] } });
}

const hides = (n) => state.hidden !== state.except.has(n);

function show(pair) {
  const n = numberOf(pair);
  const [source, target, button] = pair.children;
  const [other, seen] = side() === "source" ? [source, target] : [target, source];
  if (hides(n) && other.contains(document.activeElement)) seen.focus({ preventScroll: true });
  source.hidden = side() === "source" && hides(n);
  target.hidden = side() === "target" && hides(n);
  button.setAttribute("aria-pressed", String(!hides(n)));
  button.setAttribute("aria-label", `${book.dataset[`${side()}Name`]} of sentence ${n}`);
}

/** Shows in a part of the page what the memory says. */
export function apply(part = book) {
  for (const pair of part.querySelectorAll(".pair")) show(pair);
  all.setAttribute("aria-pressed", String(!state.hidden));
  all.textContent = book.dataset[`${side()}Name`];
}

/** Turns one segment's other side over. */
export function toggle(n) {
  if (!state.except.delete(n)) state.except.add(n);
  save();
  holding(() => show(pairAt(n)));
}

/** Hides all, or shows all. */
export function toggleAll() {
  state = { hidden: !state.hidden, except: new Set() };
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
  const veil = event.target.matches?.(".pair") && event.target.querySelector("[hidden]");
  const segment = veil || (mode() !== "both" && event.target.closest?.("[data-segment]"));
  if (segment && !event.target.closest("a, button") && getSelection().isCollapsed) {
    toggle(Number(segment.dataset.segment));
  }
});

document.addEventListener("comfort", ({ detail }) => {
  if (detail.name !== "layout") return;
  load();
  apply();
});

function adopt() {
  // A page asked for with toggles in its address shows these, and they are remembered.
  const told = new URLSearchParams(location.search);
  if (!told.has("toggle") && !told.has("except")) return;
  const form = new FormData(document.getElementById("toggles"));
  const except = form.get("except").split(",").filter(Boolean).map(Number);
  state = { hidden: form.get("default") === "hidden", except: new Set(except) };
  save();
}

load();
adopt();
apply();
