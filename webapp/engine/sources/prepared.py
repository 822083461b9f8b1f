"""One source on its way to the model and back: all that is not for the model taken off and kept."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from webapp.engine.sources.accents import small_accented
from webapp.engine.sources.pieces import signs_in
from webapp.engine.sources.post_editing import PostEditor
from webapp.engine.sources.rephrasing import phrased_back, rephrased
from webapp.engine.sources.shadow import SIGN, shadow_of, signs
from webapp.engine.sources.stretches import QUOTES, has_words, stretches
from webapp.engine.sources.tagged import TaggedText
from webapp.text.checks import Check, doubts
from webapp.text.exact.accelerators import with_accelerator, without_accelerator
from webapp.text.exact.messages import branches, message_spans, with_branches
from webapp.text.notation.capitals import (
    acronyms,
    in_capitals,
    in_title_case,
    lowered,
    title_case,
)
from webapp.text.notation.ends import (
    has_guillemets,
    with_dashes,
    with_dates,
    with_quotation_marks,
    with_same_end,
)
from webapp.text.terms.terms import Glossary

#: The article of « the 19th century » behind another, and one before a date in figures.
_NO_ARTICLE = re.compile(
    r"(?<=\b[Tt]he )the (?=\d)|(?<=\blate )the (?=\d)|(?<=\bearly )the (?=\d)"
    r"|\b[Tt]he (?=\d{1,2}([./-])\d{1,2}\1\d{2,4}\b)"
)
#: Something that stays within quotation marks.
_QUOTED = re.compile(rf"[«“]\s*({SIGN})\s*[»”]")
_AMOUNT = re.compile(r"[€£$¥%‰°]")


@dataclass(frozen=True)
class Handling:
    """How sources of a pair are handled: their terms, and whether figures become English.

    ``post_editor`` is for packages that make words up.
    """

    source_language: str
    target_language: str
    glossary: Glossary
    english_figures: bool
    post_editor: PostEditor | None = None

    @cached_property
    def pair(self) -> tuple[str, str]:
        """The languages without their regions."""
        return _primary(self.source_language), _primary(self.target_language)

    @cached_property
    def is_french_to_english(self) -> bool:
        """Whether the rules of notation are known."""
        return self.pair == ("fr", "en")


def _primary(code: str) -> str:
    return code.partition("-")[0].lower()


def is_for_the_model(source: str) -> bool:
    """Whether a source can become another text: it has a letter, or an amount to be written."""
    return has_words(source) or bool(_AMOUNT.search(source))


class Prepared:
    """A source as stretches of words in which signs stand for what stays."""

    def __init__(self, source: str, handling: Handling, lacks: Callable[[str], bool]) -> None:
        self._tagged = TaggedText.of(source)
        self._handling = handling
        source = self._tagged.text
        self._shadow = shadow_of(
            source,
            glossary=handling.glossary,
            lacks=lacks,
            english_figures=handling.english_figures and handling.is_french_to_english,
        )
        self._messages = [source[start:end] for start, end in message_spans(source)]
        self._hide_quoted()
        styled, self._restyled = self._styled()
        text, self._accelerator = without_accelerator(styled)
        parts = stretches(text, QUOTES.get(handling.pair))
        #: Each stretch with what the model is given of it, if that is anything.
        self._stretches = [
            (stretch, self._read(stretch.text) if stretch.has_words else "") for stretch in parts
        ]

    def _read(self, text: str) -> str:
        """What the model reads of a stretch's text; one with terms stays as it is."""
        if not self._handling.post_editor or any(self._handling.glossary.find(text)):
            return text
        return rephrased(text)

    def _hide_quoted(self) -> None:
        """Hide the quotation marks around what stays with it."""
        if quotes := QUOTES.get(self._handling.pair):
            quoted = _QUOTED.finditer(self._shadow.text)
            self._shadow.hide((*m.span(), f"{quotes[0]}{m[1]}{quotes[1]}") for m in quoted)

    def _styled(self) -> tuple[str, Callable[[str], str]]:
        """The text without capitals that are a style, and what puts this style on a target."""
        shadow = self._shadow
        if in_capitals(shadow.text):
            text = shadow.text
            shadow.hide((start, end, text[start:end]) for start, end in acronyms(text))
            text = lowered(shadow.text)
            return (small_accented(text) if self._handling.pair[0] == "fr" else text), str.upper
        if self._handling.pair[0] == "fr" and in_title_case(shadow.text):
            return shadow.text.lower(), title_case
        return shadow.text, str

    @property
    def texts(self) -> list[str]:
        """What the model is given, signs numbered from the first in each."""
        return [renumbered(text) for _, text in self._stretches if text]

    @property
    def inner_sources(self) -> list[str]:
        """The texts in the messages and tags of the source, to be translated as sources, too."""
        inside = [
            message[start:end] for message in self._messages for start, end in branches(message)
        ]
        return [*inside, *self._tagged.contents]

    def target(self, targets: Sequence[str], target_of: Callable[[str], str]) -> str:
        """The source's target, from one for each of ``texts`` and of ``inner_sources``."""
        supply = iter(targets)
        pieces: list[str] = []
        for stretch, text in self._stretches:
            target = self._finished(text, next(supply)) if text else ""
            if self._handling.post_editor:
                target = phrased_back(stretch.text, target) if text != stretch.text else target
                if any(map(has_words, pieces)):
                    target = self._handling.post_editor.within_sentence(text, target)
            pieces.append(stretch.restored(target))
        joined = with_accelerator("".join(pieces), self._accelerator)
        whole = self._shadow.shown(self._restyled(joined))
        for message in self._messages:
            whole = whole.replace(message, with_branches(message, target_of))
        if self._handling.is_french_to_english:
            whole = _NO_ARTICLE.sub("", whole)
        return self._tagged.written(whole, target_of)

    def checks(self, target: str, score: float) -> tuple[Check, ...]:
        """The reasons to doubt a target of the whole source."""
        handling = self._handling
        languages = handling.source_language, handling.target_language
        source, bare = self._tagged.text, TaggedText.of(target).text
        checks = {*doubts(source, bare, score, *languages)}
        if not handling.glossary.is_kept_to(source, bare):
            checks.add(Check.TERMS)
        words = " ".join(occurrence.target for occurrence in handling.glossary.find(source))
        if handling.post_editor and handling.post_editor.is_in_doubt(source, bare, words):
            checks.add(Check.MADE_UP)
        return tuple(check for check in Check if check in checks)

    def _finished(self, text: str, target: str) -> str:
        """A target of the renumbered ``text`` with its own signs and the marks of English."""
        target = _as_in(text, target)
        if not self._handling.is_french_to_english:
            return target
        finished = with_same_end(text, target)
        if self._has_guillemets:
            finished = with_quotation_marks(finished)
        return with_dashes(text, with_dates(text, finished))

    @cached_property
    def _has_guillemets(self) -> bool:
        """Whether the whole source has quotation marks of French; looked for once, as it may have
        thousands of stretches.
        """
        return has_guillemets(self._shadow.text)


def renumbered(text: str) -> str:
    """A text with its signs numbered from the first."""
    standing = signs_in(text)
    if not standing:
        return text
    return text.translate(dict(zip(map(ord, standing), signs(len(standing)), strict=True)))


def _as_in(text: str, target: str) -> str:
    """A target of the renumbered ``text`` with the signs of ``text``."""
    standing = signs_in(text)
    if not standing:
        return target
    return target.translate(dict(zip(map(ord, signs(len(standing))), standing, strict=True)))
