// Corrects targets in the reader: the field over a target, and the way from one to the next.

import { book, numberOf, pairAt } from "./anchor.js";
import { drafted, drop, takeUp } from "./drafts.js";
import { go, uncertainAfter } from "./place.js";
import { say } from "./store.js";
import { toggle } from "./toggles.js";

const source = document.querySelector('#sentence [data-deed="edit"]');
const pairOf = (element) => element.closest(".pair");

/** Opens the field over the target of a segment, or a page of its own where htmx is missing. */
export function edit(n) {
  const pair = pairAt(n);
  const form = pair?.querySelector(".editor");
  if (pair?.querySelector(":scope > [hidden]")) toggle(n); // both languages are needed
  if (form) form.elements.target.focus();
  else if (pair) fetchField(pair.querySelector(".pencil"));
  else go(n);
}

function fetchField(link) {
  if (!globalThis.htmx) location.assign(link.href);
  else globalThis.htmx.ajax("GET", `${link.getAttribute("href")}?count=${book.dataset.count}`, { source, target: pairOf(link), swap: "beforeend" });
}

/** Shows a target again and gives it the focus. */
function close(form) {
  const pair = pairOf(form);
  form.remove();
  pair.querySelector(".target").focus({ preventScroll: true });
}

function goOn(n, then) {
  const next = then === "uncertain" ? uncertainAfter(n) : n + 1;
  if (next && pairAt(next)) edit(next);
  else if (then === "uncertain" && document.querySelector("#doubts a")) {
    location.assign(`${location.pathname}/uncertain?after=${n}`);
  } else if (then === "next" && n < Number(book.dataset.count)) go(n + 1);
  else say(then === "next" ? "That was the last sentence." : "No sentence is uncertain any more.");
}

/** Readies the fields that have come, and closes the one whose target was kept. */
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const sent = ctx.request.method === "POST" && !ctx.sourceElement?.matches?.(".reword");
  const form = sent && ctx.sourceElement?.closest?.(".editor");
  if (form?.isConnected && ctx.response?.raw.ok) {
    const n = numberOf(pairOf(form));
    drop(form);
    close(form);
    say(`Sentence ${n} is saved.`, 4);
    if (form.dataset.then) goOn(n, form.dataset.then);
  }
  for (const fresh of book.querySelectorAll(".editor:not(.ready)")) {
    fresh.classList.add("ready");
    const unasked = reopening.delete(fresh.dataset.segmentId);
    if (takeUp(fresh) || !unasked) fresh.elements.target.focus();
    else close(fresh);
  }
});

document.addEventListener("submit", ({ target, submitter }) => {
  if (target.matches(".editor")) target.dataset.then = submitter?.value ?? "";
}, true);

book.addEventListener("click", (event) => {
  const link = event.target.closest(".pencil, .leave");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.matches(".leave")) close(link.closest(".editor"));
  else if (globalThis.htmx) edit(numberOf(pairOf(link)));
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.matches("[data-segment]")) {
    event.preventDefault();
    edit(numberOf(pairOf(event.target)));
  }
});

// What was typed before this page was loaded again is back in its field.
const reopening = new Set();
function reopen() {
  for (const id of drafted(globalThis.veil.memory.slice("document-".length))) {
    const link = book.querySelector(`.pencil[href$="/segments/${id}/target"]`);
    if (link && !pairOf(link).querySelector(".editor") && !reopening.has(id)) {
      reopening.add(id);
      fetchField(link);
    }
  }
}
addEventListener("load", () => { if (globalThis.htmx) reopen(); });
