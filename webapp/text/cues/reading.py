"""Whether the cues of subtitles can be read: their speed and their lines, against the source's.

The bounds are those of Netflix's guide for English (USA): 20 characters a second for adults,
spaces and signs counted, and two lines of 42 characters. A cue counts as it is shown, after a
sentence over several cues was shared out. What the source has, too, is no fault of a target: of
speed is told only what is longer than the source in the same time, of lines only more than it has.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from webapp.text.checks import Check
from webapp.text.cues.sharing import (
    CUE_LINES,
    CuePart,
    Shared,
    folded_lines,
    source_parts,
    target_parts,
)
from webapp.text.details import Detail, timed_cues

#: The most characters of a cue in a second.
MOST_SPEED = 20.0
#: The checks of cues. They follow from the times and from both texts, and no translator is asked.
CUE_CHECKS = (Check.SPEED, Check.LINES)


class SharedPair(Shared, Protocol):
    """A segment of a block of subtitles with its target."""

    @property
    def target(self) -> str | None:
        """The translation, None while there is none."""


def cue_checks(source: Sequence[str], target: Sequence[str], seconds: float) -> tuple[Check, ...]:
    """What is to be told of one cue, from the lines that it shows of its source and its target.

    ``seconds`` is how long it is shown. Nothing is told of the speed of a cue that ends where it
    begins, or before.
    """
    shown, before = len(" ".join(target)), len(" ".join(source))
    answers = {
        Check.SPEED: seconds > 0 and shown > MOST_SPEED * seconds and shown > before,
        Check.LINES: len(target) > max(CUE_LINES, len(source)),
    }
    return tuple(check for check, fails in answers.items() if fails)


def block_checks(detail: Detail, segments: Sequence[SharedPair]) -> list[tuple[Check, ...]]:
    """For each segment of a block what is to be told of the cues that show some of it.

    A cue is passed over while one of its segments has no target, and so is a block without times.
    """
    checks: list[set[Check]] = [set() for _ in segments]
    cues = timed_cues(detail) if "begin" in detail else []
    sources, targets = ([s.source for s in segments], [s.target or "" for s in segments])
    if cues:
        shown = source_parts(cues, segments), target_parts(cues, segments, targets)
        for cue, before, parts in zip(cues, *shown, strict=True):
            if all(segments[part.place].target is not None for part in parts):
                lines = _lines(sources, before), _lines(targets, parts)
                for part in parts:
                    checks[part.place].update(cue_checks(*lines, cue.end - cue.begin))
    return [tuple(check for check in CUE_CHECKS if check in some) for some in checks]


def with_cue_checks(
    checks: Iterable[Check] | None, of_cues: Sequence[Check]
) -> tuple[Check, ...] | None:
    """The checks of a target with those of its cues in place of earlier ones; None stays without.

    They are in the order of Check.
    """
    if checks is None and not of_cues:
        return None
    every = {*(checks or ())}.difference(CUE_CHECKS).union(of_cues)
    return tuple(check for check in Check if check in every)


def _lines(texts: Sequence[str], parts: Sequence[CuePart]) -> list[str]:
    """The lines of a cue; whoever speaks next begins one."""
    lines = [""]
    for part in parts:
        words = texts[part.place][part.start : part.end].strip()
        if lines[-1] and part.begins_line:
            lines.append(words)
        else:
            lines[-1] = f"{lines[-1]} {words}".strip()
    return [folded for line in lines for folded in folded_lines(line)]
