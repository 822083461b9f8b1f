"""Words that a small model made up, found by its package's list of English words, and mended.

Such a model spells rare words and names piece by piece, and loses its way: « Provenzano » becomes
Prozenno, « cavalerie » cavalrie. A word of a target that is not English and not of the source is
one of these. It is taken to stand for that word of the source which no word of the target
explains and whose English is most like it, or, where that is a name, which itself is most like it.
What remains is told by the check ``made-up``.

A heading that many texts have, what people say in the same words (« De rien ! »), and a word alone
that its target does not know, have what our lists say. Last, faults of grammar are mended
(``webapp.engine.sources.grammar``). models/README.md has the figures.
"""

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from webapp.engine.sources.alone import english_alone
from webapp.engine.sources.grammar import corrected
from webapp.engine.sources.names import with_names_in_order
from webapp.engine.sources.nouns import lacked_nouns, with_nouns_first
from webapp.errors import DictionaryUnavailable, PackageError
from webapp.text.likeness import most_like
from webapp.words.dictionary import key_of
from webapp.words.wordings import Wordings

_WORD = re.compile(r"[^\W\d_]+")
#: Letters of the shortest French word, no name, that is looked up.
_SHORTEST_FRENCH = 3
#: Letters of the shortest word that is looked at.
_SHORTEST = 4
#: How like its source a made-up name is at least, in per cent, and any other word its English.
_LEAST_NAME, _LEAST_WORD = 40, 65
#: More made-up words than that in one target are no slips: nothing is mended there.
_MOST = 12
#: What English words end and begin with that a list of words need not have.
_ENDINGS = ("s", "es", "d", "ed", "er", "ers", "ing", "ly", "ness", "able", "less", "like", "ship")
_BEGINNINGS = ("un", "non", "re", "over", "under", "anti", "pre", "sub", "super", "inter", "mis")
#: What turns a meaning round, so that a word with it never stands for one without.
_TURNING = ("un", "in", "im", "ir", "non", "dis", "mis", "anti")
#: So many words of the list, from its beginning, are common enough to be parts of compounds.
_COMMON = 12_000
#: Letters of the longest English word, since parts of compounds are looked for at every letter.
_LONGEST = 40
#: Letters of the shortest stem, and of the shortest part of a compound.
_STEM, _PART = 4, 4


class KnownWords:
    """The words that English text has, from a list that is read at the first question.

    The list is a word a line, in small letters, commonest first, compressed by gzip.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.have = lru_cache(maxsize=50_000)(self._have)

    @cached_property
    def _listed(self) -> list[str]:
        try:
            return gzip.decompress(self._path.read_bytes()).decode("utf-8").split()
        except (OSError, EOFError, ValueError) as error:
            raise PackageError("A package's list of words cannot be read.") from error

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._listed)

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(self._listed[:_COMMON])

    def _have(self, word: str) -> bool:
        """Whether a word in small letters is listed, derived from such a word, or made of two."""
        if len(word) > _LONGEST:
            return False
        return (
            word in self._words
            or not self._words.isdisjoint(_stems(word))
            or any(
                {word[:at], word[at:]} <= self._common for at in range(_PART, len(word) - _PART + 1)
            )
        )


class _Edit(NamedTuple):
    """A made-up word of a target, by half-open offsets, and what takes its place."""

    start: int
    end: int
    text: str


class _Candidate(NamedTuple):
    """What a made-up word may have to be: how like it is, the two words' places, the text."""

    percent: int
    made_up: int
    unexplained: int
    text: str


