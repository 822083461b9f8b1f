"""One segment of a run of text with its marks: what is sent of it, and its target as markup.

Some elements are never translated (``code``, ``translate="no"``). A segment with such an element is
translated twice: with the element's content, and without it in case the engine changes the content.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from webapp.engine import Translation
from webapp.formats.marks.sharing import CUE, shared_places, shares
from webapp.formats.slices.running_text import STAND_INS, RunningText
from webapp.text.placing import ATOM, Role, Tag, elements
from webapp.translation.batches import TranslationOf
from webapp.translation.texts import AlignedSegment

#: What stands behind a word without a space, also where the word is still to come.
_CLOSING = ".,;:!?…)»”"
#: What stands before a word without a space.
_OPENING = "(«“"
_SPACES = " \t\n\r\f"
#: Private signs of Unicode stand for the empty elements of a segment; people do not read them.
_FIRST_SIGN, _LAST_SIGN = 0xE000, 0xF8FF
_SIGN = re.compile(f" ?[{chr(_FIRST_SIGN)}-{chr(_LAST_SIGN)}]")


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to send a segment to the engine, and its marks; an untranslated one is an ATOM."""

    source: str
    marks: tuple[Tag, ...]

    @property
    def contents(self) -> list[str]:
        """The contents of those elements that are translated."""
        return [
            self.source[part.start : part.end][inner.start : inner.end].strip()
            for part in shares(self.source, self.marks)
            for inner in elements(self.source[part.start : part.end], part.marks)
            if inner.translated
        ]


@dataclass(frozen=True, slots=True)
class Rendering:
    """One hypothesis for a segment, as plain text and as markup."""

    target: str
    markup: str


