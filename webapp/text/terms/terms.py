"""Terms: words of which somebody said how they are to be translated, or that they never are.

A glossary finds its terms in a source by a hash of their first word, so that ten thousand cost as
much as one. A French or English noun is found in its plural, too. The longest term counts where
several begin at one place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from unicodedata import normalize

from webapp.errors import BadInput
from webapp.text.terms.articles import without_article
from webapp.text.terms.inflection import Number, is_given_in_plural, is_surely, number_of
from webapp.text.terms.plurals import english_plural, is_invariable_plural, stem
from webapp.text.terms.presence import times
from webapp.text.terms.singulars import english_singular

#: The most characters of a term, in each of its languages.
MOST_CHARS = 200
#: Control characters, and the private ones that the engine writes in the place of what stays.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010ffff｟｠]")
#: What « é » and « ’ » look like when UTF-8 was read in an old encoding, and what was not read.
_GARBLED = re.compile("Ã[©¨ª´§®»¢¯¹\u0080-\u009f\u00a0]|â€[™œ“”]|â\u0080|\ufffd")
#: What a term of one letter may have beside it and is still one: « l' », « x. ».
_BESIDE = re.compile(r"[\s.,;:!?'’ʼ\"«»()\-\u00ad\u200b-\u200f\u2060\ufeff]")
#: A word with its accents, also where these are characters of their own, or a sign.
_TOKEN = re.compile(r"\w[\w\u0300-\u036f]*|[^\w\s]")
#: What may be written in two ways, and its plain one.
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "Œ": "Oe"})
#: The terms of so many texts are kept, as each is asked for some six times on its way.
_TEXTS_KEPT = 256
#: Where a word or sign begins and ends, and its key.
_Token = tuple[int, int, str]


class PartOfSpeech(StrEnum):
    """What kind of word a term is: a noun has a plural, an adjective has one in French alone."""

    ANY = ""
    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Term:
    """Words of a source language and what they are in the target language.

    One without a ``target`` is never translated.
    """

    source: str
    target: str | None
    case_sensitive: bool = False
    part_of_speech: PartOfSpeech = PartOfSpeech.ANY

    @property
    def is_kept(self) -> bool:
        """Whether it stays as it is."""
        return self.target is None

    @property
    def has_plural(self) -> bool:
        """Whether it is found in the plural of its source language."""
        return self.part_of_speech not in (PartOfSpeech.VERB, PartOfSpeech.NAME)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Half-open offsets of a term in a text, in code points, and what it has to be in the target.

    ``target`` is that in the right number, or as it stands in the text if it is never translated;
    ``forms`` are those of either number. One that ``is_joined`` has a hyphen before it.
    """

    start: int
    end: int
    term: Term
    target: str
    forms: tuple[str, ...]
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class _Sought:
    """Words that are looked for, and what they are in the target language, for a ``term``.

    Those ``in_plural_alone`` lack the article of their term.
    """

    term: Term
    source: str
    target: str | None
    in_plural_alone: bool = False


