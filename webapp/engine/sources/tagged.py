"""Tags in a text: the model is given the words without them, and they are put back.

A model that is sent a sentence with signs among its words loses some, and what is cut at them is no
sentence. So tags that enclose words are taken off, as those of a page are, and go where
webapp.text.placing finds their words. A tag that may stand for a word stays for the model.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from webapp.text.exact.kept import kept_spans, single_spans
from webapp.text.exact.kept_kinds import TAG
from webapp.text.exact.messages import message_spans
from webapp.text.placing import Role, Tag, elements, places

_NAME = re.compile(r"</?([A-Za-z][\w:.-]*?)\d*[\s/>]")
#: Tags that never stand for words, so that one alone is half of a pair in another sentence.
_INLINE_NAMES = "a b big em font g hi i mrk pc s small span strong sub sup u"
_INLINE = frozenset(_INLINE_NAMES.split())
#: Codes of XLIFF and TMX that are tags by themselves: what ends others, these, and halves of none.
_ENDS = {"ept": "bpt", "ex": "bx", "ec": "sc"}
_BEGINS = frozenset(_ENDS.values())
#: Signs that words may begin with: quotation marks, brackets, tags, placeholders and the like.
_BEFORE_WORDS = "<«“„‘\"'([{&@#$€£%¿¡–—-…"
#: Private characters: no letters, so that they are no words.
_FIRST_SIGN = 0xF0000
_POINTS = frozenset(("it", "ut", "cp", "sm", "em"))


@dataclass(frozen=True, slots=True)
class TaggedText:
    """``text`` is a source without its ``tags``; the offset of each is one in this text."""

    text: str
    tags: Sequence[Tag]

    @classmethod
    def of(cls, source: str) -> "TaggedText":
        """A source with the tags taken off that enclose words."""
        pieces, tags, at, length = [], [], 0, 0
        for tag in _paired(source, list(_tags(source))) if "<" in source else ():
            pieces.append(source[at : tag.offset])
            length += len(pieces[-1])
            tags.append(replace(tag, offset=length))
            at = tag.offset + len(tag.raw)
        return cls("".join([*pieces, source[at:]]), tags)

    @property
    def contents(self) -> list[str]:
        """The texts that are translated alone, too, so that their places are found."""
        inside = elements(self.text, self.tags)
        return [self.text[element.start : element.end].strip() for element in inside]

    def written(self, target: str, translated: Callable[[str], str]) -> str:
        """A target of the text with the tags; ``translated`` gives those of the contents.

        What stays as it is has the same sign in the text, the contents and the target meanwhile.
        """
        if not self.tags:
            return target
        signs: dict[str, str] = {}
        wordings = {
            _signed(content, signs): _signed(translated(content), signs)
            for content in self.contents
        }
        sides = _signed(self.text, signs), _signed(target, signs)
        pieces, at = [], 0
        where = places(*sides, self.tags, lambda words: wordings.get(words, words))
        for tag, place in zip(self.tags, where, strict=True):
            pieces += [target[at:place], tag.raw]
            at = place
        return "".join([*pieces, target[at:]])


def _signed(text: str, signs: dict[str, str]) -> str:
    """A text of the same length in which signs stand for what stays as it is; no tag parts them."""
    pieces, at = [], 0
    for span in kept_spans(text):
        sign = signs.setdefault(text[span.start : span.end], chr(_FIRST_SIGN + len(signs)))
        pieces += [text[at : span.start], sign * (span.end - span.start)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _tags(source: str) -> Iterator[Tag]:
    """What looks like a tag and is in no message or other thing that stays, with its offset."""
    inside = {at for start, end in message_spans(source) for at in range(start, end)}
    for span in single_spans(source):
        raw = source[span.start : span.end]
        named = _NAME.match(raw)
        if span.kind != TAG or named is None or span.start in inside:
            continue
        role = Role.POINT
        if named[1] in _ENDS or raw.startswith("</"):
            role = Role.CLOSE
        elif named[1] in _BEGINS or not raw.endswith("/>"):
            role = Role.OPEN
        yield Tag(span.start, raw, role, _ENDS.get(named[1], named[1]))


def _paired(source: str, tags: Sequence[Tag]) -> Iterator[Tag]:
    """The tags that enclose words: with the other one of their pair, or known to have one."""
    pairs: set[int] = set()
    opened: dict[str, list[int]] = defaultdict(list)
    for number, tag in enumerate(tags):
        if tag.role is Role.OPEN:
            opened[tag.name].append(number)
        elif tag.role is Role.CLOSE and opened[tag.name]:
            pairs |= {opened[tag.name].pop(), number}
    for number, tag in enumerate(tags):
        known = _POINTS if tag.role is Role.POINT else _BEGINS
        is_half = tag.name in _INLINE and tag.role is not Role.POINT and not _is_word(source, tag)
        if number in pairs or tag.name in known or is_half:
            yield tag


def _is_word(source: str, tag: Tag) -> bool:
    """Whether one half of a pair stands as a word does: ``voyez <b>.`` is about the tag.

    What encloses words touches them, unless they are in the sentence before or behind.
    """
    if tag.role is Role.CLOSE:
        return source[: tag.offset][-1:].isspace()
    behind = source[tag.offset + len(tag.raw) :][:1]
    return bool(behind) and not (behind.isalnum() or behind in _BEFORE_WORDS)
