"""Sets segments in the lines that their author made, as verse and addresses have them.

A source has spaces in the places of its line breaks; ``breaks`` in its block's detail says which.
Its target is cut into as many lines.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from webapp.formats.edition import EditionBlock, Pair
from webapp.formats.marks.runs import StyledRun, source_runs, target_runs
from webapp.text.cues.sharing import shared

#: Stands in the place of the space at which a line ends.
LINE_END = "\N{LINE SEPARATOR}"
#: The target of a source of more lines is left in one.
MOST_LINES = 100


def source_in_lines(block: EditionBlock, pair: Pair) -> list[StyledRun]:
    """The runs of a source, its lines ended by LINE_END; the offsets in it are unchanged."""
    breaks = _breaks(block, pair.start, pair.end)
    runs = source_runs(block, pair)
    return _broken(runs, [place - pair.start for place in breaks]) if breaks else runs


def target_in_lines(block: EditionBlock, pair: Pair) -> list[StyledRun]:
    """The runs of a target in as many lines as its source has; the offsets in it are unchanged."""
    breaks = _breaks(block, pair.start, pair.end)
    runs = target_runs(block, pair)
    lines = [end - start for start, end in pairwise([pair.start, *breaks, pair.end])]
    lengths = [length for length in lines if length > 1]  # an empty line has its break alone
    if not 1 < len(lengths) <= MOST_LINES:
        return runs
    cuts = shared("".join(run.text for run in runs), lengths)
    return _broken(runs, [cut - 1 for cut in cuts])


def joined(block: EditionBlock, words_of: Callable[[Pair], str], line_end: str = LINE_END) -> str:
    """The words of all pairs of a block, with a space or the end of a line between two."""
    pieces: list[str] = []
    end = 0
    for pair in block.segments:
        if pieces:
            pieces.append(line_end if _breaks(block, end, pair.start) else " ")
        pieces.append(words_of(pair))
        end = pair.end
    return "".join(pieces)


def _breaks(block: EditionBlock, start: int, end: int) -> Sequence[int]:
    """The offsets of line breaks between two offsets of a block."""
    breaks = block.detail.get("breaks", [])
    return breaks[bisect_left(breaks, start) : bisect_left(breaks, end)]


def _broken(runs: Iterable[StyledRun], ends: Iterable[int]) -> list[StyledRun]:
    """Runs with a LINE_END for the space at each of the offsets of their text."""
    runs = list(runs)
    signs = list("".join(run.text for run in runs))
    for end in ends:
        if signs[end : end + 1] and signs[end].isspace():
            signs[end] = LINE_END
    text, at = "".join(signs), 0
    broken: list[StyledRun] = []
    for run in runs:
        broken.append(run._replace(text=text[at : at + len(run.text)]))
        at += len(run.text)
    return broken
