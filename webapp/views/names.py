"""Language codes and lengths as people say them."""

import math

#: English names of the languages met most; any other is shown as its code.
_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """The English name of a BCP 47 code, or the code itself."""
    return _NAMES.get(code.partition("-")[0], code)


#: What one reads in a minute: some 200 words of six characters.
CHARACTERS_A_MINUTE = 1200


def reading_time(characters: int) -> str:
    """How long a text of so many code points takes, in minutes or, from two hours on, in hours."""
    minutes = max(1, math.ceil(characters / CHARACTERS_A_MINUTE))
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} hours"
