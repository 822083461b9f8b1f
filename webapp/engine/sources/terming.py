"""Terms put into targets: what a target lacks of them, and how it gets it.

A target that has its terms stays. Otherwise the words that the model has for the term when it
stands alone are looked for in the target, and the term takes their place. Where they are not there,
the piece is sent with a sign for each term: compared with that target, the first one shows which
words the sign stands for; else the target with the sign is taken. Tried on 500 sentences with
forcing the term as a prefix of the rest of a target, too, which lost more (docs/terms.md).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from webapp.engine.sources.pieces import SignedPiece
from webapp.engine.sources.shadow import SIGN, Edit, Shadow
from webapp.text.terms.articles import article_of, english_article
from webapp.text.terms.plurals import english_plural
from webapp.text.terms.terms import Glossary, Occurrence, Term

#: The most words of a target that one sign stands for.
_MOST_WORDS = 3
#: The shortest wording that is looked for in a target.
_SHORTEST = 3
_UNIT = re.compile(rf"{SIGN}|｟\d+｠|[\w'’-]+|[^\w\s]")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_MARKS = " .,;:!?…"
#: What English says with a vowel, or not, though it is written otherwise.
_AN_BEFORE = re.compile(
    r"(?!uni|use|usu|eu|one\b|ut[ei])[aeiou]|hour|honest|hono|heir", re.IGNORECASE
)
_BEFORE_TERM = re.compile(r"\b(a|an)( )$", re.IGNORECASE)
#: What may stand behind a term that is a whole text otherwise.
_BEHIND_ALONE = re.compile(r"\s*(?P<marks>[.,;:!?…]*)\s*")
#: What joins the words of a French term, and the rest of a target's words for it: apple of earth.
_LINK = re.compile(r"(?: de | à | en | d['’]| du | des | aux? )(?=\w)", re.IGNORECASE)
_REST = re.compile(r" (?:of|from|in|on) (?:the |an? )?[\w'’-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one text that are to be translated as somebody said."""

    glossary: Glossary
    text: str
    occurrences: Sequence[Occurrence]

    @classmethod
    def of(cls, glossary: Glossary, text: str) -> "Terms":
        """Those that stand in ``text``."""
        occurrences = [o for o in glossary.find(text) if not o.term.is_kept]
        return cls(glossary, text, occurrences)

    @property
    def alone(self) -> str | None:
        """The target of a French text that is one term, with no more than an article and marks.

        Models read such words one by one: « une pomme de terre » as an apple of earth.
        """
        if len(self.occurrences) != 1 or not self.glossary.is_french_to_english:
            return None
        [term] = self.occurrences
        before = self.text[: term.start]
        after = _BEHIND_ALONE.fullmatch(self.text[term.end :])
        if before not in ("", article_of(self.text)) or not after:
            return None
        article = "" if _ARTICLE.match(term.target) else english_article(before)
        target = _with_article(article, term.target) + term.target
        is_begun = self.text[:1].isupper()
        return (_with_capital(target) if is_begun else target) + after["marks"]

    def complete(self, targets: Iterable[str]) -> list[str]:
        """Those of the targets that have all terms: inflected as in the source, or else anyhow."""
        if alone := self.alone:
            return [alone]
        several = list(targets)
        inflected = [target for target in several if not self.missing(target, inflected=True)]
        return inflected or [target for target in several if not self.missing(target)]

    def missing(self, target: str, *, inflected: bool = False) -> list[Occurrence]:
        """Those that a target lacks; see ``Glossary.missing``."""
        return self.glossary.missing(self.occurrences, target, inflected=inflected)


