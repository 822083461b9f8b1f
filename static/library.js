// The library: a text file can be dropped anywhere on the page.

import "./comfort.js";

const form = document.querySelector(".new form");

document.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  form.elements.file.files = event.dataTransfer.files;
  form.requestSubmit();
});
