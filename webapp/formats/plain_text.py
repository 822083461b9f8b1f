"""Decodes plain text from bytes in any likely encoding."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

import charset_normalizer

from webapp.errors import NotText

#: Encodings of French text other than UTF-8 and those that a byte-order mark announces.
_LEGACY_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850", "utf_16_le", "utf_16_be"]
#: Byte-order marks and the encodings that they announce, UTF-32 before UTF-16, which begins alike.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: Longest beginning that a format is recognised by, in characters of up to four bytes.
START_CHARS = 5_000
_MARK_BYTES = b"".join(_MARKS)
#: Control characters that no text has. A file that has one is binary.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: A character of UTF-8 that takes more than a byte, and a lone byte that stands for one.
_WIDE = re.compile(r"[^\x00-\x7f\udc80-\udcff]")
_STRAY = re.compile(r"[\udc80-\udcff]")
#: In UTF-8, so many stray bytes of Windows-1252 for each wide character at most.
_STRAYS = 3
_FRENCH_LETTERS = re.compile(r"[àâçéèêëîïôùûüœÀÂÇÉÈÊÎÔŒ’«»]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text as it came: Python's name of its encoding, and its byte-order mark, if it has one.

    ``strays`` is how many bytes of Windows-1252 stood in a text that is otherwise UTF-8.
    ``unwritable`` names the error handler of Python for what the encoding cannot write.
    """

    text: str
    encoding: str
    mark: bytes = b""
    strays: int = 0
    unwritable: str = "strict"

    def encoded(self, text: str) -> bytes:
        """Another text in the same encoding with the same mark; UTF-8 if that cannot write it."""
        try:
            return self.mark + text.encode(self.encoding, self.unwritable)
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace")

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence about what was mended, if something was."""
        if not self.strays:
            return ()
        subject = "byte was" if self.strays == 1 else "bytes were"
        return (f"{self.strays:,} {subject} not in UTF-8 like the rest: read as Windows-1252.",)


def read_text(data: bytes) -> str:
    """The text of a file; see ``decoded_text``."""
    return decoded_text(data).text


def decoded_text(data: bytes) -> DecodedText:
    """A file in UTF-8, UTF-16, UTF-32, Windows-1252, Latin-9, Mac Roman or CP850.

    Raises NotText when the bytes are not text.
    """
    likely = [decoded for decoded in _decodings(data) if not _BINARY.search(decoded.text)]
    if not likely:
        raise NotText("This file is no text, or in an encoding not known here: save it as UTF-8.")
    # The detector mistakes CP850 for Windows-1252, so the count of French letters decides.
    best = max(likely, key=lambda decoded: len(_FRENCH_LETTERS.findall(decoded.text)))
    return replace(best, text=storable(best.text))


def ascii_start(data: bytes) -> bytes:
    """The first characters of a file, in which those of ASCII are one byte each in any encoding.

    That is enough to recognise a format before the text is decoded.
    """
    return data[: 4 * START_CHARS].translate(None, b"\0").lstrip(_MARK_BYTES)[:START_CHARS]


def storable(text: str) -> str:
    """``text`` with U+FFFD for NUL and lone surrogates, which databases cannot store."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _decodings(data: bytes) -> list[DecodedText]:
    """The text in the announced encoding, or in UTF-8, or else in each likely encoding."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    decoded = list(_decoded(data, _MARKS.get(mark, "utf-8"), mark)) or _mended(data)
    if decoded and not _BINARY.search(decoded[0].text):
        return decoded
    matches = charset_normalizer.from_bytes(data, cp_isolation=_LEGACY_ENCODINGS)
    likely = [DecodedText(str(match), match.encoding) for match in matches]
    # The detector knows nothing of a few words. Windows-1252 is the commonest old encoding.
    return likely or list(_decoded(data, "cp1252"))


def _decoded(data: bytes, encoding: str, mark: bytes = b"") -> Iterator[DecodedText]:
    with suppress(UnicodeDecodeError):
        yield DecodedText(data[len(mark) :].decode(encoding), encoding, mark)


def _mended(data: bytes) -> list[DecodedText]:
    """UTF-8 into which some bytes of Windows-1252 came, as when a file was made of two."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    if not strays or strays > _STRAYS * len(_WIDE.findall(text)):
        return []
    mended = _STRAY.sub(lambda stray: _in_windows_1252(ord(stray[0]) - 0xDC00), text)
    return [DecodedText(mended, "utf-8", mark, strays)]


def _in_windows_1252(byte: int) -> str:
    """The character of a byte. Latin-1 has those five that Windows-1252 lacks."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
