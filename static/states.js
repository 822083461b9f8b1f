// How well the words on the screen are known, by highlights that change no element, and what is done with the others.

import { book, firstPair, numberOf } from "./anchor.js";
import { say } from "./store.js";
import { rangeOf } from "./words.js";

const root = document.documentElement;
const STATES = ["new", "learning-1", "learning-2", "learning-3", "learning-4"];
const marks = globalThis.Highlight && CSS.highlights ? new Map(STATES.map((state) => [state, new Highlight()])) : null;
const others = document.querySelector(".others");
let known = new Map(); // by sentence: the words that have a state, with their offsets

/** The pairs that show in the window, in order. */
function onScreen() {
  const shown = [];
  for (let pair = firstPair(); pair && pair.getBoundingClientRect().top < innerHeight; pair = next(pair)) shown.push(pair);
  return shown;
}

function next(pair) {
  const following = document.getElementById(`s${numberOf(pair) + 1}`);
  return following && book.contains(following) ? following : null;
}

/** Asks for the states of the sentences on the screen that are not known yet, and shows all there. */
async function refresh() {
  for (const highlight of marks.values()) highlight.clear();
  if (root.dataset.words === "hidden") return;
  const pairs = onScreen();
  const missing = pairs.map(numberOf).filter((n) => !known.has(n));
  if (missing.length) {
    const asked = known;
    const answer = await fetch(`${location.pathname}/words/states?first=${missing[0]}&last=${missing.at(-1)}`).catch(() => null);
    if (!answer?.ok || asked !== known) return;
    for (const [n, words] of Object.entries(await answer.json())) asked.set(Number(n), words);
    for (const n of missing) if (!asked.has(n)) asked.set(n, []);
  }
  for (const pair of pairs) paint(pair);
}

function paint(pair) {
  const source = pair.querySelector(".source");
  for (const [start, end, state] of known.get(numberOf(pair)) ?? []) {
    const range = marks.get(state) && rangeOf(source, start, end);
    if (range) marks.get(state).add(range);
  }
}

function forget() {
  known = new Map();
  refresh();
}

let waiting = 0;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 120);
}

/** Sends a form about the other words of the page, and says what became of them. */
async function send(event) {
  event.preventDefault();
  const form = event.target;
  const sent = { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } };
  const answer = await fetch(form.action, sent).catch(() => null);
  if (!answer) return say("The server does not answer, so nothing is changed.");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  say("", 30);
  document.getElementById("messages").replaceChildren(...page.body.childNodes);
  form.closest("details")?.removeAttribute("open");
  forget();
}

function aim() {
  const shown = onScreen().map(numberOf);
  if (!shown.length) return;
  others.elements.first.value = shown[0];
  others.elements.last.value = shown.at(-1);
  others.querySelector(".range").textContent = shown.length > 1 ? `${shown[0]} to ${shown.at(-1)}` : shown[0];
}

if (others && marks) {
  for (const [state, highlight] of marks) CSS.highlights.set(`word-${state}`, highlight);
  for (const name of ["scroll", "resize"]) addEventListener(name, soon, { passive: true });
  new MutationObserver(soon).observe(book, { childList: true });
  document.addEventListener("comfort", ({ detail }) => (detail.name === "words" ? forget() : soon()));
  document.addEventListener("words", forget);
  refresh();
}
if (others) {
  others.closest("details").addEventListener("toggle", aim);
  others.addEventListener("submit", send);
  document.getElementById("messages").addEventListener("submit", send);
}