class Glossary:
    """The terms of one pair of languages (BCP 47 codes); of equal ones the first counts."""

    def __init__(
        self, terms: Iterable[Term] = (), source_language: str = "fr", target_language: str = "en"
    ) -> None:
        self.terms = tuple(terms)
        self._languages = source_language, target_language
        self._language = source_language.partition("-")[0].lower()
        self._is_into_english = target_language.partition("-")[0].lower() == "en"
        self._by_key: dict[tuple[str, ...], list[_Sought]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for sought in chain.from_iterable(map(self._sought, self.terms)):
            if keys := tuple(key for _, _, key in self._tokens(sought.source)):
                self._by_key[keys].append(sought)
                lengths[keys[0]].add(len(keys))
        self._lengths = {key: sorted(several, reverse=True) for key, several in lengths.items()}
        self._kept = lru_cache(maxsize=_TEXTS_KEPT)(lambda text: tuple(self._find(text)))

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def is_french_to_english(self) -> bool:
        """Whether both languages have rules for the number of nouns."""
        return self._language == "fr" and self._is_into_english

    def with_more(self, terms: Iterable[Term]) -> "Glossary":
        """A glossary that has these terms, too; they count before those of this one."""
        return Glossary((*terms, *self.terms), *self._languages)

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """The terms in a text, in order, none over another."""
        return self._kept(text) if self._lengths else ()

    def _find(self, text: str) -> Iterator[Occurrence]:
        tokens = self._tokens(text)
        at = 0
        while at < len(tokens):
            hit = self._at(text, tokens, at)
            if hit:
                yield hit[0]
            at += hit[1] if hit else 1

    def _sought(self, term: Term) -> Iterator[_Sought]:
        """What is looked for because of a term: it, or it without its article, or both."""
        is_noun = self.is_french_to_english and term.has_plural
        bare = without_article(term.source, term.target) if is_noun else None
        if bare is None or bare.in_plural_alone:
            yield _Sought(term, term.source, term.target)
        if bare:
            yield _Sought(term, bare.source, bare.target, bare.in_plural_alone)

    def _at(self, text: str, tokens: Sequence[_Token], at: int) -> tuple[Occurrence, int] | None:
        """The longest term that begins at a token, and how many tokens it has."""
        first = tokens[at][2].lstrip()
        for length in self._lengths.get(first, ()):
            keys = (first, *(key for _, _, key in tokens[at + 1 : at + length]))
            start, end = tokens[at][0], tokens[min(at + length, len(tokens)) - 1][1]
            for sought in self._by_key.get(keys, ()):
                number = self._number(text, start, end, sought)
                if number is not None:
                    return self._occurrence(text, start, end, sought, number), length
        return None

    def _occurrence(
        self, text: str, start: int, end: int, sought: _Sought, number: Number
    ) -> Occurrence:
        plural, singular = self._plural(sought), self._singular(sought)
        targets = {Number.PLURAL: plural, Number.SINGULAR: singular}
        target = targets.get(number, sought.target) or text[start:end]
        forms = tuple(sorted({target, *filter(None, [sought.target, plural, singular])}))
        is_joined = text[start - 1 : start] == "-"
        return Occurrence(start, end, sought.term, target, forms, is_joined)

    def _number(self, text: str, start: int, end: int, sought: _Sought) -> Number | None:
        """The number that these words have; None where they are not what is sought."""
        term, before, language = sought.term, text[:start], self._language
        words, source = _spaced(text[start:end]), _spaced(sought.source)
        if words == source or (not term.case_sensitive and words.lower() == source.lower()):
            if sought.in_plural_alone:
                return None
            is_plural = is_invariable_plural(words, before, language)
            return Number.PLURAL if term.has_plural and is_plural else Number.AS_GIVEN
        if not term.has_plural or (term.case_sensitive and words[0] != source[0]):
            return None
        number = number_of(words, source, language)
        if number is Number.SINGULAR and not (self._is_into_english or term.is_kept):
            return None
        is_bare = sought.in_plural_alone
        is_found = number and is_surely(number, words, before, language, is_bare=is_bare)
        return number if is_found else None

    def _plural(self, sought: _Sought) -> str | None:
        """The target in the plural, if it is an English noun."""
        is_noun = sought.term.part_of_speech in (PartOfSpeech.ANY, PartOfSpeech.NOUN)
        if sought.target is None or not is_noun or not self._is_into_english:
            return sought.target
        return english_plural(sought.target)

    def _singular(self, sought: _Sought) -> str | None:
        """The target in the singular, if it is an English noun and the term was given as plural."""
        if self._language != "fr" or self._plural(sought) != sought.target:
            return sought.target
        if sought.target is None or not is_given_in_plural(sought.source):
            return sought.target
        return english_singular(sought.target)

    def missing(
        self, occurrences: Iterable[Occurrence], target: str, *, inflected: bool = False
    ) -> list[Occurrence]:
        """Those that a target does not have as often as the source, or not ``inflected`` so.

        A word in capitals is none in small letters, but for its first letter.
        """
        counts: Counter[tuple[tuple[str, ...], bool]] = Counter()
        missing = []
        for occurrence in occurrences:
            forms = (occurrence.target,) if inflected else occurrence.forms
            wanted = forms, occurrence.is_joined
            counts[wanted] += 1
            if times(forms, target, is_joined=occurrence.is_joined) < counts[wanted]:
                missing.append(occurrence)
        return missing

    def is_kept_to(self, source: str, target: str) -> bool:
        """Whether a target has all terms of its source, in either number and any capitals."""
        small = target.lower()
        lowered = (
            replace(
                occurrence,
                target=occurrence.target.lower(),
                forms=tuple(map(str.lower, occurrence.forms)),
            )
            for occurrence in self.find(source.lower())
        )
        return not self.missing(self.find(source), target) or not self.missing(lowered, small)

    def _tokens(self, text: str) -> list[_Token]:
        """The words and signs of a text: where each begins and ends, and its key.

        The key is a stem, with a space before it where the text has one.
        """
        tokens: list[_Token] = []
        last = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            gap = " " if start > last and tokens else ""
            tokens.append((start, end, gap + _key(match[0], self._language)))
            last = end
        return tokens


@lru_cache(maxsize=20_000)
def _key(token: str, language: str) -> str:
    return stem(_plain(token), language)


def _plain(words: str) -> str:
    return normalize("NFC", words).translate(_PLAIN)


@lru_cache(maxsize=20_000)
def _spaced(words: str) -> str:
    """Words in their plain writing, with single spaces."""
    return " ".join(_plain(words).split())


def checked_term(term: Term) -> Term:
    """The term with its spaces made single ones and its accents put on their letters.

    Raises BadInput for one that is empty, too long, garbled or has one letter alone.
    """
    source = " ".join(normalize("NFC", term.source).split())
    target = " ".join(normalize("NFC", term.target or "").split()) or None
    letters = _BESIDE.sub("", source)
    if not any(map(str.isalnum, source)):
        raise BadInput("A term needs a word in the language that is translated.")
    if len(letters) == 1:
        raise BadInput("A term of one letter would be found in nearly every text: give its word.")
    if max(len(source), len(target or "")) > MOST_CHARS:
        raise BadInput(f"A term has at most {MOST_CHARS} characters; this is a whole sentence.")
    if any(_GARBLED.search(words) for words in (source, target or "")):
        raise BadInput("This term has a wrong encoding (é became Ã© or �): save it as UTF-8.")
    if any(_UNSAFE.search(words) for words in (source, target or "")):
        raise BadInput("A term is made of words and signs; this one has control characters.")
    return replace(term, source=source, target=target)
