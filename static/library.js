// The library: a text file can be dropped anywhere on the page.

import "./comfort.js";

const form = document.querySelector(".new form");

document.addEventListener("dragover", (event) => {
  if (form && event.dataTransfer.types.includes("Files")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  if (!form || !event.dataTransfer.files.length) return;
  event.preventDefault();
  form.elements.file.files = event.dataTransfer.files;
  form.requestSubmit();
});

document.querySelector('select[name="order"]')?.addEventListener("change", ({ target }) => {
  target.form.requestSubmit();
});
