// What this browser keeps for the reader, and what it says when it keeps nothing.

const PREFIX = "visavis-";
let told = false;
const refused = new Map(); // what the browser would not keep, until the page is left

/** Shows one sentence for some seconds; screen readers hear it. */
export function say(sentence, seconds = 8) {
  const box = document.getElementById("messages");
  box.textContent = sentence;
  clearTimeout(box.timer);
  box.timer = setTimeout(() => { box.textContent = ""; }, seconds * 1000);
}

function keepsNothing() {
  if (told) return;
  told = true;
  say("This browser stores nothing for this page: place and choices last until you close it.");
}

/** What was kept under a name, or an empty object. */
export function recall(name) {
  if (refused.has(name)) return refused.get(name);
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? {};
  } catch {
    return {};
  }
}

/** Keeps a value under a name; a browser that refuses is told of once. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    refused.set(name, value);
    keepsNothing();
  }
}

/** Forgets what was kept under a name. */
export function forget(name) {
  refused.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}

/** The names that begin so and have something kept under them. */
export function names(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + beginning))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** Keeps a choice in the cookie that the server reads too (webapp/views/display/comfort.py). */
export function keepChoice(name, value) {
  const cookie = `${PREFIX}${name}=${value}`;
  const { root } = document.documentElement.dataset;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${cookie}; path=${root}; max-age=31536000; samesite=lax${secure}`;
  if (!document.cookie.includes(cookie)) keepsNothing();
}
