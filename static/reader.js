// The reader: everything but the keys and the voices works without it; with it nothing waits.

import "./comfort.js";
import "./toggles.js";
import "./arrival.js";
import "./place.js";
import "./speech.js";
import "./editing.js";
import "./keys.js";
import "./drop.js";
import "./words.js";
import "./states.js";
