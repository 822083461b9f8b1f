"""The mark before the letter that opens an item of a menu: ``&Open``, ``_Save as``, ``E&xit``."""

import re
from dataclasses import dataclass

#: Code points of the longest item.
_LONGEST = 60
_MARK = re.compile(r"(?<![\w&])[&_](?=[^\W\d_])|(?<=[^\W\d_])[&_](?=[a-zß-ÿ]{2})")
_LETTER = re.compile(r"(?<!\w)[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Accelerator:
    """A mark, and how far along its text it stands, from 0 to 1."""

    mark: str
    place: float


def without_accelerator(source: str) -> tuple[str, Accelerator | None]:
    """An item without its mark, and the mark; a text that has none, or more, is left as it is."""
    marks = [*_MARK.finditer(source)] if len(source) <= _LONGEST else []
    if len(marks) != 1:
        return source, None
    start, end = marks[0].span()
    return source[:start] + source[end:], Accelerator(marks[0][0], start / len(source))


def with_accelerator(target: str, accelerator: Accelerator | None) -> str:
    """A target with the mark before the word that is as far along as in the source."""
    if accelerator is None:
        return target
    starts = (letter.start() for letter in _LETTER.finditer(target))
    wanted = accelerator.place * len(target)
    at = min(starts, key=lambda start: abs(start - wanted), default=0)
    return target[:at] + accelerator.mark + target[at:]
