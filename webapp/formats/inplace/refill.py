"""Replaces the sources in a document's own tree with their targets."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, dropwhile, groupby, takewhile
from typing import NamedTuple

from webapp.errors import BadInput
from webapp.formats.edition import Edition, EditionBlock, Pair
from webapp.formats.marks.runs import StyledRun, target_runs
from webapp.formats.markup import Element, drop, local_name
from webapp.formats.readers.flow import Flow, Slot
from webapp.formats.readers.imported import assembled
from webapp.formats.readers.licence import blocks_of_work
from webapp.text import Detail, Mark, MarkKind, place_of
from webapp.text.blanks import WHITE

_NOTE = frozenset([MarkKind.NOTE])
#: The kinds, the address and the place of the mark of a note.
_NOTE_LOOK = (_NOTE, "", 0)
#: How far a drawn character is searched for in a target, in code points.
_REACH = 2_000


def original_of(edition: Edition) -> bytes:
    """The bytes of the imported file; raises BadInput when they were not kept."""
    if edition.original is None:
        raise BadInput("The imported file was not kept, so it cannot be written again.")
    return edition.original


def refill(flows: Iterable[Flow], blocks: Iterable[EditionBlock]) -> None:
    """Change the tree of ``flows`` so that it reads as the targets of ``blocks``.

    The frame of Project Gutenberg stays as it is where it was left out of the blocks.
    Raises BadInput when the two are not the same document.
    """
    worded, given = [flow for flow in flows if flow.block.text.strip(WHITE)], list(blocks)
    if len(given) < len(worded):
        work = blocks_of_work(assembled(flow.block for flow in worded))
        worded = worded[work.start : work.stop]
    try:
        for flow, block in zip(worded, given, strict=True):
            _refill_block(flow, block)
    except ValueError as error:
        raise BadInput(
            "The imported file does not match its text any more; import it again."
        ) from error


def drop_readings(root: Element) -> None:
    """Take out the readings of ruby whose characters have gone into a target elsewhere."""
    for ruby in list(root.iter("ruby", "{*}ruby")):
        readings = [child for child in ruby if local_name(child) in ("rt", "rp", "ruby-text")]
        words = [ruby.text, *(child.tail for child in ruby)]
        words += [text for child in ruby if child not in readings for text in child.itertext()]
        if not any(text and text.strip() for text in words):
            drop(ruby)


class _Piece(NamedTuple):
    """Words of one slot that have the same marks, from ``start`` to ``end`` in the block."""

    start: int
    end: int
    slot: Slot
    kinds: frozenset[str]
    href: str = ""
    place: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether the document draws these words, so that none can be written there."""
        return not self.slot.attribute


def _refill_block(flow: Flow, block: EditionBlock) -> None:
    text = flow.block.text
    slots = [slot for slot in flow.slots if slot.start < len(text) and slot.end > 0]
    pieces = list(_pieces(slots, block.detail))
    words = dict.fromkeys(slots, "")
    starts, ends = [piece.start for piece in pieces], [piece.end for piece in pieces]
    for start, end, pair in _stretches(text, block.segments):
        inside = pieces[bisect_right(ends, start) : bisect_left(starts, end)]
        runs = [
            StyledRun(text[max(piece.start, start) : min(piece.end, end)], *piece[3:])
            for piece in inside
        ]
        texts = [run.text for run in runs]
        if pair is not None and runs and pair.target != pair.source:
            drawn = {number for number, piece in enumerate(inside) if piece.is_drawn}
            texts = spread(target_runs(block, pair), list(_attached(runs, drawn)), drawn)
        for piece, share in zip(inside, texts, strict=True):
            words[piece.slot] += share
    _write(flow.slots, words, {piece.slot for piece in pieces if piece.kinds == _NOTE})


