// Files dropped anywhere on the page are read, by the page's own form for that.

import { say } from "./store.js";

const root = document.documentElement;
const form = document.getElementById("import");
const most = Number(form?.dataset.mostBytes);
const brings = ({ dataTransfer }) => form && dataTransfer?.types.includes("Files");

/** Whether the files are few enough to be sent; those that are not get a sentence instead. */
function fits(files) {
  if ([...files].reduce((sum, { size }) => sum + size, 0) < most) return true;
  say(`${files.length > 1 ? "Together these files have" : "This file has"} more than `
    + `${Math.round(most / 1e6)} MB, the most that is read at once. Cut it into parts, or bring `
    + "fewer at a time.", 20);
  return false;
}

document.addEventListener("dragover", (event) => {
  if (!brings(event)) return;
  event.preventDefault();
  root.classList.add("dropping");
});

document.addEventListener("dragleave", ({ relatedTarget }) => {
  if (!relatedTarget) root.classList.remove("dropping"); // it left the window
});

document.addEventListener("drop", (event) => {
  root.classList.remove("dropping");
  if (!form || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  form.elements.file.files = event.dataTransfer.files;
  form.requestSubmit();
});

form?.addEventListener("submit", (event) => {
  const { files } = form.elements.file;
  if (!fits(files)) event.preventDefault();
  else if (files.length) say(`Reading ${[...files].map(({ name }) => `“${name}”`).join(", ")} …`, 120);
});

addEventListener("pageshow", ({ persisted }) => { if (persisted) say(""); });
