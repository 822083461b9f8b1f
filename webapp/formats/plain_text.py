"""Plain text from bytes of any likely encoding."""

import codecs
import re

import charset_normalizer

from webapp.errors import NotText

#: Encodings in which French text is met, beside UTF-8 and whatever a byte-order mark announces.
_LEGACY_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: Control characters that no text has; a file with some of them is binary.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FRENCH_LETTERS = re.compile(r"[àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔŒ’«»]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def read_text(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32, Windows-1252, Latin-9, Mac Roman or CP850.

    Raises NotText when the bytes are no text.
    """
    likely = [text for text in _decodings(data) if not _BINARY.search(text)]
    if not likely:
        raise NotText("This file is no text, or in an encoding not known here: save it as UTF-8.")
    # The detector ranks by general tidiness and takes CP850 for Windows-1252; letters decide.
    return storable(max(likely, key=lambda text: len(_FRENCH_LETTERS.findall(text))))


def storable(text: str) -> str:
    """``text`` with U+FFFD for NUL and lone surrogates, which no database keeps."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _decodings(data: bytes) -> list[str]:
    """What the bytes say in the encoding they announce, or in UTF-8, or else in likely ones."""
    announced = next((_MARKS[mark] for mark in _MARKS if data.startswith(mark)), "utf-8")
    text = _decoded(data, announced)
    if text and not _BINARY.search(text[0]):
        return text
    matches = charset_normalizer.from_bytes(data, cp_isolation=_LEGACY_ENCODINGS)
    # A few words are too little for the detector: then the commonest of the old encodings.
    return [str(match) for match in matches] or _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> list[str]:
    try:
        return [data.decode(encoding)]
    except UnicodeDecodeError:
        return []