def _attached(runs: Sequence[StyledRun], drawn: Container[int]) -> Iterator[StyledRun]:
    """The runs, where each drawn run takes the marks of the written run beside it.

    So drawn runs are anchors among the words of that run, and no words go to them alone.
    """
    written = [n for n, run in enumerate(runs) if n not in drawn and run.kinds != _NOTE]
    for number, run in enumerate(runs):
        if number in drawn and run.kinds != _NOTE and written:
            beside = runs[written[max(bisect_left(written, number) - 1, 0)]]
            run = beside._replace(text=run.text)
        yield run


def _write(slots: Iterable[Slot], words: Mapping[Slot, str], notes: Container[Slot]) -> None:
    """Write the words into their slots; marks of footnotes and drawn characters stay."""
    others = [slot for slot in slots if slot not in notes and slot.attribute]
    for slot in others:
        setattr(slot.element, slot.attribute, "")
    for slot in others:
        before = getattr(slot.element, slot.attribute)
        setattr(slot.element, slot.attribute, before + words.get(slot, ""))


def _pieces(slots: Sequence[Slot], detail: Detail) -> Iterator[_Piece]:
    waiting = deque(Mark(*mark) for mark in sorted(detail.get("marks", [])))
    open_marks: list[Mark] = []
    for slot in slots:
        while waiting and waiting[0].start < slot.end:
            open_marks.append(waiting.popleft())
        open_marks = [mark for mark in open_marks if mark.end > slot.start]
        covering = [mark for mark in open_marks if mark.start <= max(slot.start, 0)]
        kinds = frozenset(mark.kind for mark in covering)
        links = (mark.href for mark in covering if mark.kind != MarkKind.PLACE)
        look = kinds, next(filter(None, links), ""), max(map(place_of, covering), default=0)
        yield _Piece(slot.start, slot.end, slot, *(_NOTE_LOOK if MarkKind.NOTE in kinds else look))


def _stretches(text: str, pairs: Sequence[Pair]) -> Iterator[tuple[int, int, Pair | None]]:
    """The segments and the text between them; raises ValueError for segments of another text."""
    at = 0
    for pair in pairs:
        if text[pair.start : pair.end].split() != pair.source.split():
            raise ValueError
        yield at, pair.start, None
        yield pair.start, pair.end, pair
        at = pair.end
    yield at, len(text), None


def spread(
    runs: Sequence[StyledRun], pieces: Sequence[StyledRun], drawn: Container[int] = ()
) -> list[str]:
    """The words of a target's ``runs`` in as many parts as its source has ``pieces``.

    No word is lost. A run goes to the next pieces that have its marks. A run without marks goes
    between the runs before and after it. The document draws the pieces with the numbers ``drawn``.
    """
    groups = [list(group) for _, group in groupby(range(len(pieces)), lambda n: pieces[n][1:])]
    words = [""] * len(groups)
    for run, home in zip(runs, _homes(runs, [pieces[group[0]] for group in groups]), strict=True):
        words[home] += run.text
    parts: list[str] = []
    for group_words, group in zip(words, groups, strict=True):
        texts = [pieces[number].text for number in group]
        drawn_here = {at for at, number in enumerate(group) if number in drawn}
        parts += _parted(group_words, texts, drawn_here)
    return parts


def _homes(runs: Sequence[StyledRun], groups: Sequence[StyledRun]) -> list[int]:
    """For each run the number of its group of pieces; the numbers ascend.

    It is the next group with the marks of the run, or the last one again where no other follows.
    """
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        alike[group[1:]].append(number)
    homes: list[int | None] = []
    at = -1
    for run in runs:
        look = _NOTE_LOOK if MarkKind.NOTE in run.kinds else run[1:]
        candidates = alike[look] if run.kinds else []
        later = bisect_right(candidates, at)
        held = [at] if later and candidates[later - 1] == at else []
        home = next(iter(candidates[later : later + 1] or held), None)
        homes.append(home)
        at = at if home is None else home
    befores = accumulate((-1 if home is None else home for home in homes), max)
    behinds = accumulate((len(groups) if home is None else home for home in homes[::-1]), min)
    edges = zip(homes, befores, list(behinds)[::-1], strict=True)
    return [_between(groups, a, b) if home is None else home for home, a, b in edges]


