// The library: files are dropped, lists sorted, and menus open where there is room for them.

import "./comfort.js";
import "./drop.js";

document.querySelector('select[name="order"]')?.addEventListener("change", ({ target }) => {
  target.form.requestSubmit();
});

document.addEventListener("toggle", ({ target }) => {
  const panel = target.matches(".shelf .menu[open]") && target.querySelector(".panel");
  if (!panel) return;
  panel.classList.remove("up");
  const { top, bottom } = target.getBoundingClientRect();
  panel.classList.toggle("up", top > panel.offsetHeight && innerHeight - bottom < panel.offsetHeight);
  panel.scrollIntoView({ block: "nearest" });
}, true);
