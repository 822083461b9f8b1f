"""Lengths as people say them."""

import math

#: What one reads in a minute: some 200 words of six characters.
CHARACTERS_A_MINUTE = 1200


def reading_time(characters: int) -> str:
    """How long a text of so many code points takes, in minutes or, from two hours on, in hours."""
    minutes = max(1, math.ceil(characters / CHARACTERS_A_MINUTE))
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} hours"
