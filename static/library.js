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

// The language of what is typed is named while one may still choose another.
const text = document.getElementById("text");
const found = document.getElementById("found");
let asking;
if (found) text.addEventListener("input", () => {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const sent = { method: "POST", body: new URLSearchParams({ text: text.value.slice(0, 2000) }) };
    const answer = await fetch(found.dataset.address, sent).catch(() => null);
    if (answer?.ok) found.textContent = await answer.text();
  }, 500);
});
