"""Decodes plain text from bytes in any likely encoding."""

import codecs
import re

import charset_normalizer

from webapp.errors import NotText

#: Encodings of French text other than UTF-8 and those that a byte-order mark announces.
_LEGACY_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: Longest beginning that a format is recognised by, in characters of up to four bytes.
START_CHARS = 5_000
_MARK_BYTES = b"".join(_MARKS)
#: Control characters that no text has. A file that has one is binary.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FRENCH_LETTERS = re.compile(r"[àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔŒ’«»]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def read_text(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32, Windows-1252, Latin-9, Mac Roman or CP850.

    Raises NotText when the bytes are not text.
    """
    likely = [text for text in _decodings(data) if not _BINARY.search(text)]
    if not likely:
        raise NotText("This file is no text, or in an encoding not known here: save it as UTF-8.")
    # The detector mistakes CP850 for Windows-1252, so the count of French letters decides.
    return storable(max(likely, key=lambda text: len(_FRENCH_LETTERS.findall(text))))


def ascii_start(data: bytes) -> bytes:
    """The first characters of a file, in which those of ASCII are one byte each in any encoding.

    That is enough to recognise a format before the text is decoded.
    """
    return data[: 4 * START_CHARS].translate(None, b"\0").lstrip(_MARK_BYTES)[:START_CHARS]


def storable(text: str) -> str:
    """``text`` with U+FFFD for NUL and lone surrogates, which databases cannot store."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _decodings(data: bytes) -> list[str]:
    """The text in the announced encoding, or in UTF-8, or else in each likely encoding."""
    announced = next((_MARKS[mark] for mark in _MARKS if data.startswith(mark)), "utf-8")
    text = _decoded(data, announced)
    if text and not _BINARY.search(text[0]):
        return text
    matches = charset_normalizer.from_bytes(data, cp_isolation=_LEGACY_ENCODINGS)
    # The detector knows nothing of a few words. Windows-1252 is the commonest old encoding.
    return [str(match) for match in matches] or _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> list[str]:
    try:
        return [data.decode(encoding)]
    except UnicodeDecodeError:
        return []
