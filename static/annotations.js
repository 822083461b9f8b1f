// Highlights and notes: on the words that are selected, or on the whole current segment.

import { book, holding, pairAt } from "./anchor.js";
import { say } from "./store.js";

const points = (text) => [...text.toString()].length;
let undo = ""; // the address that takes the last change back
let selected = null; // the words that were selected last, as long as the selection is not elsewhere

/** The selected words as the number of their segment and offsets in its source, in code points. */
function selection() {
  const now = getSelection();
  if (now.isCollapsed) return null;
  const range = now.getRangeAt(0).cloneRange();
  const { startContainer: from } = range;
  const source = (from.closest ? from : from.parentElement).closest(".source");
  if (!source || !book.contains(source)) return null;
  const before = document.createRange();
  before.setStart(source, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = points(before);
  if (!source.contains(range.endContainer)) range.setEnd(source, source.childNodes.length);
  return { position: source.dataset.segment, start, end: start + points(range) };
}

document.addEventListener("selectionchange", () => {
  const now = selection();
  if (now || !getSelection().isCollapsed) selected = now;
  else setTimeout(() => { if (getSelection().isCollapsed) selected = null; }, 400); // a tap on the bar clears it first
});

/** The words that are selected, or were until a tap on the bar, or else a whole segment. */
function chosen(n) {
  const words = selection() ?? selected ?? { position: n };
  selected = null;
  getSelection().removeAllRanges();
  return words;
}

/** Sends a change and shows the segment as it is now; gives what came, or nothing. */
async function send(address, fields) {
  const sent = { method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" } };
  const answer = await fetch(address, sent).catch(() => null);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const segment = page.querySelector("[data-annotation]");
  if (!segment) say(page.body.textContent.trim() || "The server does not answer, so nothing is highlighted.");
  return segment;
}

/** Shows a segment as it is now; of its note's field, only the one that was sent is done with. */
function show(n, segment, sent) {
  const pair = pairAt(n);
  if (!pair) return;
  holding(() => {
    pair.querySelector(".source").replaceChildren(...segment.querySelector(".source").childNodes);
    pair.querySelector(".remarks")?.remove();
    sent?.remove();
    const remarks = segment.querySelector(".remarks");
    if (remarks) pair.append(remarks);
  });
}

const root = () => document.documentElement.dataset.root;

async function put(fields, done, form) {
  const segment = await send(`${location.pathname}/annotations`, fields);
  if (!segment) return;
  show(fields.position, segment, form);
  undo = { n: fields.position, address: `${root()}annotations/${segment.dataset.annotation}/removal`, back: "restoration" };
  say(`${done(segment.dataset.colour)} u takes it back.`, 4);
}

/** Highlights the selected words or all of a segment; the same words again get the next colour. */
export function highlight(n) {
  const words = chosen(n);
  put(words, (colour) => `Sentence ${words.position} is highlighted in ${colour}.`);
}

/** Puts the colour and the note that these words have already into a form, so that neither is lost. */
function fill({ elements }, pair, { start = 0, end = points(pair.querySelector(".source").textContent) }) {
  const remark = pair.querySelector(`.remark[data-words="${start}-${end}"]`);
  if (!remark) return;
  elements.colour.value = remark.classList[1];
  elements.note.value = remark.querySelector("span")?.textContent ?? "";
}

/** Opens the field of a note beside the selected words or a segment. */
export function note(n) {
  const words = chosen(n);
  const pair = pairAt(words.position);
  if (!pair) return;
  const form = document.getElementById("annotate").content.firstElementChild.cloneNode(true);
  const before = pair.querySelector(".annotate textarea");
  if (before) return before.focus();
  const leave = () => pair.querySelector("[data-segment]:not([hidden])").focus({ preventScroll: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    put({ ...words, ...Object.fromEntries(new FormData(form)) }, () => `The note on sentence ${words.position} is kept.`, form);
    leave();
  });
  form.addEventListener("keydown", ({ key, ctrlKey }) => {
    if (key === "Enter" && ctrlKey) form.requestSubmit();
    if (key !== "Escape") return;
    form.remove();
    leave();
  });
  fill(form, pair, words);
  holding(() => pair.append(form));
  form.querySelector("textarea").focus();
}

/** Takes the last highlight back, or brings it back again. */
export async function takeBack() {
  if (!undo) return say("There is no highlight to take back.");
  const { n, address, back } = undo;
  const segment = await send(address, {});
  if (!segment) return;
  show(n, segment);
  undo = { n, address: address.replace(/\w+$/, back), back: back === "restoration" ? "removal" : "restoration" };
  say(back === "restoration" ? "The highlight is taken away. u brings it back." : "The highlight is back.", 4);
}
