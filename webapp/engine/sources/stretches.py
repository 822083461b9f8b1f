"""A source in stretches of words, between what stands outside its sentence: an item's number, the
name of who speaks, a dash, the columns of a line, the quotation marks of speech.

Each stretch of words is translated alone, so that none of these can get between other words than
in the source. Quotation marks around a few words (a title, a word at a distance) are left to the
model: cut there, the sentence would fall apart. One that opens in the middle of a sentence and
closes in another one goes round it without a cut.

A source that the model does not bring back whole is cut at each thing that stays (the signs of
``webapp.engine.sources.shadow``), too. The marks that follow one (``Tu viens 😀 ?``) then go to the
model with the words before it, to which they belong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from webapp.engine.sources.shadow import SIGN
from webapp.engine.sources.spelling import given_back, plain

_OPENING, _END = "«“„", "»”"
_QUOTE = re.compile(f"[{_OPENING}{_END}]")
_BEHIND = r"(?P<gap>\s*)(?:(?P<marks>[.,;:!?…)\]]+)\s*)?"
_COLUMN = r"[^\S\t]*\t\s*"
_CUT = re.compile(rf"(?P<run>[{_OPENING}{_END}]|{_COLUMN}){_BEHIND}")
_CUT_AT_SIGNS = re.compile(rf"(?P<run>{SIGN}(?:\s*{SIGN})*|[{_OPENING}{_END}]|{_COLUMN}){_BEHIND}")
_CAPITAL = "[^\\W\\d_a-zà-ÿœ]"
#: Before what somebody says, and before the items of a list that is plain text.
_DASH = rf"(?:[-–—•·*▪◦‣●○■►▶✓]|--)(?:\s+(?=\S)|(?<=[-–—])(?={_CAPITAL}))"
#: ``a)``, ``(iv)``, ``3.``, ``1.2``, ``§ 3``; an initial (``A. Dupont``) is none.
_NUMBER = (
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})\)|\d{1,3}[.°]|[a-z]\.|[IVX]{2,5}\."
    rf"|\d{{1,3}}(?:\.\d{{1,3}})+(?:\.|\.?(?=\s+{_CAPITAL}))|§\s*\d{{1,4}}(?=\s+{_CAPITAL}))\s+(?=\S)"
)
_LEAD = re.compile(rf"\s*+(?:{_DASH})?(?:{_NUMBER})?")
#: One to three words with capitals, or a thing that stays, before a colon.
_NAME = rf"{_CAPITAL}[\w'’.-]*"
_SPEAKER = re.compile(
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}}|{SIGN})(?P<colon>\s?:)(?P<blank>\s+)(?=\S)"
)
#: What a caption stands in.
_BRACKETS = re.compile(r"(?P<opening>[\[(♪]\s*)(?P<words>[^\[\]()♪]*[^\[\]()♪\s])\s*[\])♪]\s*$")
_CLOSING = ".,;:!?…)]»”"
#: How quotation marks that go round the model are written in the target, by the pair's languages.
QUOTES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({("fr", "en"): ("“", "”")})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words and what goes round the model behind them (``run``), if anything.

    ``lent`` are the marks behind that run that go to the model with the words, and ``rest`` is what
    follows, up to the next words. ``loose`` is a quotation mark that stood ``at`` so many code
    points of the words.
    """

    words: str
    run: str = ""
    lent: str = ""
    rest: str = ""
    loose: str = ""
    at: int = 0

    @property
    def text(self) -> str:
        """What the model is given."""
        return plain(self.words) + self.lent

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate."""
        return has_words(self.words)

    def restored(self, target: str) -> str:
        """The target of ``text`` with the run in it; what has no words is as in the source."""
        if not self.has_words:
            return self.words + self.run + self.lent + self.rest
        target = self._loosened(given_back(self.words, target))
        if not self.lent:
            return target + self.run + self.rest
        bare = target.rstrip(_CLOSING)
        if bare == target:
            return target + self.run + self.lent + self.rest
        bare = bare.rstrip()
        return bare + self.run + target[len(bare) :] + self.rest

    def _loosened(self, target: str) -> str:
        """The target with the loose mark before the word that is as far along as in the source."""
        if not self.loose:
            return target
        wanted = self.at / len(self.words) * len(target)
        starts = (word.start() for word in re.finditer(r"\S+", target))
        start = min(starts, key=lambda at: abs(at - wanted), default=0)
        return target[:start] + self.loose + target[start:]


def has_words(source: str) -> bool:
    """Whether there is anything to translate."""
    return any(map(str.isalpha, source))


def stretches(
    source: str, quotes: tuple[str, str] | None = None, *, at_signs: bool = False
) -> Iterator[Stretch]:
    """``source`` cut behind what leads it, its columns, its speech and, if asked for, its signs.

    ``quotes`` are put in the place of the quotation marks around speech, which is left whole
    without them.
    """
    lead = _LEAD.match(source)
    at = lead.end() if lead else 0
    if at:
        yield Stretch("", run=source[:at])
    if speaker := _SPEAKER.match(source, at):
        at = speaker.end()
        yield Stretch(speaker["name"], run=(":" if quotes else speaker["colon"]) + speaker["blank"])
    if within := _BRACKETS.match(source, at):
        at = within.start("words")
        yield Stretch("", run=within["opening"])
    end = within.end("words") if within else max(at, len(source.rstrip()))
    yield from _cut(source[:end], at, quotes, _CUT_AT_SIGNS if at_signs else _CUT)
    if end < len(source):
        yield Stretch("", run=source[end:])


def _cut(
    source: str, at: int, quotes: tuple[str, str] | None, pattern: re.Pattern[str]
) -> Iterator[Stretch]:
    """What stands from ``at`` on."""
    lifted = set(_speech(source, at)) if quotes else set()
    for match in pattern.finditer(source, at):
        mark = match["run"]
        if mark not in _OPENING + _END:
            whole = _stretch(source, at, match, mark, quotes)
            ends = match.end() in lifted and source.startswith(tuple(_END), match.end())
            yield replace(whole, rest=whole.rest.rstrip()) if ends else whole
        elif match.start() not in lifted:
            continue
        elif quotes:
            yield _quoting(_stretch(source, at, match, quotes[mark in _END], quotes), mark in _END)
        at = match.end()
    if at < len(source):
        yield _loose(Stretch(source[at:]), quotes)


def _stretch(
    source: str, at: int, match: re.Match[str], run: str, quotes: tuple[str, str] | None
) -> Stretch:
    """The words from ``at`` on, and what was found behind them."""
    before = source[at : match.start()]
    words = before.rstrip()
    lends = match["marks"] and not words.endswith(tuple(_CLOSING))
    lent = match["gap"] + match["marks"] if lends else ""
    rest = source[match.end("run") + len(lent) : match.end()]
    # an article that lost its vowel (« d'Łódź ») is a word of its own in the target
    gap = before[len(words) :] or (" " if words.endswith(("'", "’")) else "")
    return _loose(Stretch(words, gap + run, lent, rest), quotes)


def _loose(stretch: Stretch, quotes: tuple[str, str] | None) -> Stretch:
    """The stretch without a quotation mark that opens in it and does not close."""
    words = stretch.words
    *_, (start, end) = [(0, 0), *_quotations(words)]
    if not quotes or start <= 0 or end < len(words) or not stretch.has_words:
        return stretch
    rest = words[:start] + words[start + 1 :].lstrip()
    return replace(stretch, words=rest, loose=quotes[0], at=start)


def _quoting(stretch: Stretch, is_end: bool) -> Stretch:
    """The stretch without the spaces that French has inside its quotation marks."""
    if is_end:
        return replace(stretch, run=stretch.run.lstrip())
    return replace(stretch, rest=stretch.rest.lstrip())


def _speech(source: str, at: int) -> Iterator[int]:
    """Where, from ``at`` on, the outermost quotation marks around speech stand.

    Speech begins a segment or stands behind a colon, and fills the rest of it; it can go on from
    the segment before, with words behind it, and into the next, with a capital behind words. Where
    words follow what began here (``« Oui », dit-il.``) it is left to the model, which would not
    know who says them.
    """
    last = next((n for n in reversed(range(len(source))) if source[n].isalnum()), -1)
    for start, end in _quotations(source):
        if start < at or (end > last and _begins(source, at, start, end)):
            yield from (start, end)


def _begins(source: str, at: int, start: int, end: int) -> bool:
    """Whether speech begins at ``start``: at ``at``, behind a colon, or as a sentence goes on."""
    before = source[at:start].rstrip()
    goes_on = end == len(source) and source[start + 1 :].lstrip()[:1].isupper()
    return not before or before.endswith(":") or goes_on


def _quotations(source: str) -> Iterator[tuple[int, int]]:
    """The outermost quotations; -1 and the length stand for an edge that one reaches over."""
    opened: list[int] = []
    for quote in _QUOTE.finditer(source):
        if quote[0] in _OPENING:
            opened.append(quote.start())
        else:
            start = opened.pop() if opened else -1
            if not opened:
                yield start, quote.start()
    if opened:
        yield opened[0], len(source)
