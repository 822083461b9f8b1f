"""Numbers, amounts, times, dates and capitals: French notation, and the same in English."""
