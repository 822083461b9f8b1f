"""Translates for a command or a program, without a library."""

from collections.abc import Callable, Sequence
from typing import cast

from webapp.engine import Translator, Translators
from webapp.errors import EmptyText
from webapp.translation.batches import Knowledge
from webapp.translation.interpreter import Order, Route
from webapp.translation.routing import AUTO, source_language
from webapp.translation.texts import Aligned, AlignedSegment, fill


class DirectInterpreter:
    """Translates orders, all texts of an order from one language.

    ``segments`` are those that were translated, in reading order. ``on_progress`` is that of
    ``texts.fill``.
    """

    def __init__(
        self, translators: Translators, on_progress: Callable[[int, int], object] | None = None
    ) -> None:
        self._translators = translators
        self._on_progress = on_progress
        self.segments: list[AlignedSegment] = []

    def routes(self, order: Order) -> list[Route]:
        """The one route of an order.

        Raises EmptyText for an order without words, NoPackage, UnsupportedPair, and for AUTO
        UnreadLanguage, and BadInput for a text that is in the target language; what ``terms_of`` of
        the order raises.
        """
        if not any(text.strip() for text in order.texts):
            raise EmptyText
        source, target = order.source_language, order.target_language
        if source == AUTO:
            source = source_language("\n".join(order.texts), target, self._translators)
        translator = self._translators.get(source, target).with_terms(order.terms_of(source))
        return [Route(source, None, translator)] * len(order.texts)

    def translate(self, order: Order, routes: Sequence[Route]) -> list[Aligned]:
        """Translate all texts of an order; raises TranslationFailed, Unavailable."""
        source, translator = routes[0].source_language, cast("Translator", routes[0].translator)
        outlines = [order.outline(text, source) for text in order.texts]
        translation_of = fill(
            outlines, translator, Knowledge(), order.manner, on_progress=self._on_progress
        )
        texts = [outline.filled(translation_of) for outline in outlines]
        self.segments += [segment for text in texts for segment in text.segments]
        return texts