def _between(groups: Sequence[StyledRun], before: int, behind: int) -> int:
    """The number of the plain group between two others, or of the nearest that may take words."""
    for number in range(before + 1, behind):
        if not groups[number].kinds:
            return number
    for number in chain(range(before, -1, -1), range(max(before, 0), len(groups))):
        if groups[number].kinds != _NOTE:
            return number
    return 0


def _parted(target: str, pieces: Sequence[str], drawn: Collection[int]) -> list[str]:
    """``target`` in as many parts as its source has ``pieces``; joined, they are the target.

    A piece whose words stand in the target once, in the same order, keeps them (a name in another
    colour). The text between such pieces goes to the longest other piece there. The document draws
    the pieces with the numbers ``drawn`` (a formula, a symbol). They get their own words, and other
    words only where there is no other piece.
    """
    anchors = list(_anchors(target, pieces, drawn))
    parts = [""] * len(pieces)
    at, first = 0, 0
    for number, start, end in [*anchors, (len(pieces), len(target), len(target))]:
        if at < start:
            parts[_home(pieces, range(first, number), drawn)] += target[at:start]
        if number < len(pieces):
            parts[number] += target[start:end]
        at, first = end, number + 1
    return parts


def _home(pieces: Sequence[str], between: range, drawn: Collection[int]) -> int:
    """The number of the longest written piece between two anchors, or of the nearest one.

    Between anchors, pieces before a drawn one have precedence: a symbol that the target lacks then
    stands after its words. Outside, the nearest is the piece before a drawn one, or else the next.
    """
    free = list(dropwhile(drawn.__contains__, between))
    free = list(takewhile(lambda number: number not in drawn, free))
    if free:
        return max(free, key=lambda number: len(pieces[number].strip()))
    before, behind = reversed(range(between.start)), range(between.stop, len(pieces))
    near = chain(before, behind) if between.stop in drawn else chain(behind, before)
    return next((number for number in near if number not in drawn), 0)


def _anchors(
    target: str, pieces: Sequence[str], drawn: Collection[int]
) -> Iterator[tuple[int, int, int]]:
    at = 0
    for number, piece in enumerate(pieces):
        words = piece.strip()
        span: tuple[int, int] | None = None
        if number in drawn:
            span = _drawn_at(target, words, at)
        elif len(pieces) > 1 and _is_telling(words) and target.count(words) == 1:
            start = target.index(words)
            span = start, start + len(words)
        if span and span[0] >= at:
            at = span[1]
            yield number, *span


def _is_telling(words: str) -> bool:
    """Whether words show their place in a target; one letter is part of many words."""
    return any(map(str.isalnum, words)) and (len(words) > 1 or words.isdigit())


def _drawn_at(target: str, words: str, at: int) -> tuple[int, int] | None:
    """The span of drawn characters in the target from ``at`` on, where no letter touches it.

    The engine writes some characters in a plainer way (NFKC: c² as c2) and changes the spaces of a
    formula.
    """
    if not words:
        return None
    is_formula = any(map(str.isalpha, words))
    letter = r"[^\W\d_]"
    before = f"(?<!{letter})" if words[0].isalpha() else ""
    after = f"(?!{letter})" if words[-1].isalpha() else ""
    pattern = r"\s*".join(map(_alike, words.replace(" ", ""))) if is_formula else re.escape(words)
    match = re.compile(before + pattern + after).search(target, at, at + _REACH)
    return match.span() if match else None


def _alike(character: str) -> str:
    plainer = unicodedata.normalize("NFKC", character)
    return f"(?:{re.escape(character)}|{re.escape(plainer)})"
