"""Languages as people call them, in the pages and in the files that readers save."""

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
