"""A text cut into its words and the slices between them, which stay; joined, they are the text.

A format's cutter adds the slices in their order. What belongs to one block of prose goes through a
``Prose``, which keeps where the block's words stand, so that ``refill`` can change them.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from webapp.errors import TooLarge
from webapp.formats.readers.flow import Flow, Slot
from webapp.formats.readers.imported import ImportedBlock, Inline, Notes, detail_of
from webapp.text import Detail, MarkKind, ParagraphKind

#: The deepest nesting of marks and notes; all that are open are looked at for each word.
MAX_DEPTH = 100
#: The longest stretch that is no prose and is shown among words, in code points.
_MOST_SHOWN = 200
#: How a format writes words.
Writing = Callable[[str], str]
_WHITE = " \t\r\f\v\n"
_SPACES = re.compile(r"[ \t\r\f\v\n]+")


def names(text: str) -> frozenset[str]:
    """The names in a text that has spaces between them."""
    return frozenset(text.split())


@dataclass(eq=False, slots=True)
class ProseWords:
    """Words of a block: as the file writes them (``raw``) and as people read them (``read``).

    A translation goes into ``text``. The white space ``before`` and ``after`` stays.
    """

    raw: str
    read: str
    escaped: Writing
    text: str
    before: str = ""
    after: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether a translation stands in the place of the words."""
        return self.text != self.read

    def __str__(self) -> str:
        words = self.escaped(self.text) if self.is_changed else self.raw
        return f"{self.before}{words}{self.after}"


@dataclass(eq=False, slots=True)
class Edge:
    """A sign before or behind marked words; it goes with them when they move elsewhere."""

    raw: str
    inside: list[ProseWords] = field(default_factory=list)
    stays: bool = False

    def __str__(self) -> str:
        had_words = any(words.read.strip() for words in self.inside)
        has_words = any(words.text.strip() for words in self.inside)
        return self.raw if self.stays or has_words or not had_words else ""


@dataclass(eq=False, slots=True)
class TitleRule:
    """A line of one sign beside a title, which grows with it."""

    raw: str
    title: list[object] = field(default_factory=list)

    def __str__(self) -> str:
        if not any(isinstance(piece, ProseWords) and piece.is_changed for piece in self.title):
            return self.raw
        title = "".join(map(str, self.title)).strip()
        width = sum(1 + (east_asian_width(sign) in "WF") for sign in title)
        return max(self.raw, self.raw[:1] * width, key=len)


class ProseCut:
    """A text in slices; ``escaped`` and ``begun`` write words, within a block and at its start.

    ``flows`` are its blocks, ``counts`` what stays in its language, by names in the singular.
    """

    def __init__(self, escaped: Writing, begun: Writing, *, keeps_tags: bool) -> None:
        self.slices: list[object] = []
        self.flows: list[Flow] = []
        self.counts: Counter[str] = Counter()
        self.notes = Notes()
        self.title = ""
        self.language = ""
        self.escaped = escaped
        self.begun = begun
        self.keeps_tags = keeps_tags

    def raw(self, text: str) -> None:
        """Add a slice that stays and that people do not read."""
        self.slices.append(text)

    def check_depth(self, depth: int) -> None:
        """Raise TooLarge at MAX_DEPTH."""
        if depth >= MAX_DEPTH:
            raise TooLarge(
                f"This text is nested deeper than the {MAX_DEPTH} levels that are read here."
            )

    def code(self, raw: str, shown: str) -> None:
        """Add a block that stays and is shown as code."""
        block = ImportedBlock(shown.strip(), ParagraphKind.CODE)
        if block.text:
            self.flows.append(Flow(block, (Slot(self, "", 0, len(block.text)),)))
        self.raw(raw)

    def __str__(self) -> str:
        return "".join(map(str, self.slices))


class Prose:
    """A block of prose that is being cut."""

    def __init__(self, cut: ProseCut) -> None:
        self._cut = cut
        self._inline = Inline()
        self._slots: list[Slot] = []
        self._open: list[Edge] = []
        self._has_letters = False
        self._ends_in_space = True  # white space at the beginning is not read

    def words(self, raw: str, read: str | None = None) -> None:
        """Add words; ``read`` is how people read them if not as they are written."""
        body = raw.lstrip(_WHITE) if self._ends_in_space else raw
        words = _SPACES.sub(" ", body if read is None else read)
        if self._ends_in_space:
            words = words.lstrip(" " if self._inline.length else None)
        self._inline.add(words)
        self._has_letters = self._has_letters or any(map(str.isalpha, words))
        start = self._inline.length - len(words)
        writing = self._cut.escaped if start else self._cut.begun
        element = ProseWords(body, words, writing, words, raw[: len(raw) - len(body)])
        self._slots.append(Slot(element, "text", start, self._inline.length))
        for tag in self._open:
            tag.inside.append(element)
        self._cut.slices.append(element)
        self._ends_in_space = words.endswith(" ") if words else self._ends_in_space

    def atom(self, raw: str, shown: str) -> None:
        """Add something among the words that stays as it is.

        It is shown in a form that every translator keeps (see webapp.text.exact.kept).
        """
        self._drawn(raw, _SPACES.sub(" ", shown)[:_MOST_SHOWN])

    def note_mark(self, raw: str, key: Hashable) -> None:
        """Add the mark of the note that has this key."""
        start = self._inline.length
        self._drawn(raw, self._cut.notes.mark(key))
        self._inline.mark(start, self._inline.length, MarkKind.NOTE)

    def _drawn(self, raw: str, shown: str) -> None:
        start = self._inline.length
        self._inline.add(shown)
        if self._inline.length > start:
            self._slots.append(Slot(self, "", start, self._inline.length))
            self._ends_in_space = shown.endswith(" ")
        for tag in self._open:
            tag.stays = True
        self._cut.raw(raw)

    def open(self, raw: str, kind: str = "", href: str = "") -> None:
        """Begin words that have a mark; raises TooLarge beyond MAX_DEPTH."""
        self._cut.check_depth(len(self._open))
        tag = Edge(raw, stays=self._cut.keeps_tags)
        self._inline.open(kind, href)
        self._open.append(tag)
        self._cut.slices.append(tag)

    def close(self, raw: str) -> None:
        """End the mark that began last."""
        opening = self._open.pop()
        self._inline.close()
        self._cut.slices.append(Edge(raw, opening.inside, opening.stays))

    @property
    def depth(self) -> int:
        """How many marks are open."""
        return len(self._open)

    def end(self, kind: ParagraphKind = ParagraphKind.TEXT, detail: Detail | None = None) -> str:
        """End the block and give its text; one without a letter stays as it is."""
        text, marks, lead = self._inline.take()
        self._free_last_space()
        if self._has_letters:
            slots = (
                slot._replace(start=slot.start - lead, end=slot.end - lead) for slot in self._slots
            )
            block = ImportedBlock(text, kind, detail_of(marks, detail))
            self._cut.flows.append(Flow(block, tuple(slots)))
        self._slots, self._ends_in_space, self._has_letters = [], True, False
        return text

    def _free_last_space(self) -> None:
        """Take the white space at the end of a line out of its last words."""
        for number in reversed(range(len(self._slots))):
            slot = self._slots[number]
            element = slot.element
            if not isinstance(element, ProseWords):
                return
            body = element.raw.rstrip(_WHITE)
            element.after = element.raw[len(body) :] + element.after
            element.raw, element.read = body, element.read.rstrip()
            element.text = element.read
            self._slots[number] = slot._replace(end=slot.start + len(element.read))
            if element.read:
                return
