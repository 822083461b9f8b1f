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
from unicodedata import normalize

from webapp.errors import BadInput
from webapp.text.terms.plurals import english_plural, is_invariable_plural, is_plural, stem

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
_WORD = re.compile(r"\w+")
#: What may be written in two ways, and its plain one.
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "Œ": "Oe"})
#: With these before it and a hyphen between a word is another one: sub-processor.
_PREFIXES = (
    "anti co counter ex inter macro micro mini mono multi non over post pre pseudo quasi re semi "
    "sub super un under vice"
)
_ALONE = "".join(rf"(?<!\b(?i:{prefix})-)" for prefix in _PREFIXES.split())

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
    """Half-open offsets of a term in a text, in code points, and whether it is a plural there.

    ``target`` is what it has to be in the target: in the right number, or as it stands in the text
    if it is never translated. One that ``is_joined`` has a hyphen before it.
    """

    start: int
    end: int
    term: Term
    plural: bool
    target: str
    is_joined: bool = False


class Glossary:
    """The terms of one pair of languages (BCP 47 codes); of equal ones the first counts."""

    def __init__(
        self, terms: Iterable[Term] = (), source_language: str = "fr", target_language: str = "en"
    ) -> None:
        self.terms = tuple(terms)
        self._languages = source_language, target_language
        self._language = source_language.partition("-")[0].lower()
        self._is_into_english = target_language.partition("-")[0].lower() == "en"
        self._by_key: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        lengths: dict[str, set[int]] = defaultdict(set)
        for term in self.terms:
            if keys := tuple(key for _, _, key in self._tokens(term.source)):
                self._by_key[keys].append(term)
                lengths[keys[0]].add(len(keys))
        self._lengths = {key: sorted(several, reverse=True) for key, several in lengths.items()}

    def __bool__(self) -> bool:
        return bool(self.terms)

    def with_more(self, terms: Iterable[Term]) -> "Glossary":
        """A glossary that has these terms, too; they count before those of this one."""
        return Glossary((*terms, *self.terms), *self._languages)

    def find(self, text: str) -> Iterator[Occurrence]:
        """The terms in a text, in order, none over another."""
        if not self._lengths:
            return
        tokens = self._tokens(text)
        at = 0
        while at < len(tokens):
            hit = self._at(text, tokens, at)
            if hit:
                yield hit[0]
            at += hit[1] if hit else 1

    def _at(self, text: str, tokens: Sequence[_Token], at: int) -> tuple[Occurrence, int] | None:
        """The longest term that begins at a token, and how many tokens it has."""
        first = tokens[at][2].lstrip()
        for length in self._lengths.get(first, ()):
            keys = (first, *(key for _, _, key in tokens[at + 1 : at + length]))
            start, end = tokens[at][0], tokens[min(at + length, len(tokens)) - 1][1]
            for term in self._by_key.get(keys, ()):
                plural = self._number(text, start, end, term)
                if plural is not None:
                    target = self._inflected(term) if plural else term.target
                    written = text[start:end] if target is None else target
                    is_joined = text[start - 1 : start] == "-"
                    return Occurrence(start, end, term, plural, written, is_joined), length
        return None

    def _number(self, text: str, start: int, end: int, term: Term) -> bool | None:
        """Whether these words are the term's plural; None where they are not the term."""
        words = _plain(text[start:end])
        as_written = " ".join(words.split()), " ".join(_plain(term.source).split())
        if as_written[0] == as_written[1] or (
            not term.case_sensitive and as_written[0].lower() == as_written[1].lower()
        ):
            return term.has_plural and is_invariable_plural(words, text[:start], self._language)
        if term.has_plural and self._is_plural(*as_written, term.case_sensitive):
            return True
        return None

    def _is_plural(self, words: str, source: str, case_sensitive: bool) -> bool:
        if case_sensitive and words[0] != source[0]:
            return False
        pairs = zip(_WORD.findall(words), _WORD.findall(source), strict=False)
        numbers = [
            is_plural(word, noun, self._language) if word.lower() != noun.lower() else None
            for word, noun in pairs
        ]
        return any(numbers) and False not in numbers

    def _inflected(self, term: Term) -> str | None:
        """The target in the plural, if it is an English noun."""
        noun = term.part_of_speech in (PartOfSpeech.ANY, PartOfSpeech.NOUN)
        if term.target is None or not noun or not self._is_into_english:
            return term.target
        return english_plural(term.target)

    def missing(
        self, occurrences: Iterable[Occurrence], target: str, *, inflected: bool = False
    ) -> list[Occurrence]:
        """Those that a target does not have as often as the source, or not ``inflected`` so.

        A word in capitals is none in small letters, but for its first letter.
        """
        counts: Counter[tuple[tuple[str, ...], bool]] = Counter()
        missing = []
        for occurrence in occurrences:
            forms = (occurrence.target,) if inflected else self.forms(occurrence)
            wanted = forms, occurrence.is_joined
            counts[wanted] += 1
            if len(_pattern(*wanted).findall(target)) < counts[wanted]:
                missing.append(occurrence)
        return missing

    def is_kept_to(self, source: str, target: str) -> bool:
        """Whether a target has all terms of its source, in either number and any capitals."""
        small = target.lower()
        lowered = (
            replace(occurrence, target=occurrence.target.lower())
            for occurrence in self.find(source.lower())
        )
        return not self.missing(self.find(source), target) or not self.missing(lowered, small)

    def forms(self, occurrence: Occurrence) -> tuple[str, ...]:
        """What may stand for a term in a target, in one number or the other."""
        term = occurrence.term
        others = filter(None, [term.target, self._inflected(term)])
        return tuple(sorted({occurrence.target, *others}))

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


@lru_cache(maxsize=4096)
def _pattern(forms: tuple[str, ...], is_joined: bool) -> re.Pattern[str]:
    """Any of these as whole words, without a prefix if the term is not joined to what is before it.

    The first letter may be a capital.
    """
    longest = sorted(forms, key=len, reverse=True)
    written = (f"[{re.escape(f[0] + f[0].upper())}]{re.escape(f[1:])}" for f in longest)
    alone = "" if is_joined else _ALONE
    return re.compile(rf"(?<!\w){alone}(?:{'|'.join(written)})(?!\w)")


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
