
"use strict";
const press = (button, on) => button.setAttribute("aria-pressed", String(on));
const show = (pair, on) => {
  pair.querySelector(".target").hidden = !on;
  press(pair.querySelector("button"), on);
};
for (const hidden of document.querySelectorAll(".views, .pair > button")) hidden.hidden = false;
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.dataset.view) {
    document.body.dataset.view = button.dataset.view;
    for (const other of document.querySelectorAll("button[data-view]")) press(other, other === button);
    return;
  }
  const on = button.getAttribute("aria-pressed") !== "true";
  if ("all" in button.dataset) {
    press(button, on);
    for (const pair of document.querySelectorAll(".pair")) show(pair, on);
  } else {
    show(button.closest(".pair"), on);
  }
});
