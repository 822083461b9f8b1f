// What is typed into the field of a target: kept until it is saved or left, and the keys of the field.

import { forget, keep, names, recall, say } from "./store.js";

const nameOf = ({ dataset }) => `draft-${dataset.documentId}-${dataset.segmentId}`;
const plain = (text) => text.trim().replace(/\s+/g, " ");

/** The ids of the segments of a document for which something was typed and not saved. */
export const drafted = (documentId) => names(`draft-${documentId}-`)
  .map((name) => name.slice(name.lastIndexOf("-") + 1));

/** Keeps what is in the field, and which version it is to replace. */
function note(form) {
  const { target, version } = form.elements;
  keep(nameOf(form), { text: target.value, version: version.value });
}

/** Gives a field that has just come what was typed there before; says whether there was any. */
export function takeUp(form) {
  const { target, version } = form.elements;
  const draft = recall(nameOf(form));
  if ("refused" in form.dataset) note(form);
  else if (draft.text !== undefined && plain(draft.text) !== plain(target.value)) {
    target.value = draft.text;
    version.value = draft.version;
    say("What you had typed here is back. Esc leaves the sentence as it was.");
    return true;
  } else drop(form);
  return false;
}

/** Forgets what was typed. */
export function drop(form) { forget(nameOf(form)); }

document.addEventListener("input", ({ target }) => {
  if (target.form?.matches(".editor") && target.name === "target") note(target.form);
});

document.addEventListener("click", ({ target }) => {
  const form = target.closest?.(".editor");
  if (form && target.closest(".leave, .back")) drop(form);
});

// A fuzzy match fills the field; without a script its link does.
document.addEventListener("click", (event) => {
  const match = event.target.closest?.(".take")?.closest(".match");
  if (!match) return;
  event.preventDefault();
  const field = match.closest("form").elements.target;
  field.value = match.querySelector(".wording").textContent;
  note(field.form);
  field.focus();
});

// A sentence is cut at the cursor where no line break says the place.
document.addEventListener("click", ({ target }) => {
  const field = target.closest?.("button.cut")?.form.elements.broken;
  if (field && !field.value.includes("\n")) field.setRangeText("\n", field.selectionStart, field.selectionStart, "start");
}, true);

// Other wordings from the cursor on: the server counts code points.
document.addEventListener("click", ({ target }) => {
  const { at, target: field } = target.closest?.("button.reword")?.form.elements ?? {};
  if (at) at.value = [...field.value.slice(0, field.selectionStart)].length;
}, true);

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".editor");
  if (!form) return;
  if (event.key === "Escape") form.querySelector(".leave").click();
  if (event.key === "Enter" && event.altKey) form.querySelector(".scripted.reword").click();
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (event.target.name === "broken") return form.querySelector("button.cut").click();
  const wish = event.shiftKey ? "uncertain" : "next";
  form.requestSubmit(form.querySelector(`[value="${wish}"]`) ?? form.querySelector('[value=""]'));
});

for (const form of document.querySelectorAll(".desk .editor")) takeUp(form);
