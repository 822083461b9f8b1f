"""Files of software that have messages by keys: where their words stand and how they are put."""
