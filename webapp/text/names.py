"""The English names of languages, for pages and for the files that readers save."""

from collections.abc import Mapping
from types import MappingProxyType

#: English names by BCP 47 code of the languages that a text is recognised in.
LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabic",
        "ca": "Catalan",
        "cs": "Czech",
        "da": "Danish",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "fi": "Finnish",
        "fr": "French",
        "he": "Hebrew",
        "hu": "Hungarian",
        "it": "Italian",
        "ja": "Japanese",
        "ko": "Korean",
        "la": "Latin",
        "nl": "Dutch",
        "no": "Norwegian",
        "pl": "Polish",
        "pt": "Portuguese",
        "ro": "Romanian",
        "ru": "Russian",
        "sv": "Swedish",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "zh": "Chinese",
    }
)


def language_name(code: str) -> str:
    """The English name of a BCP 47 code, or the code itself."""
    return LANGUAGE_NAMES.get(code.partition("-")[0], code)


#: The languages that are written from right to left, by their BCP 47 codes.
_LEFTWARD = frozenset(("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


def direction(code: str) -> str:
    """How a language runs: ``rtl`` or ``ltr``."""
    return "rtl" if code.partition("-")[0].lower() in _LEFTWARD else "ltr"
