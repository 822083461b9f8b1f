"""Putting the targets where the sources stood in a document's own tree."""

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby
from typing import NamedTuple

from webapp.errors import BadInput
from webapp.formats.blocks import Block, Edition, Pair
from webapp.formats.flow import Flow, Slot
from webapp.formats.runs import Run, target_runs
from webapp.text import Detail, Mark
from webapp.text.segmentation import WHITE

_NOTE = frozenset(["note"])


def original_of(edition: Edition) -> bytes:
    """The imported file; raises BadInput when it was not kept."""
    if edition.original is None:
        raise BadInput("The imported file was not kept, so it cannot be written again.")
    return edition.original


def refill(flows: Iterable[Flow], blocks: Iterable[Block]) -> None:
    """Change the tree of ``flows`` so that it reads as the targets of ``blocks``.

    Raises BadInput when the two are not the same document.
    """
    own = [flow for flow in flows if flow.block.text.strip(WHITE)]
    try:
        for flow, block in zip(own, blocks, strict=True):
            _refill_block(flow, block)
    except ValueError as error:
        raise BadInput(
            "The imported file does not match its text any more; import it again."
        ) from error


class _Piece(NamedTuple):
    """Words of a block that have the same marks, from ``start`` to ``end``, and their slot.

    A footnote's mark that an element makes, not words, has none.
    """

    start: int
    end: int
    slot: Slot | None
    kinds: frozenset[str]
    href: str = ""


def _refill_block(flow: Flow, block: Block) -> None:
    text = flow.block.text
    slots = [slot for slot in flow.slots if slot.start < len(text) and slot.end > 0]
    pieces = list(_pieces(slots, block.detail))
    words = dict.fromkeys(slots, "")
    starts, ends = [piece.start for piece in pieces], [piece.end for piece in pieces]
    for start, end, pair in _stretches(text, block.segments):
        inside = pieces[bisect_right(ends, start) : bisect_left(starts, end)]
        runs = [
            Run(text[max(piece.start, start) : min(piece.end, end)], piece.kinds, piece.href)
            for piece in inside
        ]
        made = [run.text for run in runs]
        if pair is not None and runs:
            made = spread(target_runs(block, pair), runs)
        for piece, own in zip(inside, made, strict=True):
            if piece.slot is not None:
                words[piece.slot] += own
    _write(flow.slots, words, {piece.slot for piece in pieces if piece.kinds == _NOTE})


def _write(slots: Iterable[Slot], words: Mapping[Slot, str], notes: Container[Slot | None]) -> None:
    """Give the places their words; footnotes' marks stay as they were."""
    others = [slot for slot in slots if slot not in notes]
    for slot in others:
        setattr(slot.element, slot.attribute, "")
    for slot in others:
        before = getattr(slot.element, slot.attribute)
        setattr(slot.element, slot.attribute, before + words.get(slot, ""))


def _pieces(slots: Sequence[Slot], detail: Detail) -> Iterator[_Piece]:
    waiting = deque(Mark(*mark) for mark in sorted(detail.get("marks", [])))
    around: list[Mark] = []
    for slot in slots:
        while waiting and waiting[0].start < slot.end:
            mark = waiting.popleft()
            around.append(mark)
            if mark.kind == "note" and mark.end <= slot.start:
                yield _Piece(mark.start, mark.end, None, _NOTE)
        around = [mark for mark in around if mark.end > slot.start]
        own = [mark for mark in around if mark.start <= max(slot.start, 0)]
        href = next((mark.href for mark in own if mark.href), "")
        kinds = frozenset(mark.kind for mark in own)
        is_note = "note" in kinds
        yield _Piece(slot.start, slot.end, slot, *((_NOTE, "") if is_note else (kinds, href)))
    for mark in waiting:
        if mark.kind == "note":
            yield _Piece(mark.start, mark.end, None, _NOTE)


def _stretches(text: str, pairs: Sequence[Pair]) -> Iterator[tuple[int, int, Pair | None]]:
    """The segments and what is between them; raises ValueError when they are of another text."""
    at = 0
    for pair in pairs:
        if text[pair.start : pair.end].replace("\n", " ") != pair.source:
            raise ValueError
        yield at, pair.start, None
        yield pair.start, pair.end, pair
        at = pair.end
    yield at, len(text), None


def spread(runs: Sequence[Run], pieces: Sequence[Run]) -> list[str]:
    """The words of a target's runs in as many pieces as its source has, none of them lost.

    A run goes to the next pieces that have its marks; one without marks between the runs before
    and behind it.
    """
    groups = [list(group) for _, group in groupby(range(len(pieces)), lambda n: pieces[n][1:])]
    words = [""] * len(groups)
    for run, home in zip(runs, _homes(runs, [pieces[group[0]] for group in groups]), strict=True):
        words[home] += run.text
    alike = zip(words, groups, strict=True)
    return [
        piece for own, group in alike for piece in _parted(own, [pieces[n].text for n in group])
    ]


def _homes(runs: Sequence[Run], groups: Sequence[Run]) -> list[int]:
    """The number of the group of pieces that each run belongs to, ascending."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        alike[group[1:]].append(number)
    found: list[int | None] = []
    at = -1
    for run in runs:
        own = alike[(_NOTE, "") if "note" in run.kinds else run[1:]] if run.kinds else []
        later = bisect_right(own, at)
        found.append(own[later] if later < len(own) else None)
        at = own[later] if later < len(own) else at
    befores = accumulate((-1 if home is None else home for home in found), max)
    behinds = accumulate((len(groups) if home is None else home for home in found[::-1]), min)
    edges = zip(found, befores, list(behinds)[::-1], strict=True)
    return [_between(groups, a, b) if home is None else home for home, a, b in edges]


def _between(groups: Sequence[Run], before: int, behind: int) -> int:
    """The plain group between two others, or what else may take its words."""
    for number in range(before + 1, behind):
        if not groups[number].kinds:
            return number
    for number in chain(range(before, -1, -1), range(max(before, 0), len(groups))):
        if groups[number].kinds != _NOTE:
            return number
    return 0


def _parted(target: str, pieces: Sequence[str]) -> list[str]:
    """``target`` in as many pieces as its source has, which together are the target.

    A piece whose words stand in the target once, in the same order, stays with them (a name in
    another colour); what is between such pieces goes to the longest of the others there.
    """
    anchors = list(_anchors(target, pieces))
    made = [""] * len(pieces)
    at, first = 0, 0
    for number, start, end in [*anchors, (len(pieces), len(target), len(target))]:
        between = range(first, number)
        home = max(between, key=lambda n: len(pieces[n].strip()), default=None)
        if home is None:
            home = number if number < len(pieces) else number - 1
        made[home] += target[at:start]
        if number < len(pieces):
            made[number] += target[start:end]
        at, first = end, number + 1
    return made


def _anchors(target: str, pieces: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    at = 0
    for number, piece in enumerate(pieces):
        words = piece.strip()
        if len(pieces) > 1 and any(map(str.isalnum, words)) and target.count(words) == 1:
            start = target.index(words)
            if start >= at:
                at = start + len(words)
                yield number, start, at
