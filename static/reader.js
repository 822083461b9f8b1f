// The reader: everything works without it (see CONTRIBUTING.md); with it nothing waits.

import "./comfort.js";
import "./toggles.js";
import "./arrival.js";
