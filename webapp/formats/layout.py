"""Putting the targets where the sources stood in a document's own tree."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, dropwhile, takewhile

from webapp.errors import BadInput
from webapp.formats.blocks import Block, Edition, Pair, target_or_notice
from webapp.formats.flow import Flow, Slot
from webapp.text.segmentation import WHITE


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
            _refill_block(flow, block.segments)
    except ValueError as error:
        raise BadInput(
            "The imported file does not match its text any more; import it again."
        ) from error


def _refill_block(flow: Flow, pairs: Sequence[Pair]) -> None:
    text = flow.block.text
    slots = [slot for slot in flow.slots if slot.start < len(text) and slot.end > 0]
    words = [""] * len(slots)
    for start, end, pair in _stretches(text, pairs):
        inside = [n for n, slot in enumerate(slots) if slot.start < end and slot.end > start]
        pieces = [_cut(text, slots[n], start, end) for n in inside]
        if pair is not None and pieces:
            drawn = {n for n, slot in enumerate(inside) if not slots[slot].attribute}
            pieces = spread(target_or_notice(pair), pieces, drawn)
        for number, piece in zip(inside, pieces, strict=True):
            words[number] += piece
    for slot in flow.slots:
        if slot.attribute:
            setattr(slot.element, slot.attribute, "")
    for slot, own in zip(slots, words, strict=True):
        if slot.attribute:
            said = getattr(slot.element, slot.attribute) or ""
            setattr(slot.element, slot.attribute, said + own)


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


def _cut(text: str, slot: Slot, start: int, end: int) -> str:
    return text[max(slot.start, start) : min(slot.end, end)]


def spread(target: str, pieces: Sequence[str], drawn: Collection[int] = ()) -> list[str]:
    """``target`` in as many pieces as its source has, which together are the target.

    A piece whose words stand in the target once, in the same order, stays with them (a name in
    bold, a link on a title); what is between such pieces goes to the longest of the others there.
    Those with the numbers ``drawn`` are in the document without being written (a formula, a
    footnote's mark): they get their own words, and no others while there is another piece.
    """
    anchors = list(_anchors(target, pieces, drawn))
    made = [""] * len(pieces)
    at, first = 0, 0
    for number, start, end in [*anchors, (len(pieces), len(target), len(target))]:
        if at < start:
            made[_home(pieces, range(first, number), drawn)] += target[at:start]
        if number < len(pieces):
            made[number] += target[start:end]
        at, first = end, number + 1
    return made


def _home(pieces: Sequence[str], between: range, drawn: Collection[int]) -> int:
    """The longest written piece between two anchors, or the nearest one, the next if there is one.

    Of those between, the ones before what is drawn go first: a footnote's mark that the target
    does not have stands after its words then.
    """
    free = list(dropwhile(drawn.__contains__, between))
    free = list(takewhile(lambda number: number not in drawn, free))
    if free:
        return max(free, key=lambda number: len(pieces[number].strip()))
    near = chain(range(between.stop, len(pieces)), reversed(range(between.start)))
    return next((number for number in near if number not in drawn), 0)


def _anchors(
    target: str, pieces: Sequence[str], drawn: Collection[int]
) -> Iterator[tuple[int, int, int]]:
    at = 0
    for number, piece in enumerate(pieces):
        words = piece.strip()
        found: tuple[int, int] | None = None
        if number in drawn:
            found = _drawn_at(target, words, at)
        elif len(pieces) > 1 and any(map(str.isalnum, words)) and target.count(words) == 1:
            start = target.index(words)
            found = start, start + len(words)
        if found and found[0] >= at:
            at = found[1]
            yield number, *found


def _drawn_at(target: str, words: str, at: int) -> tuple[int, int] | None:
    """Where what is drawn stands in the target from there on, by itself.

    The engine writes some characters in a plainer way (NFKC: c² as c2) and has its own mind about
    spaces in a formula; the number of a note is another than that of a page.
    """
    if not words:
        return None
    is_formula = any(map(str.isalpha, words))
    letter = r"[^\W\d_]"
    before = f"(?<!{letter})" if words[0].isalpha() else ""
    after = f"(?!{letter})" if words[-1].isalpha() else ""
    pattern = r"\s*".join(map(_alike, words.replace(" ", ""))) if is_formula else re.escape(words)
    found = re.compile(before + pattern + after).search(target, at)
    return found.span() if found else None


def _alike(character: str) -> str:
    plainer = unicodedata.normalize("NFKC", character)
    return f"(?:{re.escape(character)}|{re.escape(plainer)})"
