// Reading aloud by the browser's own voices, one segment or running on.

import { book, pairAt } from "./anchor.js";
import { keep, recall, say } from "./store.js";

const synth = globalThis.speechSynthesis;
const box = document.getElementById("sentence");
const rate = box.querySelector("select");
const runOn = box.querySelector('input[type="checkbox"]');

function voicesReady() {
  if (synth.getVoices().length) return Promise.resolve();
  return new Promise((resolve) => {
    synth.addEventListener("voiceschanged", resolve, { once: true });
    setTimeout(resolve, 800);
  });
}

function voiceFor(language) {
  const primary = language.split("-")[0];
  return synth.getVoices().find((voice) => voice.lang.split(/[-_]/)[0].toLowerCase() === primary);
}

/** The sentence that says why nothing is heard, or nothing. */
async function hindrance(side, language) {
  if (!synth) return "This browser cannot read aloud. Most others can.";
  await voicesReady();
  if (voiceFor(language)) return undefined;
  const name = book.dataset[`${side}Name`];
  return `This computer has no ${name} voice. Its settings for language or accessibility can add `
    + "one; open this page again afterwards.";
}

function silence() {
  book.querySelector(".spoken")?.classList.remove("spoken");
  box.classList.remove("speaking");
  synth?.cancel();
}

/** Stops what is being read aloud; a focus on the button for that goes to the one before it. */
export function hush() {
  const stop = box.querySelector(".hush");
  if (stop === document.activeElement) stop.previousElementSibling.focus();
  silence();
}

/** Reads one side of a segment aloud, and the next ones too where that is asked for. */
export async function speak(n, side) {
  silence();
  const text = pairAt(n)?.querySelector(`.${side}`);
  if (!text) return;
  if (text.querySelector(".pending, .failure")) {
    say(`Sentence ${n} has no ${book.dataset[`${side}Name`]} yet.`);
    return;
  }
  const why = await hindrance(side, text.lang);
  if (why) {
    say(why, 15);
    return;
  }
  const words = new SpeechSynthesisUtterance((text.querySelector(".uncertain, .wording") ?? text).textContent.trim());
  words.lang = text.lang;
  words.voice = voiceFor(text.lang);
  words.rate = Number(rate.value);
  words.addEventListener("end", () => {
    if (!text.closest(".spoken")) return; // hushed, or another one speaks by now
    if (runOn.checked && pairAt(n + 1)) speak(n + 1, side);
    else hush();
  });
  const pair = text.closest(".pair");
  pair.classList.add("spoken");
  pair.scrollIntoView({ block: "nearest" });
  box.classList.add("speaking");
  synth.speak(words);
}

const saved = recall("speech");
rate.value = saved.rate ?? rate.value;
runOn.checked = saved.runOn ?? false;
box.addEventListener("change", () => keep("speech", { rate: rate.value, runOn: runOn.checked }));
addEventListener("pagehide", hush);
