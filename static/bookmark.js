// The bookmark: where the reader is, sent to the server now and then, and kept here until it is there.

import { keep, recall } from "./store.js";

const { memory } = globalThis.veil;
const PAUSE = 1500;
let waiting;

/** Sends the place that the server does not have yet. */
async function send() {
  clearTimeout(waiting);
  waiting = undefined;
  const { place } = recall(memory);
  if (!place) return;
  const sent = { method: "POST", body: new URLSearchParams({ position: place }), keepalive: true };
  const answer = await fetch(`${location.pathname}/bookmark`, sent).catch(() => null);
  const { place: newest, ...others } = recall(memory);
  if (answer && answer.status < 500 && newest === place) keep(memory, others);
}

/** Moves the bookmark to a segment; many moves in a row are sent as one. */
export function mark(n) {
  keep(memory, { ...recall(memory), place: n });
  waiting ??= setTimeout(send, PAUSE);
}

/** The segment where the reader left off, or undefined. */
export const left = (known) => recall(memory).place ?? (Number(known) || undefined);

addEventListener("pagehide", send);
document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
send();
