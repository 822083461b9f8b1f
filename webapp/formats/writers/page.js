
"use strict";
const press = (button, on) => button.setAttribute("aria-pressed", String(on));
const show = (pair, on) => {
  pair.querySelector(".target").hidden = !on;
  press(pair.querySelector(".toggle"), on);
};
for (const hidden of document.querySelectorAll(".controls, .toggle")) hidden.hidden = false;
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.name) {
    document.documentElement.dataset[button.name] = button.value;
    for (const other of document.getElementsByName(button.name)) press(other, other === button);
    return;
  }
  const on = button.getAttribute("aria-pressed") !== "true";
  if (button.matches(".switch")) {
    press(button, on);
    for (const pair of document.querySelectorAll(".pair")) show(pair, on);
  } else {
    show(button.closest(".pair"), on);
  }
});
