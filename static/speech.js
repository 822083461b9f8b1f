// Reading aloud by the browser's own voices, one segment or running on.

import { book, pairAt } from "./anchor.js";
import { keep, recall, say } from "./store.js";
import { rangeOf } from "./words.js";

const synth = globalThis.speechSynthesis;
const box = document.getElementById("sentence");
const rate = box.querySelector("select");
const runOn = box.querySelector('input[type="checkbox"]');
const choices = [...document.querySelectorAll(".voices select")];
const word = globalThis.Highlight && CSS.highlights ? new Highlight() : null;
if (word) CSS.highlights.set("word-spoken", word);
let last = null; // the side of a segment that was read last

function voicesReady() {
  if (synth.getVoices().length) return Promise.resolve();
  return new Promise((resolve) => {
    synth.addEventListener("voiceschanged", resolve, { once: true });
    setTimeout(resolve, 800);
  });
}

function voicesOf(language) {
  const primary = language.split("-")[0];
  return synth.getVoices().filter((voice) => voice.lang.split(/[-_]/)[0].toLowerCase() === primary);
}

/** The voice that was chosen for a language, or the first there is. */
function voiceFor(language) {
  const voices = voicesOf(language);
  const wanted = recall("speech").voices?.[language];
  return voices.find((voice) => voice.voiceURI === wanted) ?? voices[0];
}

/** Fills the menus of voices, and shows those that leave a choice. */
function offerVoices() {
  for (const choice of choices) {
    const voices = voicesOf(choice.lang);
    choice.replaceChildren(...voices.map((voice) => new Option(voice.name, voice.voiceURI)));
    choice.value = voiceFor(choice.lang)?.voiceURI ?? "";
    choice.closest("fieldset").hidden = voices.length < 2;
  }
}

/** Lights up the word that is being spoken, by its offset in what is read. */
function lightWord(element, text, { name, charIndex, charLength }) {
  if (!word || name !== "word") return;
  word.clear();
  const before = element.textContent.indexOf(text) + charIndex;
  const length = charLength || text.slice(charIndex).match(/^[^\s,;:.!?…»”]+/)?.[0].length;
  const points = (units) => [...element.textContent.slice(0, units)].length;
  const range = length && rangeOf(element, points(before), points(before + length));
  if (range) word.add(range);
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
  word?.clear();
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
  last = [n, side];
  const element = text.querySelector(".uncertain, .wording") ?? text;
  const words = new SpeechSynthesisUtterance(element.textContent.trim());
  words.lang = text.lang;
  words.voice = voiceFor(text.lang);
  words.rate = Number(rate.value);
  words.addEventListener("boundary", (event) => lightWord(element, words.text, event));
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

/** Reads a segment again on the side that was read last; another one in its source. */
export function repeat(n) {
  speak(n, last?.[0] === n ? last[1] : "source");
}

const saved = recall("speech");
rate.value = saved.rate ?? rate.value;
runOn.checked = saved.runOn ?? false;
box.addEventListener("change", () => keep("speech", { ...recall("speech"), rate: rate.value, runOn: runOn.checked }));
for (const choice of choices) {
  choice.addEventListener("change", () => {
    const speech = recall("speech");
    keep("speech", { ...speech, voices: { ...speech.voices, [choice.lang]: choice.value } });
  });
}
if (synth) {
  offerVoices();
  synth.addEventListener("voiceschanged", offerVoices);
}
addEventListener("pagehide", hush);
