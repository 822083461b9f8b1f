// Layout, theme and type, switched at once: the forms of the page do the same without a script.

import { book, hold } from "./anchor.js";
import { keepChoice } from "./store.js";

const root = document.documentElement;

/** Makes a choice hold: on the page, in its controls and for the next page. */
export function choose(name, value) {
  const putBack = book ? hold() : () => {};
  root.dataset[name] = value;
  for (const button of document.querySelectorAll(`button[name="${name}"]`)) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
  for (const radio of document.querySelectorAll(`input[type="radio"][name="${name}"]`)) {
    radio.checked = radio.value === value;
  }
  keepChoice(name, value);
  document.dispatchEvent(new CustomEvent("comfort", { detail: { name, value } }));
  putBack();
}

/** The next (or previous) value of a choice, in the order of its controls; stops at the ends. */
export function step(name, values, by) {
  const at = values.indexOf(root.dataset[name]) + by;
  if (values[at]) choose(name, values[at]);
}

document.addEventListener("change", ({ target }) => {
  if (target.matches('.comfort input[type="radio"]')) choose(target.name, target.value);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('button[name="layout"]');
  if (button) {
    event.preventDefault();
    choose("layout", button.value);
  }
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", ({ key }) => {
  const menu = key === "Escape" && document.querySelector(".menu[open]");
  if (!menu) return;
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
});

root.classList.add("live");
