// Which segments are hidden, known before anything shows: a plain script in the head, since modules
// run when the whole page has shown already. What makes the toggles work is in toggles.js.

const veil = {
  root: document.documentElement,
  memory: `document-${document.currentScript.dataset.document}`,
  /** Whether the address tells what is hidden; then the page comes as it shall be. */
  told: /[?&](toggle|except)=/.test(location.search),

  /** Each language read alone has its own memory of what was revealed; the other layouts share one. */
  mode() {
    const { layout } = this.root.dataset;
    return ["source", "target"].includes(layout) ? layout : "both";
  },
  side() { return this.mode() === "target" ? "source" : "target"; },

  /** Makes what was kept for the document hold. */
  take(kept) {
    const saved = kept[this.mode()] ?? {};
    this.hidden = saved.hidden ?? this.mode() !== "both";
    this.except = new Set(saved.except);
  },

  /** Shows what holds for a pair. */
  show(pair) {
    const [source, target, button] = pair.querySelectorAll(":scope > :is(.source, .target, .toggle)");
    const n = Number(button.value);
    const hides = this.hidden !== this.except.has(n);
    const [other, seen] = this.side() === "source" ? [source, target] : [target, source];
    if (hides && other.contains(document.activeElement)) seen.focus({ preventScroll: true });
    other.hidden = hides;
    seen.hidden = false;
    button.setAttribute("aria-pressed", String(!hides));
    const name = document.querySelector(".book").dataset[`${this.side()}Name`];
    button.setAttribute("aria-label", `${name} of sentence ${n}`);
  },
};
globalThis.veil = veil;

try {
  veil.take(JSON.parse(localStorage.getItem(`visavis-${veil.memory}`)) ?? {});
  if (veil.mode() === "both" && !localStorage.getItem("visavis-hint")) veil.root.classList.add("hinted");
} catch {
  veil.take({}); // a browser that keeps nothing
}

// Pairs come in one by one, and none is seen before this saw its last child.
const arriving = new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (node.matches?.(".pair > .toggle")) veil.show(node.parentElement);
    }
  }
});
if (!veil.told) arriving.observe(document, { childList: true, subtree: true });
document.addEventListener("DOMContentLoaded", () => arriving.disconnect());