@dataclass(frozen=True, slots=True)
class PostEditor:
    """Finds and mends made-up words of English targets of French sources."""

    known: KnownWords
    wordings: Wordings

    def made_up(self, source: str, target: str) -> list[re.Match[str]]:
        """The words of a target that are neither English nor in ``source``.

        Raises PackageError when the package's list of words cannot be read.
        """
        given = {key_of(word.lower()) for word in _WORD.findall(source)}
        return [
            word
            for word in _WORD.finditer(target)
            if len(word[0]) >= _SHORTEST
            and key_of(word[0].lower()) not in given
            and not self.known.have(word[0].lower())
        ]

    def lacks_nouns(self, source: str, target: str) -> bool:
        """Whether a target lacks rare nouns; not where the dictionary cannot be read."""
        try:
            return bool(lacked_nouns(source, target, self.wordings))
        except DictionaryUnavailable:
            return False

    def nouns_first(self, source: str, targets: Sequence[str]) -> list[str]:
        """The targets, with one in front that has the rare nouns of its source, if any has.

        As they are where the dictionary or the list cannot be read.
        """
        try:
            return with_nouns_first(source, targets, self.wordings, self.made_up)
        except (DictionaryUnavailable, PackageError):
            return list(targets)

    def within_sentence(self, source: str, target: str) -> str:
        """The target of words that go on in the middle of a sentence, without a capital.

        Alone, models take them for a sentence. A name, « I » and what English writes with a capital
        (a Monday, the French) keep theirs.
        """
        first = _WORD.search(target)
        if not first or not first[0].istitle() or first[0] == "I" or not source[:1].islower():
            return target
        begins = _WORD.findall(source)[:2]
        try:
            wordings = {wording for word in begins for wording in self.wordings.of(word.lower())}
        except DictionaryUnavailable:
            return target
        if first[0] in wordings or any(word[0].isupper() for word in begins):
            return target
        at = first.start()
        return target[:at] + target[at].lower() + target[at + 1 :]

    def is_in_doubt(self, source: str, target: str, terms: str = "") -> bool:
        """Whether a target has a made-up word; not where the list cannot be read."""
        try:
            return bool(self.made_up(f"{source} {terms}", target))
        except PackageError:
            return False

    def edited(self, source: str, target: str, terms: str = "") -> str:
        """The target with faults of grammar, made-up words whose place is clear, and names mended.

        The words of ``terms`` stay, as somebody asked for them. A source of one word has what the
        dictionary says, unless its target agrees with it. What cannot be looked up, since the
        dictionary or the list is damaged, stays as it is.
        """
        try:
            if not terms:
                target = self._alone(source, target) or target
            edits = sorted(self._edits(source, target, terms), reverse=True)
        except (DictionaryUnavailable, PackageError):
            edits = []
        for edit in edits:
            target = target[: edit.start] + edit.text + target[edit.end :]
        return corrected(source, self._in_order(source, target, terms), terms)

    def _in_order(self, source: str, target: str, terms: str) -> str:
        try:
            return with_names_in_order(source, target, self.wordings.of, terms)
        except DictionaryUnavailable:
            return target

    def _alone(self, source: str, target: str) -> str | None:
        return english_alone(source, target, self.wordings, self.known.have)

    def _edits(self, source: str, target: str, terms: str) -> Iterator[_Edit]:
        words = self.made_up(f"{source} {terms}", target)
        if not 0 < len(words) <= _MOST:
            return
        unexplained = self._unexplained(source, target)
        for candidate in _best(self._candidates(words, unexplained)):
            word = words[candidate.made_up]
            is_first = not any(map(str.isalnum, target[: word.start()]))
            capital = is_first and word[0][0].isupper()
            text = candidate.text[0].upper() + candidate.text[1:] if capital else candidate.text
            yield _Edit(*word.span(), text)

    def _unexplained(self, source: str, target: str) -> list[tuple[str, bool]]:
        """The words of a source for which no word of the target stands, and whether each is a name.

        A name has a capital; at the beginning it is one that the dictionary does not have.
        """
        english = {word.lower() for word in _WORD.findall(target)}
        present = {key_of(word) for word in english}
        unexplained = []
        for number, word in enumerate(_WORD.findall(source)):
            small = word.lower()
            if key_of(small) in present or self.wordings.are_explained(small, english):
                continue
            is_name = word[0].isupper() and (number > 0 or not self.wordings.is_french(small))
            if is_name or len(word) >= _SHORTEST_FRENCH:
                unexplained.append((word, is_name))
        return unexplained

    def _candidates(
        self, words: Sequence[re.Match[str]], unexplained: Sequence[tuple[str, bool]]
    ) -> Iterator[_Candidate]:
        for place, (french, is_name) in enumerate(unexplained):
            english = self._english(french, is_name)
            for number, word in enumerate(words):
                small = word[0].lower()
                likes = {
                    like: text
                    for like, text in english.items()
                    if is_name or not _is_turned(small, like)
                }
                least = _LEAST_NAME if is_name else _LEAST_WORD
                for at, percent in most_like(small, list(likes), least, 1):
                    yield _Candidate(percent, number, place, list(likes.values())[at])

    def _english(self, french: str, is_name: bool) -> dict[str, str]:
        """What a word of a source can be in English, by what a made-up word may look like.

        Both a name and a noun may look like their French spelling.
        """
        small, plain = french.lower(), key_of(french.lower())
        wordings = self.wordings.of(small)
        if is_name:
            names = [wording for wording in wordings if wording[0].isupper()]
            likes = {
                wording.lower(): wording[0].upper() + wording[1:] for wording in names or wordings
            }
            return likes | {small: names[0] if names else french}
        likes = {wording.lower(): wording for wording in wordings}
        if noun := self.wordings.of_noun(small):
            likes = {plain: noun} | likes
        is_both = len(plain) >= _SHORTEST and self.known.have(plain)
        return likes | {plain: plain} if is_both else likes


def _is_turned(made_up: str, wording: str) -> bool:
    """Whether one of the words alone begins with what turns its meaning round."""
    return any(made_up.startswith(start) != wording.startswith(start) for start in _TURNING)


def _best(candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """The likest candidates, each word of either side in one at most."""
    taken: set[tuple[str, int]] = set()
    for candidate in sorted(candidates, key=lambda candidate: -candidate.percent):
        places = {("made up", candidate.made_up), ("unexplained", candidate.unexplained)}
        if taken.isdisjoint(places):
            taken |= places
            yield candidate


def _stems(word: str) -> Iterator[str]:
    """What a word may be derived from."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) >= _STEM and stem != word and not (ending == "s" and stem.endswith("s")):
            yield stem
            if ending in ("er", "ers", "ing", "ed"):
                yield stem + "e"
                if stem[-1] == stem[-2] and len(stem) > _STEM:
                    yield stem[:-1]
    for beginning in _BEGINNINGS:
        stem = word.removeprefix(beginning)
        if len(stem) >= _STEM and stem != word:
            yield stem
