"""Translates texts and files in this process; nothing of them is kept."""

import atexit
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from os import PathLike
from pathlib import Path
from typing import Self

from webapp.engine import ArgosTranslators
from webapp.formats.edition import Edition
from webapp.formats.readers.imported import ImportedDocument
from webapp.formats.term_files import terms_of_file
from webapp.settings import Settings
from webapp.text.terms.term_lists import check_terms
from webapp.text.terms.terms import Term, checked_term
from webapp.translation.direct import DirectInterpreter
from webapp.translation.files import File, FileTranslator
from webapp.translation.interpreter import Order
from webapp.translation.texts import AlignedSegment


class Translator:
    """Translates from one language into another, in as many threads as call it.

    The model is loaded at the first translation. ``with`` closes the translator. ``source`` may be
    ``auto``: the language of each text is then found. ``kept_terms`` are never translated.
    ``glossary`` says how words are translated, or never (None): a mapping, or a file of terms as
    CSV, TSV or TBX; a fault in it is BadInput at the first translation. ``beam_size`` 1 is fast
    and a little worse; ``threads`` are engine workers, 0 one for each core.
    Other settings come from the environment (``VISAVIS_*``).
    """

    def __init__(
        self,
        source: str = "fr",
        target: str = "en",
        *,
        kept_terms: Sequence[str] = (),
        glossary: Mapping[str, str | None] | str | PathLike[str] | None = None,
        beam_size: int | None = None,
        threads: int | None = None,
    ) -> None:
        if isinstance(kept_terms, str):
            raise TypeError("kept_terms is a list of terms, each a str.")
        self.source, self.target = source, target
        self._terms_of = _terms_of(glossary)
        self._translators = ArgosTranslators(
            Settings.from_environment(
                kept_terms=",".join(kept_terms) or None, beam_size=beam_size, threads=threads
            )
        )

    def translate(self, text: str) -> str:
        """The translation of a text, with its line breaks; a text without words stays as it is.

        Raises NoPackage, UnsupportedPair, TranslationFailed, Unavailable, TypeError, and for
        ``auto`` UnreadLanguage, and BadInput for a text that is in the target language already.
        """
        return self.translate_texts([text])[0]

    def translate_texts(self, texts: Sequence[str]) -> list[str]:
        """The translations of several texts of one language, together, which is faster.

        Raises TypeError for what is no text, and what ``translate`` raises.
        """
        if isinstance(texts, str) or not all(isinstance(text, str) for text in texts):
            raise TypeError("A text is a str: translate takes one, translate_texts a list of them.")
        if not any(text.strip() for text in texts):
            return list(texts)
        interpreter = DirectInterpreter(self._translators)
        order = self._order(texts)
        return [each.target for each in interpreter.translate(order, interpreter.routes(order))]

    def align(self, text: str) -> list[AlignedSegment]:
        """Each sentence of a text with its translation, its offsets, score and reasons to doubt."""
        interpreter = DirectInterpreter(self._translators)
        order = self._order([text])
        interpreter.translate(order, interpreter.routes(order))
        return interpreter.segments

    def edition(self, document: ImportedDocument) -> Edition:
        """A document (of ``read``) in both languages, for ``write``."""
        return self._files().edition(document, self.source, self.target)

    def translate_file(self, file: str | PathLike[str], format: str = "") -> File:  # noqa: A002
        """A file translated, as what it was or as ``format`` says, with its new name.

        Its words alone are changed where it can be written in place.
        """
        given = File(Path(file).name, Path(file).read_bytes())
        return self._files().translate(given, self.source, self.target, format)

    def close(self) -> None:
        """Free the model; translating fails afterwards."""
        self._translators.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def _order(self, texts: Sequence[str]) -> Order:
        return Order(
            texts=texts,
            source_language=self.source,
            target_language=self.target,
            terms_of=lambda language: self._terms_of(language, self.target),
        )

    def _files(self) -> FileTranslator:
        interpreter = DirectInterpreter(self._translators)
        return FileTranslator(interpreter, interpreter.routes, terms_of=self._terms_of)


def _terms_of(
    glossary: Mapping[str, str | None] | str | PathLike[str] | None,
) -> Callable[[str, str], Sequence[Term]]:
    """What gives the terms of a glossary for two languages; a file is read now."""
    if glossary is None or isinstance(glossary, Mapping):
        terms = [checked_term(Term(*entry)) for entry in (glossary or {}).items()]
        return partial(_checked, terms)
    return partial(terms_of_file, Path(glossary).read_bytes())


def _checked(terms: Sequence[Term], source: str, target: str) -> Sequence[Term]:
    check_terms(terms, (source, target))
    return terms


def translate(text: str, source: str = "fr", target: str = "en") -> str:
    """The translation of a text; see ``Translator.translate``, also for the errors raised.

    The model stays loaded until the program ends.
    """
    return _lasting(source, target).translate(text)


@cache
def _lasting(source: str, target: str) -> Translator:
    translator = Translator(source, target)
    atexit.register(translator.close)
    return translator
