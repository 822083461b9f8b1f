// Words of a French text: the card of one, and the words of both sides that stand for each other.

import { book, numberOf, pairAt, readPair } from "./anchor.js";
import { say } from "./store.js";

const root = document.documentElement;
const card = document.createElement("div");
card.id = "word";
card.hidden = true;
card.tabIndex = -1;
card.setAttribute("role", "dialog");
card.setAttribute("aria-label", "Word");
card.setAttribute("aria-live", "polite");

const french = book?.querySelector(".source")?.lang === "fr";
const lit = globalThis.Highlight && CSS.highlights ? { kept: new Highlight(), passing: new Highlight() } : null;
let before = null; // what had the focus before the card
let shown = 0; // the number of the sentence whose word the card shows

const address = (n, rest) => `${location.pathname}/words/${n}${rest}`;
const side = (n, name) => document.getElementById(`${name}-${n}`);

/** The range of an element's text between two offsets in code points, or null. */
export function rangeOf(element, start, end) {
  const text = element.textContent;
  const units = (points) => [...text].slice(0, points).join("").length;
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let [passed, first, last] = [0, units(start), units(end)];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length;
    if (first >= passed && first < passed + length) range.setStart(node, first - passed);
    if (last > passed && last <= passed + length) {
      range.setEnd(node, last - passed);
      return range;
    }
    passed += length;
  }
  return null;
}

/** Where in an element's text a point of the window is, in code points, or -1. */
function offsetAt(element, { clientX, clientY }) {
  const place = document.caretPositionFromPoint?.(clientX, clientY);
  const old = place ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const node = place?.offsetNode ?? old?.startContainer;
  if (!node || !element.contains(node) || node.nodeType !== Node.TEXT_NODE) return -1;
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, place?.offset ?? old.startOffset);
  return [...range.toString()].length;
}

function light(name, ranges) {
  if (!lit) return;
  lit[name].clear();
  for (const range of ranges) if (range) lit[name].add(range);
}

