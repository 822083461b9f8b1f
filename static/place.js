// Where the reader is: deep links, the last place, how much is left, and a bounded page.

import { blocks, book, firstPair, hold, numberOf, pairAt } from "./anchor.js";
import { left, mark } from "./bookmark.js";
import { say } from "./store.js";

const count = Number(book.dataset.count);
const minutes = Number(book.dataset.minutes);
const partSegments = Number(book.dataset.partSegments);
const asked = () => Number(/^#s(\d+)$/.exec(location.hash)?.[1]);
const parted = book.querySelectorAll(".pair").length < count;
/** Where a segment is; of a text in several parts, also for readers without a script. */
const address = (n) => `${location.pathname}${parted ? `?first=${n}` : ""}#s${n}`;

/** Goes to a segment: on this page, or on the one that has it. */
export function go(n, { fresh = false } = {}) {
  const pair = pairAt(n);
  if (!pair) {
    if (n > 0 && n <= count) location[fresh ? "replace" : "assign"](address(n));
    else if (fresh) say(`There is no sentence ${n} in this text.`);
    return;
  }
  pair.scrollIntoView({ block: "start" });
  if (!fresh) pair.querySelector("[data-segment]:not([hidden])").focus({ preventScroll: true });
}

const atEnd = () => scrollY + innerHeight >= document.body.scrollHeight - 2 && pairAt(count);

function tellPlace() {
  const pair = firstPair();
  if (!pair) return;
  const read = atEnd() ? 1 : (numberOf(pair) - 1) / count;
  const rest = Math.ceil(minutes * (1 - read));
  const [share, way] = document.getElementById("place").children;
  share.textContent = read === 1 ? "Read to the end" : `${Math.round(read * 100)} %`;
  way.textContent = read === 1 ? ""
    : `, ${rest < 120 ? `${rest} min` : `${Math.round(rest / 60)} h`} left`;
}

let arrivedAt; // the pair that this page opened at, until the reader leaves it

/** Keeps the place for the next visit; a glance at a link, without a move, leaves it as it was. */
function keepPlace() {
  const pair = firstPair();
  if (!pair || pair === arrivedAt) return;
  arrivedAt = undefined;
  mark(atEnd() ? count : numberOf(pair));
  document.querySelector(".elsewhere")?.remove(); // who reads on here has answered
}

/** Where one left off last time, unless the address says where to be. */
function restore() {
  const place = left(book.dataset.place);
  if (asked()) {
    document.querySelector(".elsewhere")?.remove();
    return go(asked(), { fresh: true });
  }
  if (location.search || !(place > 1)) return undefined;
  go(place, { fresh: true });
  return document.querySelector(".elsewhere") ?? say(`You left off at sentence ${place}.`, 4);
}

/** The lasting address of a segment, onto the clipboard. */
export async function copyLink(n) {
  const link = new URL(address(n), location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    say(`The link to sentence ${n} is copied.`);
  } catch {
    say(`The browser keeps its clipboard to itself. The link is ${link}`, 20);
  }
}

// A page of more elements than MOST loses the blocks farthest from what is read, down to KEPT.
const MOST = 6_000;
const KEPT = 4_500;
const elements = book.getElementsByTagName("*"); // its length is always that of the moment

function relink(kind, query) {
  const more = book.querySelector(`.more.${kind}`);
  const link = more.querySelector("a");
  link.href = `${location.pathname}?first=${query.page}`;
  link.setAttribute("hx-get", `${location.pathname}?${query.part}`);
  more.hidden = false;
  globalThis.htmx.process(link, true);
}

function prune(fromStart) {
  if (elements.length <= MOST) return;
  const all = blocks();
  if (!fromStart) all.reverse();
  while (elements.length > KEPT && all.length > 1) all.shift().remove();
  const n = numberOf([...book.querySelectorAll(".pair")].at(fromStart ? 0 : -1));
  document.getElementById(fromStart ? "loaded-first" : "loaded-last").value = n;
  if (fromStart) relink("earlier", { page: Math.max(1, n - partSegments), part: `last=${n - 1}` });
  else relink("later", { page: n + 1, part: `first=${n + 1}` });
}

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const from = detail.ctx.request.action;
  if (!/[?&](first|last)=/.test(from) || from.includes("/progress")) return;
  const putBack = hold();
  prune(!from.includes("last="));
  putBack();
});

// Paper has no links: what it shows of a longer text is told on it.
const printed = book.querySelector(".printed");
addEventListener("beforeprint", () => {
  if (!printed) return;
  const ends = ["first", "last"].map((end) => Number(document.getElementById(`loaded-${end}`).value));
  printed.querySelectorAll("span").forEach((place, i) => { place.textContent = ends[i]; });
  printed.hidden = ends[0] === 1 && ends[1] === count;
});

let waiting;
addEventListener("scroll", () => {
  waiting ??= setTimeout(() => { waiting = undefined; tellPlace(); keepPlace(); }, 200);
}, { passive: true });

addEventListener("hashchange", () => { if (asked()) go(asked()); });

// The contents mark the chapter that one is in when they open.
document.querySelector(".contents").addEventListener("toggle", ({ target }) => {
  const n = target.open && firstPair() ? numberOf(firstPair()) : 0;
  const links = n ? [...target.querySelectorAll("ol a")] : [];
  if (!links.length) return;
  const current = links.findLast((link) => Number(link.hash.slice(2)) <= n);
  for (const link of links) link.toggleAttribute("aria-current", false);
  current?.setAttribute("aria-current", "location");
  const panel = target.querySelector(".panel");
  if (current) panel.scrollTop = current.offsetTop - panel.clientHeight / 2;
});

// A link of the contents whose segment is on this page needs no other page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".contents .panel a");
  const n = Number(/#s(\d+)$/.exec(link?.href ?? "")?.[1]);
  if (!n || !pairAt(n)) return;
  event.preventDefault();
  link.closest("details").open = false;
  location.hash = `s${n}`;
  go(n);
});

/** The next uncertain segment after one, where it is on this page. */
export const uncertainAfter = (n) => [...book.querySelectorAll(".doubt")]
  .map((doubt) => numberOf(doubt.closest(".pair"))).find((other) => other > n);

book.addEventListener("click", (event) => {
  const link = event.target.closest(".doubt a");
  const next = link && uncertainAfter(numberOf(link.closest(".pair")));
  if (!next) return;
  event.preventDefault();
  location.hash = `s${next}`;
  go(next);
});

history.scrollRestoration = "manual";
restore();
arrivedAt = firstPair();
tellPlace();
