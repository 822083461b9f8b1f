"""Decodes plain text from bytes in any likely encoding."""

import codecs
import math
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from webapp.errors import NotText

#: Encodings of French text with one byte a character.
_LEGACY_ENCODINGS = ["cp1252", "iso8859_15", "mac_roman", "cp850"]
#: Byte-order marks and the encodings that they announce, UTF-32 before UTF-16, which begins alike.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
#: The bytes of a character at least.
_WIDTHS = {"utf-16": 2, "utf-32": 4}
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
#: Shares of NULs: of nearly all bytes at a place, and of more than chance puts there.
_MOST, _SOME = 0.9, 0.05
#: The characters by which an old encoding is told from another.
_SAMPLE_CHARS = 20_000
#: How likely a letter of French is within a word and at its end, in parts of a thousand.
_WITHIN = dict(
    zip("éèêçâîôœûïëüàù", (150, 35, 20, 9, 6, 6, 5, 5, 4, 2, 1, 1, 0.3, 0.05), strict=True)
)
_AT_END = dict(zip("éàùûëêèâ", (60, 50, 5, 0.3, 0.1, 0.05, 0.3, 0.1), strict=True))
#: How likely signs beside words are, letters of other languages, and all else.
_SIGNS = dict.fromkeys("’«»…–—“”°€", 9.0)
_OTHER_LETTER, _OTHER_SIGN = 0.03, 0.001
#: How likely an ellipsis is before a word: « …et puis ».
_BEGINNING_ELLIPSIS = 0.5
#: What stands before « à » in a word: là, déjà, deçà.
_BEFORE_A_GRAVE = "ljç"
#: A capital with an accent begins so many words of those that have one within.
_BEGINS = 0.1
#: U+0085, which no French text has, is the sign of an ellipsis in Windows-1252.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\s]|\x85")
#: Signs that stand between two letters.
_JOINING = {"’": 9.0, "·": 1.0}
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text as it came: Python's name of its encoding, and its byte-order mark, if it has one.

    ``strays`` is how many bytes of Windows-1252 stood in a text that is otherwise UTF-8, ``nulls``
    how many NULs are left out.
    ``unwritable`` names the error handler of Python for what the encoding cannot write.
    """

    text: str
    encoding: str
    mark: bytes = b""
    strays: int = 0
    nulls: int = 0
    unwritable: str = "strict"

    def encoded(self, text: str, unwritable: str = "") -> bytes:
        """Another text in the same encoding with the same mark; UTF-8 if that cannot write it.

        ``unwritable`` stands in for the text's own.
        """
        try:
            return self.mark + text.encode(self.encoding, unwritable or self.unwritable)
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace")

    @property
    def notices(self) -> tuple[str, ...]:
        """A sentence about each thing that was mended."""
        mended = (
            (self.strays, "byte", "not in UTF-8 like the rest: read as Windows-1252."),
            (self.nulls, "NUL", "in the text: left out."),
        )
        return tuple(
            f"{count:,} {name} was {words}" if count == 1 else f"{count:,} {name}s were {words}"
            for count, name, words in mended
            if count
        )


def read_text(data: bytes) -> str:
    """The text of a file; see ``decoded_text``."""
    return decoded_text(data).text


def decoded_text(data: bytes) -> DecodedText:
    """A file in UTF-8, UTF-16, UTF-32, Windows-1252, Latin-9, Mac Roman or CP850.

    NULs that stand among its characters, as old programs filled files up with them, are left out.

    Raises NotText when the bytes are not text.
    """
    decoded = map(_without_nulls, _decodings(data))
    likely = [candidate for candidate in decoded if not _BINARY.search(candidate.text)]
    if not likely:
        raise NotText("This file is no text, or in an encoding not known here: save it as UTF-8.")
    best = max(likely, key=lambda decoded: _likelihood(decoded.text))
    return replace(best, text=storable(best.text))


def ascii_start(data: bytes) -> bytes:
    """The first characters of a file, in which those of ASCII are one byte each in any encoding.

    That is enough to recognise a format before the text is decoded.
    """
    return data[: 4 * START_CHARS].translate(None, b"\0").lstrip(_MARK_BYTES)[:START_CHARS]


def storable(text: str) -> str:
    """``text`` with U+FFFD for NUL and lone surrogates, which databases cannot store."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _without_nulls(decoded: DecodedText) -> DecodedText:
    """A text without the NULs in it; one of which they are more than half is none."""
    nulls = decoded.text.count("\0")
    if not 0 < 2 * nulls <= len(decoded.text):
        return decoded
    return replace(decoded, text=decoded.text.replace("\0", ""), nulls=nulls)


def _likelihood(text: str) -> float:
    """How likely the characters beyond ASCII are in a French text, as a sum of logarithms."""
    sample = f" {text[:_SAMPLE_CHARS]} "
    places = (match.start() for match in _BEYOND_ASCII.finditer(sample))
    return sum(math.log(_frequency(*sample[at - 1 : at + 2])) for at in places)


def _frequency(before: str, sign: str, after: str) -> float:
    """How often a sign stands so between two others, in parts of a thousand."""
    if not sign.isalpha():
        if before.isalpha() and after.isalpha():
            return _JOINING.get(sign, _OTHER_SIGN)
        begins = sign == "…" and after.isalpha()
        return _BEGINNING_ELLIPSIS if begins else _SIGNS.get(sign, _OTHER_SIGN)
    if sign.lower() == "à" and before.isalpha() and before.lower() not in _BEFORE_A_GRAVE:
        return _OTHER_LETTER
    usual = (_WITHIN if after.isalpha() else _AT_END).get(sign.lower(), _OTHER_LETTER)
    if sign.islower():
        return usual if not before.isupper() or after.islower() else _OTHER_SIGN
    is_capital = not before.islower() and not after.islower() and (before + after).isupper()
    return usual if is_capital else _OTHER_SIGN if before.islower() else _BEGINS * usual


def _decodings(data: bytes) -> list[DecodedText]:
    """The text in the announced encoding, or in UTF-8, or else in each likely encoding."""
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encoding = _MARKS.get(mark) or _wide_encoding(data) or "utf-8"
    decoded = list(_decoded(data, encoding, mark)) or _mended(data)
    if decoded and not _BINARY.search(decoded[0].text.replace("\0", "")):
        return decoded
    return [decoding for encoding in _LEGACY_ENCODINGS for decoding in _decoded(data, encoding)]


def _wide_encoding(data: bytes) -> str | None:
    """The encoding of two or four bytes a character that the places of its NULs show."""
    start = data[: 4 * START_CHARS]
    first, second, third, last = (
        start[at::4].count(0) / max(1, len(start[at::4])) for at in range(4)
    )
    if min(third, last) > _MOST > 1 - _MOST > first:
        return "utf-32-le"
    if min(first, second) > _MOST > 1 - _MOST > last:
        return "utf-32-be"
    if min(second, last) > 4 * max(first, third) + _SOME:
        return "utf-16-le"
    if min(first, third) > 4 * max(second, last) + _SOME:
        return "utf-16-be"
    return None


def _decoded(data: bytes, encoding: str, mark: bytes = b"") -> Iterator[DecodedText]:
    width = _WIDTHS.get(encoding[:6], 1)
    whole = data[len(mark) : len(data) - (len(data) - len(mark)) % width]  # it may be cut
    with suppress(UnicodeDecodeError):
        yield DecodedText(whole.decode(encoding), encoding, mark)


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
