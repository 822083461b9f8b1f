"""The interpreter translates texts that a caller waits for, and keeps nothing of them on disk."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from webapp.engine import Language, Translation, Translator, Translators
from webapp.errors import NoPackage, UnsupportedLanguage
from webapp.library import Memory
from webapp.text import Detection, detect_languages
from webapp.translation.batches import Knowledge, Manner, TranslationOf, translations
from webapp.translation.texts import Aligned, AlignedSegment, Outline, fill, outline_text

#: The code that callers give for a source language that they do not know.
AUTO = "auto"
#: A text of a list is taken to be in another language than the rest only when its best guess is so
#: many times as likely as the next. “Il pleut.” is clear; “Oui.”, “Table” and names are not.
CLEAR = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Texts to translate; languages are BCP 47 codes or, for the source, AUTO.

    ``outline`` takes a text and its language and cuts it into segments; the default is for plain
    text.
    """

    texts: Sequence[str]
    source_language: str
    target_language: str
    outline: Callable[[str, str], Outline] = outline_text
    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True, slots=True)
class Route:
    """How one text is translated; a text in the target language already has no translator."""

    source_language: str
    detection: Detection | None
    translator: Translator | None

    @property
    def pivot_language(self) -> str | None:
        """The language between source and target, where no package translates directly."""
        return self.translator.pivot_language if self.translator else None


class Interpreter:
    """Translates, detects and streams for callers who wait."""

    def __init__(self, translators: Translators, memory: Memory, recent_chars: int) -> None:
        self._translators = translators
        self._memory = memory
        self._knowledge = Knowledge(memory, recent_chars)

    def languages(self) -> list[Language]:
        """Every language that can be translated from or into."""
        return self._translators.languages()

    def detect(self, text: str) -> list[Detection]:
        """All guesses about the language of a text, best first; always at least one.

        Raises NoPackage when no language is installed to choose from.
        """
        codes = [language.code for language in self.languages()]
        if not codes:
            raise NoPackage
        return detect_languages(text, codes) or [Detection(codes[0], 0.0)]

    def routes(self, order: Order) -> list[Route]:
        """The route of every text, in order.

        Raises NoPackage, UnsupportedLanguage, UnsupportedPair.
        """
        known = {language.code for language in self.languages()}
        if not known:
            raise NoPackage
        asked = [order.source_language, order.target_language]
        for code in asked[1:] if asked[0] == AUTO else asked:
            if code not in known:
                raise UnsupportedLanguage(code, self._translators.pairs())
        if order.source_language != AUTO:
            return [self._route(order.source_language, None, order)] * len(order.texts)
        detections = self._detections(order.texts)
        return [self._route(guess.language, guess, order) for guess in detections]

    def translate(self, order: Order, routes: Sequence[Route]) -> list[Aligned]:
        """Translate all texts; those in one language are one flat batch.

        Raises TranslationFailed, LibraryUnavailable, Unavailable, Abandoned.
        """
        outlines = self._outlines(order, routes)
        by_language: dict[str, TranslationOf] = {}
        for code, translator in {r.source_language: r.translator for r in routes}.items():
            in_language = [
                outline
                for outline, route in zip(outlines, routes, strict=True)
                if route.source_language == code
            ]
            by_language[code] = (
                fill(in_language, translator, self._knowledge, order.manner)
                if translator
                else _unchanged
            )
        return [
            outline.filled(by_language[route.source_language])
            for outline, route in zip(outlines, routes, strict=True)
        ]

    def stream(self, order: Order, routes: Sequence[Route]) -> Iterator[tuple[int, AlignedSegment]]:
        """Every segment with the number of its text, in reading order, once it is translated.

        Raises what ``translate`` raises.
        """
        for number, outline in enumerate(self._outlines(order, routes)):
            translator = routes[number].translator
            translation_of = (
                self._arriving(outline, translator, order.manner) if translator else _unchanged
            )
            for segment in outline.segments:
                yield number, segment.filled(translation_of)

    def suggest(self, source: str, target: str, source_language: str, target_language: str) -> None:
        """Remember a person's translation, by segments where both texts have the same number.

        Raises NoPackage, UnsupportedLanguage, UnsupportedPair, LibraryUnavailable.
        """
        order = Order(
            texts=[source], source_language=source_language, target_language=target_language
        )
        [route] = self.routes(order)
        sources = [segment.source for segment in outline_text(source, source_language).segments]
        targets = [segment.source for segment in outline_text(target, target_language).segments]
        if len(sources) != len(targets):
            sources, targets = [source.strip()], [target.strip()]
        if route.translator:
            pairs = dict(zip(sources, targets, strict=True))
            self._memory.correct(route.translator.identity, pairs)

    def _arriving(self, outline: Outline, translator: Translator, manner: Manner) -> TranslationOf:
        """Waits for a translation only when it is asked for."""
        needed = (source for segment in outline.segments for source in segment.sources)
        arriving = translations(needed, translator, self._knowledge, manner)
        arrived: dict[str, Translation] = {}

        def translation_of(source: str) -> Translation:
            while source not in arrived:
                arrived.update(next(arriving))
            return arrived[source]

        return translation_of

    def _outlines(self, order: Order, routes: Sequence[Route]) -> list[Outline]:
        return [
            order.outline(text, route.source_language)
            for text, route in zip(order.texts, routes, strict=True)
        ]

    def _route(self, code: str, detection: Detection | None, order: Order) -> Route:
        if code == order.target_language:
            return Route(code, detection, None)
        return Route(code, detection, self._translators.get(code, order.target_language))

    def _detections(self, texts: Sequence[str]) -> list[Detection]:
        """The language of every text; an unclear one is taken to be in that of all together."""
        together = self.detect("\n".join(texts))[0]
        if len(texts) == 1:
            return [together]
        return [_clear_guess(self.detect(text)) or together for text in texts]


def _clear_guess(guesses: Sequence[Detection]) -> Detection | None:
    """The best guess if it is CLEAR times as likely as the next, else None."""
    best, *others = guesses
    next_best = others[0].confidence if others else 0.0
    return best if best.confidence > CLEAR * next_best else None


def _unchanged(source: str) -> Translation:
    return Translation(source, 0.0)