/** Puts the card under a word, or above it where there is more room; the text stays where it is. */
function place(range) {
  const word = range.getBoundingClientRect();
  const below = innerHeight - word.bottom > card.offsetHeight + 16 || word.top < innerHeight / 2;
  const left = Math.min(Math.max(word.left - 16, 8), document.documentElement.clientWidth - card.offsetWidth - 8);
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? word.bottom + 8 : word.top - card.offsetHeight - 8) + scrollY}px`;
}

/** Scrolls the text from behind the card of a small window: its sentence, or as far as the word stays. */
function uncover(pair, range) {
  if (getComputedStyle(card).position !== "fixed") return;
  const [top, edge] = [document.querySelector(".masthead").getBoundingClientRect().bottom, card.getBoundingClientRect().top];
  const hidden = pair.getBoundingClientRect().bottom + 4 - edge;
  const room = range.getBoundingClientRect().top - Math.max(top, 0) - 8;
  if (hidden > 0) scrollBy({ top: Math.min(hidden, room), behavior: "instant" });
}

async function open(n, at) {
  if (!pairAt(n)) return;
  const asked = document.activeElement;
  const answer = await fetch(address(n, `?at=${at}`), { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(".word-card");
  if (!found) return;
  if (card.hidden) before = document.activeElement;
  card.replaceChildren(closer(), found);
  card.hidden = false;
  mark(n);
  shown = n;
  const [start, end] = found.dataset.source.split(",").map(Number);
  const range = rangeOf(side(n, "source"), start, end);
  const theirs = found.dataset.pairs.trim().split(" ").filter(Boolean).map((pair) => pair.split(",").map(Number));
  light("kept", [range, ...theirs.map(([one, other]) => rangeOf(side(n, "target"), one, other))]);
  if (range) {
    place(range);
    uncover(pairAt(n), range);
  }
  // Who has gone on meanwhile, to a field say, keeps the focus there.
  if (document.activeElement === asked) card.focus({ preventScroll: true });
  await showExamples(found, n, start);
  if (range && found.isConnected) uncover(pairAt(n), range); // they make the card higher
}

/** Fetches other sentences with the word into its card, which shows before they are there. */
async function showExamples(shownCard, n, at) {
  const answer = await fetch(address(n, `/examples?at=${at}`)).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  shownCard.querySelector(".examples").replaceWith(page.body.firstElementChild);
}

/** Lets the pair whose word is shown look like the one with the focus, which the card has. */
function mark(n) {
  book.querySelector(".asked")?.classList.remove("asked");
  pairAt(n)?.classList.add("asked");
}

function closer() {
  const button = document.createElement("button");
  button.className = "close";
  button.textContent = "×";
  button.setAttribute("aria-label", "Close");
  button.addEventListener("click", close);
  return button;
}

function close() {
  if (card.hidden) return;
  card.hidden = true;
  mark(0);
  light("kept", []);
  if (card.contains(document.activeElement) || document.activeElement === document.body) before?.focus?.({ preventScroll: true });
}

/** Keeps the word by its form in the state of the button, and says so where the form stood. */
async function keep(form, button) {
  const sent = { method: "POST", body: new FormData(form, button), headers: { "HX-Request": "true" } };
  const answer = await fetch(form.action, sent).catch(() => null);
  if (!answer) return say("The server does not answer, so the word is not kept.");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = form.contains(document.activeElement);
  const [now] = page.body.children;
  form.replaceWith(now);
  if (focused) (now.querySelector('[aria-pressed="true"]') ?? card).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("words"));
}

/** The next word or the one before, in the next sentence where this one has no more. */
function step(by) {
  const { previous, following } = card.querySelector(".word-card").dataset;
  const at = by > 0 ? following : previous;
  open(at ? shown : shown + by, at || (by > 0 ? 0 : 99999));
}

const pairsOf = new Map(); // by sentence and target: what stands for what

async function lightPassing(event) {
  const element = event.target.closest?.(".source, .target");
  const n = element?.dataset.segment;
  const at = n ? offsetAt(element, event) : -1;
  if (at < 0) return light("passing", []);
  const key = `${n} ${side(n, "target").textContent}`;
  if (!pairsOf.has(key)) pairsOf.set(key, fetch(address(n, "/pairs")).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []));
  const pairs = await pairsOf.get(key);
  const from = element.classList.contains("source") ? 0 : 2;
  const hit = pairs.filter((pair) => pair[from] <= at && at < pair[from + 1]);
  light("passing", hit.flatMap((pair) => [rangeOf(side(n, "source"), pair[0], pair[1]), rangeOf(side(n, "target"), pair[2], pair[3])]));
}

if (french) {
  document.body.append(card);
  if (lit) {
    CSS.highlights.set("word-kept", lit.kept);
    CSS.highlights.set("word-passing", lit.passing);
    for (const highlight of Object.values(lit)) highlight.priority = 1; // above how well a word is known
    let waiting = 0;
    book.addEventListener("pointermove", (event) => {
      clearTimeout(waiting);
      if (event.pointerType === "mouse") waiting = setTimeout(() => lightPassing(event), 60);
    });
    book.addEventListener("pointerleave", () => light("passing", []));
  }
  book.addEventListener("click", (event) => {
    const source = event.target.closest?.(".source");
    if (!source || event.target.closest("a, button") || !getSelection().isCollapsed) return;
    const at = offsetAt(source, event);
    if (at >= 0) open(Number(source.dataset.segment), at);
  });
  card.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(event.target, event.submitter);
  });
  document.addEventListener("click", ({ target }) => {
    if (!card.contains(target) && !target.closest?.(".source")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") close();
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && !card.hidden && card.contains(event.target)) {
      event.preventDefault();
      step(by);
    }
    const state = root.dataset.keys !== "off" && !card.hidden && card.querySelector(`.keep [data-key="${CSS.escape(event.key)}"]`);
    if (state) {
      event.preventDefault();
      state.click();
    }
    const busy = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (event.key !== "w" || busy || root.dataset.keys === "off") return;
    event.preventDefault();
    if (card.hidden) open(numberOf(readPair()), 0);
    else close();
  });
}
