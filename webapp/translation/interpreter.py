"""The interpreter translates texts that a caller waits for, and keeps nothing of them on disk."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from webapp.engine import Language, Translation, Translator, Translators
from webapp.errors import UnsupportedLanguage
from webapp.library import Memory
from webapp.text import Detection
from webapp.text.terms.terms import Term
from webapp.translation.batches import Knowledge, Manner, TranslationOf, translations
from webapp.translation.recent import RecentAnswers
from webapp.translation.routing import (
    AUTO,
    detections,
    guesses_about,
    installed_codes,
    translator_from,
)
from webapp.translation.texts import Aligned, AlignedSegment, Outline, fill, outline_text

#: ``detect`` gives so many guesses at most, as LibreTranslate does.
GUESSES = 3
#: A guess after the first has at least this confidence.
LEAST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Texts to translate; languages are BCP 47 codes or, for the source, AUTO.

    ``outline`` takes a text and its language and cuts it into segments; the default is for plain
    text. ``terms_of`` gives the terms that count in texts of a language.
    """

    texts: Sequence[str]
    source_language: str
    target_language: str
    outline: Callable[[str, str], Outline] = outline_text
    manner: Manner = field(default_factory=Manner)
    terms_of: Callable[[str], Sequence[Term]] = lambda _language: ()


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

    def __init__(
        self, translators: Translators, memory: Memory, recent: RecentAnswers | None = None
    ) -> None:
        self._translators = translators
        self._memory = memory
        self._knowledge = Knowledge(memory, recent)

    def languages(self) -> list[Language]:
        """Every language that can be translated from or into."""
        return self._translators.languages()

    def detect(self, text: str) -> list[Detection]:
        """The best guesses about the language of a text, best first: one to three.

        A language need not be installed to be guessed. Raises NoPackage when none is installed.
        """
        best, *others = guesses_about(text, installed_codes(self._translators))
        return [best, *(guess for guess in others[: GUESSES - 1] if guess.confidence >= LEAST)]

    def routes(self, order: Order) -> list[Route]:
        """The route of every text, in order.

        Raises NoPackage, UnsupportedLanguage, UnsupportedPair, UnreadLanguage.
        """
        known = installed_codes(self._translators)
        source, target = order.source_language, order.target_language
        for code in [target] if source == AUTO else [source, target]:
            if code not in known:
                raise UnsupportedLanguage(code, self._translators.pairs())
        if source == AUTO:
            routes = [self._detected_route(d, target) for d in detections(order.texts, known)]
        else:
            translator = None if source == target else self._translators.get(source, target)
            routes = [Route(source, None, translator)] * len(order.texts)
        return _with_terms(routes, order.terms_of)

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
            self._memory.correct((route.source_language, target_language), pairs)

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

    def _detected_route(self, detection: Detection, target_language: str) -> Route:
        translator = translator_from(detection, target_language, self._translators)
        return Route(detection.language, detection, translator)


def _with_terms(routes: Sequence[Route], terms_of: Callable[[str], Sequence[Term]]) -> list[Route]:
    """The routes with translators that know the terms; those of one language share one."""
    translators = {route.source_language: route.translator for route in routes}
    termed = {
        code: translator and translator.with_terms(terms_of(code))
        for code, translator in translators.items()
    }
    return [replace(route, translator=termed[route.source_language]) for route in routes]


def _unchanged(source: str) -> Translation:
    return Translation(source, 0.0)
