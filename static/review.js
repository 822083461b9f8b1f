// The review by keys: the space bar shows the answer, 1 to 4 say how well the word was remembered.

const details = document.querySelector(".review details");

document.addEventListener("keydown", (event) => {
  if (!details || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (document.documentElement.dataset.keys === "off" || event.target.closest("input, select, textarea, .menu")) return;
  if (event.key === " " && !event.target.closest("a, button, summary")) {
    event.preventDefault();
    details.open = !details.open;
  }
  if (details.open) details.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});