class MarkedSegment:
    """A segment of a run of text, with the marks in it.

    ``start`` and ``end`` are half-open offsets in the run's text, in code points.
    """

    def __init__(self, run: RunningText, start: int, end: int, marks: Sequence[Tag]) -> None:
        self._run = run
        self._start = start
        self._end = end
        self._marks = marks

    @cached_property
    def _wordings(self) -> list[_Wording]:
        """The ways to send the segment, the preferred one first."""
        has_atoms = any(mark.content for mark in self._tags) or any(
            self._start <= offset < self._end for offset in self._run.atoms
        )
        ways = (True, False) if has_atoms else (False,)
        return [self._worded(with_contents=way) for way in ways]

    @cached_property
    def _has_words(self) -> bool:
        return any(map(str.isalnum, self._wordings[-1].source))

    @property
    def sources(self) -> list[str]:
        """The sources whose translations ``filled`` needs: the wordings and their contents."""
        if not self._has_words:
            return []
        inner = [content for wording in self._wordings for content in wording.contents]
        return list(dict.fromkeys([*(wording.source for wording in self._wordings), *inner]))

    def filled(self, translation_of: TranslationOf) -> AlignedSegment:
        """The segment with its target as plain text."""
        return self.aligned(*self.rendered(translation_of))

    def aligned(self, translation: Translation, renderings: Sequence[Rendering]) -> AlignedSegment:
        """The segment as plain text, from what ``rendered`` gave."""
        last = self._end - 1
        return AlignedSegment(
            _SIGN.sub("", self._wordings[0].source),
            renderings[0].target,
            self._run.places[self._start],
            self._run.places[last] + len(self._run.raws[last]),
            translation.score,
            tuple(rendering.target for rendering in renderings[1:]),
            checks=translation.checks,
        )

    def rendered(self, translation_of: TranslationOf) -> tuple[Translation, list[Rendering]]:
        """The translation and every hypothesis, the best first."""
        if not self._has_words:
            source = self._wordings[0].source
            return Translation(source, 0.0), [Rendering(source, self._written)]
        for wording in self._wordings:
            translation = translation_of(wording.source)
            renderings = self._renderings(wording, translation, translation_of)
            if renderings[0] is not None:
                return translation, [rendering for rendering in renderings if rendering]
        raise AssertionError("without its atoms every wording can be rendered")

    def _renderings(
        self, wording: _Wording, translation: Translation, translation_of: TranslationOf
    ) -> list[Rendering | None]:
        if translation.target == wording.source:
            return [Rendering(translation.target, self._written)]
        return [
            self._placed(wording, target, translation_of)
            for target in (translation.target, *translation.alternatives)
        ]

    def _placed(
        self, wording: _Wording, target: str, translation_of: TranslationOf
    ) -> Rendering | None:
        """The target with the marks in it; None when it changes an element that must stay."""
        marks = self._with_lost_symbols(wording, target)
        where = shared_places(
            wording.source, target, marks, lambda source: translation_of(source).target
        )
        pieces: list[tuple[str, str]] = []  # plain text and markup
        at = 0
        for mark, place in zip(marks, where, strict=True):
            between, at = target[at:place], place
            if mark.name == ATOM and mark.role is Role.CLOSE:
                if between != mark.content:
                    return None
            else:
                shown = between.rstrip() if mark.name == CUE else between
                pieces.append((between, self._escaped(shown)))
            pieces.append(_inserted(mark, target[place:]))
        pieces.append((target[at:], self._escaped(target[at:])))
        markup = self._run.dialect.mended("".join(raw for _, raw in pieces))
        return Rendering(_SIGN.sub("", "".join(read for read, _ in pieces)), markup)

    def _with_lost_symbols(self, wording: _Wording, target: str) -> list[Tag]:
        """The marks, and one for every symbol of an entity (``&copy;``) that the target lacks."""
        lost = [
            Tag(offset, self._entities[character], Role.POINT, ATOM, character)
            for offset, character in enumerate(wording.source)
            if character in self._entities
            and character not in target
            and unicodedata.category(character)[0] == "S"
        ]
        return sorted([*wording.marks, *lost], key=lambda mark: mark.offset)

    @cached_property
    def _written(self) -> str:
        return self._run.written(self._start, self._end, self._marks)

    @cached_property
    def _entities(self) -> dict[str, str]:
        """The entities of the segment by their character, as the first of each is written."""
        inside = slice(self._start, self._end)
        pairs = zip(self._run.characters[inside], self._run.raws[inside], strict=True)
        is_kept = self._run.dialect.kept.fullmatch
        entities = [(read, raw) for read, raw in pairs if is_kept(raw)]
        return dict(reversed(entities))

    def _escaped(self, text: str) -> str:
        return "".join(self._entities.get(c) or self._run.dialect.escaped(c) for c in text)

    @cached_property
    def _tags(self) -> list[Tag]:
        """The marks; an empty element between words is one, and its content a sign.

        Programs write such elements for a word to come (``<x id="7"></x>``). The engine keeps
        private signs where they are.
        """
        tags: list[Tag] = []
        for mark in self._marks:
            last = tags[-1] if tags else None
            if last and _is_empty(last, mark):
                tags[-1] = mark = replace(last, raw=last.raw + mark.raw, role=Role.POINT)
            else:
                tags.append(mark)
            if len(tags) <= _LAST_SIGN - _FIRST_SIGN and self._is_stand_in(mark):
                tags[-1] = replace(mark, content=chr(_FIRST_SIGN + len(tags)))
        return tags

    def _is_stand_in(self, mark: Tag) -> bool:
        """Whether a mark is an empty element between words; in HTML, one that is not its own."""
        if mark.role is not Role.POINT or not mark.name:
            return False
        characters, at = self._run.characters, mark.offset
        before, behind = characters[max(0, at - 1) : at], characters[at : at + 1]
        is_apart = all(c in _SPACES or c in _OPENING for c in before) and all(
            c in _SPACES or (before and c in _CLOSING) for c in behind
        )
        return is_apart and (mark.name in STAND_INS or not self._run.dialect.is_html)

    def _worded(self, *, with_contents: bool) -> _Wording:
        """The text to send, its white space collapsed, and the marks at their offsets in it."""
        text: list[str] = []
        marks: list[Tag] = []
        waiting = iter([*self._tags, Tag(self._end, "", Role.POINT)])
        mark = next(waiting)
        for offset in range(self._start, self._end):
            while mark.offset <= offset:
                if mark.content and with_contents:
                    atom = Tag(len(text), mark.raw, Role.POINT, ATOM)
                    marks += _atom_marks(atom, mark.content, with_contents=True)
                    text.append(mark.content)
                else:
                    marks.append(replace(mark, offset=len(text), content=""))
                mark = next(waiting)
            character = self._run.characters[offset]
            if offset in self._run.atoms:
                atom = Tag(len(text), self._run.raws[offset], Role.POINT, ATOM)
                marks += _atom_marks(atom, self._run.atoms[offset], with_contents=with_contents)
                text += self._run.atoms[offset] if with_contents else ""
            elif character not in _SPACES:
                text.append(character)
            elif text and text[-1] != " ":
                text.append(" ")
            elif marks and marks[-1].offset == len(text) and _is_picture(marks[-1]):
                # The picture stands between two spaces, and the text has the first of them.
                marks[-1] = replace(marks[-1], raw=marks[-1].raw.removesuffix(" ") + " ")
        source = "".join(text).rstrip(_SPACES)
        return _Wording(source, tuple(replace(m, offset=min(m.offset, len(source))) for m in marks))


def _atom_marks(atom: Tag, content: str, *, with_contents: bool) -> list[Tag]:
    atom = replace(atom, content=content)
    if not with_contents:
        return [atom]
    end = atom.offset + len(content)
    return [replace(atom, role=Role.OPEN), replace(atom, role=Role.CLOSE, offset=end)]


def _is_empty(opening: Tag, closing: Tag) -> bool:
    """Whether two neighbouring tags are an element without content."""
    return (
        (opening.role, closing.role) == (Role.OPEN, Role.CLOSE)
        and opening.name == closing.name
        and opening.offset == closing.offset
    )


def _is_picture(mark: Tag) -> bool:
    """Whether the mark is a thing between words, like a picture or a footnote's mark."""
    return mark.role is Role.POINT and mark.name != ATOM


def _inserted(mark: Tag, rest: str) -> tuple[str, str]:
    """The mark as plain text and as markup, before ``rest`` of the target."""
    if mark.name != ATOM:
        return "", mark.raw
    if mark.role is Role.OPEN:
        return "", ""
    if mark.role is Role.CLOSE:
        return mark.content, mark.raw
    before, after = ("", " ") if any(map(str.isalnum, rest)) else (" ", "")
    return before + mark.content + after, before + mark.raw + after
