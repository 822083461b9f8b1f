"""One request's way through the model: its pieces, their targets, and what is sent once more.

A piece of which no target has all that must be in it is sent again in two ways, in one batch with
the other such pieces of the request: with its numbers and codes hidden like the other things that
stay, and cut at all of these, so that none can be lost. The first is taken where it comes back
whole. In that batch is also what is needed where no target has the terms
(webapp.engine.sources.terming).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from unicodedata import normalize

from webapp.engine.batches.hypotheses import Hypotheses, joined, rows, unchanged
from webapp.engine.interface import Translation
from webapp.engine.sources.cutter import Cutter
from webapp.engine.sources.pieces import SignedPiece, is_littered, signs_in
from webapp.engine.sources.prepared import Handling, Prepared, is_for_the_model
from webapp.engine.sources.ranking import Ranking
from webapp.engine.sources.shadow import Shadow
from webapp.engine.sources.stretches import Stretch, stretches
from webapp.engine.sources.terming import TermRetry, Terms
from webapp.errors import TranslationFailed
from webapp.text.exact.kept import kept_spans
from webapp.text.notation.agreement import (
    currencies_agree,
    has_lost_its_words,
    months_agree,
    numbers_agree,
    numbers_stand_alone,
    ordinals_agree,
)
from webapp.text.notation.ends import with_same_end
from webapp.text.notation.figures import plain_numbers


@dataclass(frozen=True, slots=True)
class _Retry:
    """A piece with more of it hidden, as ``whole`` and as ``cuts``; ``given`` are its targets.

    Without ``cuts`` there is nothing to be hidden, or no more than the form of ``given`` is wrong;
    without ``terms`` none is missing.
    """

    piece: SignedPiece
    given: Hypotheses
    shadow: Shadow
    whole: SignedPiece
    cuts: Sequence[tuple[Stretch, Sequence[SignedPiece]]]
    terms: TermRetry | None

    @property
    def pieces(self) -> list[SignedPiece]:
        """What is sent."""
        more = [self.terms.whole, *self.terms.alone] if self.terms else []
        return _sent([self.whole, *(piece for _, pieces in self.cuts for piece in pieces), *more])


#: Of a French source and its English target.
_NUMBER_CHECKS = (numbers_agree, currencies_agree)
_FORM_CHECKS = (months_agree, ordinals_agree, numbers_stand_alone)
_NOTHING = SignedPiece("", (), ())


class Work:
    """The sources of one request."""

    def __init__(
        self,
        sources: Sequence[str],
        handling: Handling,
        lacks: Callable[[str], bool],
        cutter: Cutter,
        alternatives: int = 0,
    ) -> None:
        self._count = 1 + alternatives
        self._sources = sources
        self._cutter = cutter
        self._is_french_to_english = handling.is_french_to_english
        self._glossary = handling.glossary
        self._post_editor = handling.post_editor
        takes_any = not alternatives and not handling.glossary
        self._ranking = Ranking(handling.post_editor, takes_any=takes_any)
        self._prepared: dict[str, Prepared] = {}
        waiting = list(reversed(sources))
        while waiting:
            source = waiting.pop()
            if source not in self._prepared and is_for_the_model(source):
                self._prepared[source] = Prepared(_plain(source), handling, lacks)
                waiting += self._prepared[source].inner_sources
        texts = dict.fromkeys(
            text for prepared in self._prepared.values() for text in prepared.texts
        )
        self._pieces = {text: cutter.pieces(text) for text in texts}
        self._first = _sent(piece for pieces in self._pieces.values() for piece in pieces)
        self._known: dict[str, Hypotheses] = {}
        self._retries: list[_Retry] = []
        #: The tokens that are sent once more, each once.
        self._again: dict[tuple[str, ...], None] = {}

    @property
    def first(self) -> list[Sequence[str]]:
        """The tokens to be sent first."""
        return [piece.tokens for piece in self._first]

    def check(self, hypotheses: Sequence[Hypotheses]) -> list[Sequence[str]]:
        """Take what the model gave for ``first``; the tokens to be sent once more."""
        for piece, given in zip(self._first, hypotheses, strict=True):
            accepted = self._accepted(piece, given)
            complete = accepted and self._complete(piece, accepted)
            if complete:
                self._know(piece, complete)
            elif accepted:
                terms = self._term_retry(piece, accepted)
                nothing = Shadow(""), _NOTHING, ()
                self._retries.append(_Retry(piece, accepted, *nothing, terms))
            else:
                self._retries.append(self._retry(piece, given))
        pieces = [piece for retry in self._retries for piece in retry.pieces]
        self._again = dict.fromkeys(tuple(piece.tokens) for piece in pieces)
        return list(self._again)

    def translations(self, hypotheses: Sequence[Hypotheses]) -> list[Translation]:
        """One translation a source, from what the model gave for what was sent once more."""
        known = dict(zip(self._again, hypotheses, strict=True))
        for retry in self._retries:
            supply = iter([known[tuple(piece.tokens)] for piece in retry.pieces])
            mended = self._mended(retry, supply)
            if retry.terms:
                mended = self._with_terms(retry.terms, mended, supply)
            self._know(retry.piece, mended)
        texts = {text: self._of_text(pieces) for text, pieces in self._pieces.items()}

        @cache
        def translation(source: str) -> Translation:
            if source not in self._prepared:
                return Translation(source, 0.0)
            prepared = self._prepared[source]
            translated = [texts[text] for text in prepared.texts]
            return _translation(prepared, translated, lambda s: translation(s).target)

        return [translation(source) for source in self._sources]

    def _know(self, piece: SignedPiece, hypotheses: Hypotheses) -> None:
        targets = hypotheses.targets[: self._count]
        if self._post_editor:
            words = " ".join(occurrence.target for occurrence in self._glossary.find(piece.text))
            targets = tuple(
                self._post_editor.edited(piece.text, target, words) for target in targets
            )
        self._known[piece.text] = replace(hypotheses, targets=targets)

    def _complete(self, piece: SignedPiece, hypotheses: Hypotheses) -> Hypotheses | None:
        """Those targets that have the terms of their piece, if any."""
        terms = Terms.of(self._glossary, piece.text)
        targets = (
            tuple(terms.complete(hypotheses.targets)) if terms.occurrences else hypotheses.targets
        )
        return replace(hypotheses, targets=targets) if targets or not hypotheses.targets else None

    def _term_retry(self, piece: SignedPiece, given: Hypotheses) -> TermRetry | None:
        """What is sent where a piece has terms; the best of ``given`` says which it lacks."""
        if not Terms.of(self._glossary, piece.text).occurrences:
            return None
        best = next(filter(None, map(piece.read, given.targets)), "")
        return TermRetry.of(piece.text, self._glossary, best, self._cutter.piece)

    def _with_terms(
        self, terms: TermRetry, hypotheses: Hypotheses, supply: Iterator[Hypotheses]
    ) -> Hypotheses:
        """A piece's hypotheses with all its terms; as they are where these cannot be put in."""
        whole = self._accepted(terms.whole, next(supply)) if terms.whole.tokens else None
        wordings = [next(supply).targets if piece.tokens else () for piece in terms.alone]
        complete = terms.completed(hypotheses.targets, whole.targets if whole else (), wordings)
        return replace(hypotheses, targets=tuple(complete)) if complete else hypotheses

    def _of_text(self, pieces: Sequence[SignedPiece]) -> Hypotheses:
        known = [(piece.text, self._known[piece.text]) for piece in pieces if piece.tokens]
        if self._is_french_to_english and len(pieces) > 1:
            return _joined(pieces, (_with_same_ends(*pair) for pair in known))
        return _joined(pieces, (hypotheses for _, hypotheses in known))

    def _retry(self, piece: SignedPiece, given: Hypotheses) -> _Retry:
        shadow = Shadow(piece.text.rstrip())
        text = shadow.text
        shadow.hide((s.start, s.end, text[s.start : s.end]) for s in kept_spans(text, plain=True))
        shadow.hide(plain_numbers(shadow.text))
        terms = self._term_retry(piece, given)
        if not signs_in(shadow.text):
            return _Retry(piece, given, shadow, _NOTHING, (), terms)
        cutter = self._cutter
        hides_more = len(signs_in(shadow.text)) > len(signs_in(piece.text))
        is_worth_it = hides_more and not is_littered(piece.tokens)
        whole = cutter.piece(shadow.text) if is_worth_it else _NOTHING
        if tolerable := self._accepted(piece, given, form=False):
            return _Retry(piece, tolerable, shadow, whole, (), terms)
        cuts = stretches(shadow.text, at_signs=True)
        pieces = [(cut, cutter.pieces(cut.text) if cut.has_words else []) for cut in cuts]
        return _Retry(piece, given, shadow, whole, pieces, terms)

    def _mended(self, retry: _Retry, supply: Iterator[Hypotheses]) -> Hypotheses:
        """A piece's hypotheses: of the whole, or of its cuts, which tear a sentence apart, or the
        given ones where it has none.
        """
        whole = self._accepted(retry.whole, next(supply)) if retry.whole.tokens else None
        cuts = [_restored(stretch, pieces, supply) for stretch, pieces in retry.cuts]
        if not (whole or cuts):
            return retry.given
        mended = whole or joined(cuts)
        return replace(mended, targets=tuple(map(retry.shadow.shown, mended.targets)))

    def _accepted(
        self, piece: SignedPiece, given: Hypotheses, *, form: bool = True
    ) -> Hypotheses | None:
        """Those targets that have all that must be in them, if any; in its right ``form``, too."""
        codes = {piece.text[s.start : s.end] for s in kept_spans(piece.text, plain=True)}
        faithful = (
            target
            for target in filter(None, map(piece.read, given.targets))
            if all(target.count(code) >= piece.text.count(code) for code in codes)
            and self._agrees(piece.text, target, form)
        )
        targets = tuple(self._ranking.best_first(piece.text, faithful))
        return replace(given, targets=targets) if targets or not given.targets else None

    def _agrees(self, source: str, target: str, form: bool) -> bool:
        """Whether words are there, and the numbers that the model was given as words."""
        if has_lost_its_words(source, target):
            return False
        checks = (*_NUMBER_CHECKS, *(_FORM_CHECKS if form else ()))
        return not self._is_french_to_english or all(check(source, target) for check in checks)