@dataclass(frozen=True, slots=True)
class TermRetry:
    """What is sent to put ``missing`` terms into the targets of a piece.

    ``whole`` has a sign of ``shadow`` for each, and ``alone`` are their words, one by one.
    """

    terms: Terms
    missing: Sequence[Occurrence]
    shadow: Shadow
    signs: Sequence[str]
    whole: SignedPiece
    alone: Sequence[SignedPiece]

    @classmethod
    def of(
        cls, text: str, glossary: Glossary, target: str, piece_of: Callable[[str], SignedPiece]
    ) -> "TermRetry":
        """What is sent for a piece with this text, of which ``target`` is the best target."""
        shadow = Shadow(text.rstrip())
        terms = Terms.of(glossary, shadow.text)
        missing = terms.missing(target)
        signs = [shadow.sign(occurrence.target) for occurrence in missing]
        words = [shadow.text[occurrence.start : occurrence.end] for occurrence in missing]
        edits = zip(missing, signs, strict=True)
        shadow.rewrite([(occurrence.start, occurrence.end, sign) for occurrence, sign in edits])
        alone = [piece_of(word) for word in words]
        return cls(terms, missing, shadow, signs, piece_of(shadow.text), alone)

    def completed(
        self, targets: Sequence[str], signed: Sequence[str], wordings: Sequence[Sequence[str]]
    ) -> list[str]:
        """Targets with all terms, best first; none where they cannot be put in.

        ``signed`` are targets of ``whole``, and ``wordings`` those of each of ``alone``.
        """
        known: dict[Term, list[str]] = defaultdict(list)
        for occurrence, several in zip(self.missing, wordings, strict=True):
            known[occurrence.term] += several
        complete = (
            text
            for target in targets
            for text in (self._worded(target, known), *(self._spliced(target, s) for s in signed))
        )
        shown = [_begun_as(target, self.shadow.shown(s)) for target in targets[:1] for s in signed]
        return self.terms.complete([*filter(None, complete), *shown])

    def _worded(self, target: str, known: Mapping[Term, Sequence[str]]) -> str | None:
        """The target with terms in the place of what the model says for them alone."""
        missing: dict[Term, list[Occurrence]] = defaultdict(list)
        for occurrence in self.terms.missing(target):
            missing[occurrence.term].append(occurrence)
        edits: list[Edit] = []
        for term, several in missing.items():
            spans = _wording_spans(target, known.get(term, ()), len(several))
            if not any(_LINK.match(self.terms.text, o.end) for o in several):
                spans = [_with_rest(term.source, target, *span) for span in spans]
            edits += [
                (*span, occurrence.target) for span, occurrence in zip(spans, several, strict=False)
            ]
            if not spans:
                return None
        return _with_terms(target, sorted(edits))

    def _spliced(self, target: str, signed: str) -> str | None:
        """The target with terms in the place of the words that stand there for their signs."""
        missing = self.terms.missing(target)
        if [occurrence.target for occurrence in missing] != [
            occurrence.target for occurrence in self.missing
        ]:
            return None
        marks = {ord(sign): f"｟{n}｠" for n, sign in enumerate(self.signs)}
        spans = _replaced_spans(target, self.shadow.shown(signed.translate(marks)), len(marks))
        if spans is None:
            return None
        return _with_terms(
            target, sorted((*span, o.target) for span, o in zip(spans, missing, strict=True))
        )


def _wording_spans(target: str, wordings: Iterable[str], count: int) -> list[tuple[int, int]]:
    """Where a target has one of the wordings, in either number, if it has it so often."""
    for wording in wordings:
        bare = _ARTICLE.sub("", wording.strip(_MARKS))
        if len(bare) >= _SHORTEST:
            spans = [match.span() for match in _wording(bare.lower()).finditer(target)]
            if len(spans) == count:
                return spans
    return []


def _with_rest(source: str, target: str, start: int, end: int) -> tuple[int, int]:
    """Where a target has a wording, and what is joined to it if that is too short for its term."""
    is_short = _LINK.search(source) and " " not in target[start:end]
    rest = _REST.match(target, end) if is_short else None
    return start, rest.end() if rest else end


@lru_cache(maxsize=4096)
def _wording(words: str) -> re.Pattern[str]:
    singular = words.removesuffix("s")
    forms = {words, english_plural(words), singular} if len(singular) >= _SHORTEST else {words}
    longest = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


def _replaced_spans(target: str, signed: str, count: int) -> list[tuple[int, int]] | None:
    """Where the words are that ｟0｠ and so on stand for in another target; None if unclear."""
    units, others = list(_UNIT.finditer(target)), _UNIT.findall(signed)
    matcher = SequenceMatcher(None, [unit[0] for unit in units], others, autojunk=False)
    spans: dict[str, tuple[int, int]] = {}
    for tag, start, end, at, behind in matcher.get_opcodes():
        replaced = units[start:end]
        are_words = all(unit[0][0].isalnum() for unit in replaced)
        if tag == "replace" and behind - at == 1 and len(replaced) <= _MOST_WORDS and are_words:
            spans[others[at]] = replaced[0].start(), replaced[-1].end()
    places = [spans.get(f"｟{n}｠") for n in range(count)]
    return None if None in places else [place for place in places if place]


def _with_terms(target: str, edits: Sequence[Edit]) -> str | None:
    """The target with the edits (ascending), the articles before them and a capital at its start.

    None where two are at one place.
    """
    text, at = "", 0
    for start, end, term in edits:
        if start < at:
            return None
        text = _with_article(text + target[at:start], term)
        is_first = not any(map(str.isalnum, text))
        text += _with_capital(term) if is_first and target[start].isupper() else term
        at = end
    return text + target[at:]


def _with_capital(term: str) -> str:
    """The term with a capital at its beginning, unless its first word has one further on: iPad."""
    first = term.partition(" ")[0]
    return term if any(map(str.isupper, first[1:])) else term[:1].upper() + term[1:]


def _begun_as(target: str, text: str) -> str:
    """The text with a capital at its beginning where the target has one."""
    begins_with_capital = next((s.isupper() for s in target if s.isalnum()), False)
    start = next((at for at, s in enumerate(text) if s.isalnum()), len(text))
    return text[:start] + _with_capital(text[start:]) if begins_with_capital else text


def _with_article(before: str, term: str) -> str:
    """What stands before a term, with « a » or « an » as its first letters need it."""

    def fitting(match: re.Match[str]) -> str:
        return match[1][0] + "n" * bool(_AN_BEFORE.match(term)) + match[2]

    return _BEFORE_TERM.sub(fitting, before)
