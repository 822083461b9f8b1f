"""A source with one sign in the place of each thing that stays, so that no other work touches it.

The signs are of a private plane of Unicode: no letters, no white space, no case. A source's own
characters of such planes are things that stay.
"""

import re
from collections.abc import Callable, Iterable
from unicodedata import category

from webapp.engine.sources.spelling import plain
from webapp.text.exact.kept import kept_spans
from webapp.text.exact.messages import message_spans
from webapp.text.notation.capitals import in_capitals
from webapp.text.notation.figures import figures
from webapp.text.terms.terms import Glossary

_FIRST, _LAST = 0xF0000, 0xFFFFD
_SIGNS = f"{chr(_FIRST)}-{chr(_LAST)}"
#: Code points of the longest source that surely has a sign for each thing that stays.
LONGEST = (_LAST - _FIRST) // 2
#: Any sign, for expressions.
SIGN = f"[{_SIGNS}]"
_ROW = re.compile(f"{SIGN}{{2,}}")
#: A sign alone between brackets or plain quotation marks, of which a model may lose one.
_BRACKETED = re.compile(rf"\({SIGN}\)|\[{SIGN}\]|<{SIGN}>|(?<!\w)(?:'{SIGN}'|\"{SIGN}\")(?!\w)")
_PRIVATE = re.compile("[｟｠\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_QUOTES = "«“„»”"
#: Stands for each character that the model lacks while words with one are looked for.
_LACKED = "\ue000"
#: A word with such a character, from where it begins to the last letter before what closes.
_BEFORE = rf"\s{_QUOTES}'’(\[{_SIGNS}"
_AFTER = rf"[^\s{_QUOTES}.,;:!?…)\]'’{_SIGNS}]"
_WORD = rf"[^{_BEFORE}]*{_LACKED}(?:[^\s{_QUOTES}{_SIGNS}]*{_AFTER})?"
_WORDS = rf"(?>{_WORD}(?:\s+{_WORD})*)"
_LACKED_WORDS = re.compile(rf"(?<![^{_BEFORE}])(?:\({_WORDS}\)|{_WORDS})")
_SHARED = ".,;:!?…)]»”«“„’"

Edit = tuple[int, int, str]


def signs(count: int) -> list[str]:
    """The first ``count`` signs."""
    return [chr(_FIRST + n) for n in range(count)]


class Shadow:
    """``text`` is a source in which signs stand for what was hidden."""

    def __init__(self, source: str) -> None:
        self.text = source
        self._contents: dict[int, str] = {}
        if not source.isascii():
            matches = _PRIVATE.finditer(source)
            self.rewrite((*match.span(), self._signed(match[0])) for match in matches)

    def hide(self, edits: Iterable[Edit]) -> None:
        """Put a sign in the place of each span (ascending offsets), to become its text again."""
        self.rewrite((start, end, self.sign(text)) for start, end, text in edits)

    def rewrite(self, edits: Iterable[Edit]) -> None:
        """Put a text in the place of each span, for the model to read."""
        pieces, at = [], 0
        for start, end, text in edits:
            pieces += [self.text[at:start], text]
            at = end
        if pieces:
            self.text = "".join([*pieces, self.text[at:]])

    def join_neighbours(self) -> None:
        """Make one sign of neighbours, and of one in brackets or quotation marks."""
        self.hide(_as_it_is(_ROW.finditer(self.text)))
        self.hide(_as_it_is(_BRACKETED.finditer(self.text)))

    def shown(self, text: str) -> str:
        """``text`` with what its signs stand for."""
        return text.translate(self._contents) if self._contents else text

    def sign(self, text: str) -> str:
        """A sign that stands for ``text`` and what its signs stand for."""
        return self._signed(self.shown(text))

    def _signed(self, text: str) -> str:
        sign = _FIRST + len(self._contents)
        if sign > _LAST:
            return text  # longer than LONGEST, and without a space to be cut at
        self._contents[sign] = text
        return chr(sign)


def _as_it_is(matches: Iterable[re.Match[str]]) -> Iterable[Edit]:
    return ((*match.span(), match[0]) for match in matches)


def shadow_of(
    source: str,
    *,
    glossary: Glossary,
    lacks: Callable[[str], bool],
    english_figures: bool,
) -> Shadow:
    """A source without what stays, what the model ``lacks``, and the figures that it would change.

    ``english_figures`` says whether these become what English writes, or stay as they stand.
    """
    shadow = Shadow(source)
    text = shadow.text
    shadow.hide((start, end, text[start:end]) for start, end in message_spans(text))
    text = shadow.text
    named = [
        (occurrence.start, occurrence.end)
        for occurrence in glossary.find(text)
        if occurrence.term.is_kept
    ]
    shadow.hide((s.start, s.end, text[s.start : s.end]) for s in kept_spans(text, named))
    amounts = figures(shadow.text, english=english_figures)
    style = str.upper if in_capitals(shadow.text) else str
    shadow.rewrite(
        (f.start, f.end, shadow.sign(style(f.text)) if f.whole else f.text) for f in amounts
    )
    if not source.isascii():
        shadow.hide(_lacked(shadow.text, lacks))
    shadow.join_neighbours()
    return shadow


def _lacked(text: str, lacks: Callable[[str], bool]) -> Iterable[Edit]:
    """The words with a character that the model lacks.

    What shows nothing by itself (a combining mark, a soft hyphen) and what is made plain for the
    model is none.
    """
    shown = {c for c in plain(text) if not c.isascii() and category(c)[0] in "LNPS"}
    lacked = [c for c in shown if c not in _SHARED and lacks(c)]
    if not lacked:
        return []
    marked = text.translate(dict.fromkeys(map(ord, lacked), _LACKED))
    return ((*m.span(), text[slice(*m.span())]) for m in _LACKED_WORDS.finditer(marked))