def _plain(source: str) -> str:
    """A source as models have read others: accents on their letters, words without soft hyphens."""
    return normalize("NFC", source).replace("\u00ad", "")


def _sent(pieces: Iterable[SignedPiece]) -> list[SignedPiece]:
    return [piece for piece in pieces if piece.tokens]


def _restored(
    stretch: Stretch, pieces: Sequence[SignedPiece], supply: Iterator[Hypotheses]
) -> Hypotheses:
    """A stretch's hypotheses, with what went round the model."""
    hypotheses = _joined(pieces, supply) if pieces else unchanged("")
    return replace(hypotheses, targets=tuple(map(stretch.restored, hypotheses.targets)))


def _joined(pieces: Sequence[SignedPiece], hypotheses: Iterable[Hypotheses]) -> Hypotheses:
    """A text's hypotheses from those of its pieces that were sent; the others stay."""
    supply = iter(hypotheses)
    of_pieces = [next(supply) if p.tokens else unchanged(p.text.rstrip()) for p in pieces]
    return joined(of_pieces, [piece.text for piece in pieces])


def _with_same_ends(source: str, hypotheses: Hypotheses) -> Hypotheses:
    return replace(
        hypotheses, targets=tuple(with_same_end(source, target) for target in hypotheses.targets)
    )


def _translation(
    prepared: Prepared,
    texts: Sequence[Hypotheses],
    target_of: Callable[[str], str],
) -> Translation:
    """A source's translation, from the hypotheses of its texts."""
    if not all(hypotheses.targets for hypotheses in texts):
        raise TranslationFailed("The translation model came to no end with this text.")
    target, *others = dict.fromkeys(prepared.target(row, target_of) for row in rows(texts))
    score = sum(hypotheses.log_probability for hypotheses in texts) / max(
        1, sum(t.tokens for t in texts)
    )
    checks = prepared.checks(target, score)
    return Translation(target, score, tuple(others), checks)
