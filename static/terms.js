// Words that were selected in a text, on their way to the page of terms.

import { book } from "./anchor.js";

const LONGEST = 200;
let selected = "";

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const { anchorNode: anchor } = selection;
  const side = (anchor?.closest ? anchor : anchor?.parentElement)?.closest(".source, .target");
  if (side && book.contains(side) && !selection.isCollapsed) {
    selected = side.matches(".source") ? selection.toString().trim().slice(0, LONGEST) : "";
  }
});

/** Leads to the form of a term, which has the words that were selected last. */
export function agree() {
  const { address } = document.querySelector('[data-deed="term"]').dataset;
  location.assign(`${address}&source=${encodeURIComponent(selected)}#source`);
}
