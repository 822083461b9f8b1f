"""Finds where the segments of a paragraph end.

One compiled expression walks the paragraph once. It stops at runs of ``. ! ? …`` together with the
quotes, brackets and footnote marks that close after them. Only at these stops does Python look
further, never beyond a fixed window, so the time is linear whatever the text. It looks at

* the word before: an abbreviation, an initial and an enumerator behave differently;
* the word after: a capital (which proves nothing AMONG CAPITALS), a small letter, a number, an
  opening quote or a dash;
* the brackets: whether one that opened in the segment is still open;
* the items: whether the number or letter that follows is the next after that of the last item.

The words themselves are in ``data/``.
"""

import re

from webapp.text.blanks import BLANK, trimmed
from webapp.text.segmentation.items import CAPITAL, Items
from webapp.text.segmentation.rules import Ending, Rules, rules_for

# How far the cutter looks, in code points: before a point, and after a point inside a bracket.
WINDOW = 24
BRACKET_WINDOW = 400
# A word of at most so many letters may be an abbreviation that no list has.
SHORT = 4

_CANDIDATE = re.compile(
    rf"""
    (?P<mark> [.!?…‽؟۔।。！？]++ (?: {BLANK}? [.!?…]++ (?= {BLANK} | [»”"’')\]] | \Z ) )*+ )
    (?P<tail> (?: {BLANK}{{0,2}} [»”›)\]」』）]
              | ["'’“] (?!\w)
              | [.!?…]++
              | {BLANK}? \[ \d{{1,3}} \]                # a note's mark: fin. [1]
              | \[ [^\[\]\n]{{1,24}}+ \]                # fin.[a]  fin.[note 3]
              | \( (?: \d{{1,2}} | [a-z] ) \)
              | [*†‡_]{{1,3}}+ (?!\w)                   # and the closing marks of *italics.*
              | [¹²³⁰⁴-⁹]++
              | (?: (?<= [^\W\d_][.!?…»”)] ) | (?<= [»”)]\. )       # fin.1  fin ?1  fin.1,2
                  | (?<= [.!?…\s][»”)] ) | (?<= \s[!?] ) )
                \d{{1,3}} (?: , {BLANK}? \d{{1,3}} ){{0,4}}+ (?= {BLANK} )
              )*+ )
    (?P<gap> {BLANK}*+ )
    | (?P<semicolon> ; ) {BLANK}++ (?= {CAPITAL} | \(? \w{{1,4}} [)°] | [•–-] )
    """,
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"""
    (?P<enumerator> \(? (?: [a-z] | [ivx]{{1,4}} | \d{{1,2}} ) [)°] (?= {BLANK} ) )?
    (?: [«“"‘'‹„(\[¿¡*_—–•-] {BLANK}{{0,2}} ){{0,6}}
    (?P<word> [^\W\d_]{{0,20}} ['’]? )
    """,
    re.VERBOSE,
)
_OPENERS = "«‹“„‘\"'([{*_"
_BRACKET = re.compile(r"[()\[\]]")
_INITIALS = re.compile(r"(?: [^\W\d_]{2,20} - )? (?: [^\W\d_] h? \.-? )*+ [^\W\d_] h?", re.VERBOSE)
_NUMERAL = re.compile(r"[IVXLCDM]+|[A-Z]")
_ADDRESS = re.compile(r"[/\\@=_]|www")
# Names of brands such as iPhone and eBay; units such as kWh and pH do not match.
_HUMPED = re.compile(r"[a-z][A-Z][a-z]{2}")
_UNSPACED = frozenset("。！？।")


def split_segments(text: str, language: str = "fr") -> list[str]:
    """The segments of one paragraph in order, without their outer white space."""
    return [text[start:end] for start, end in segment_spans(text, language)]


def segment_spans(text: str, language: str = "fr") -> list[tuple[int, int]]:
    """The half-open offsets of the segments in one paragraph, in code points.

    They are in order and do not overlap. Only white space stands outside them.
    """
    cutter = _Cutter(text, rules_for(language))
    ends = [end for match in _CANDIDATE.finditer(text) if (end := cutter.end(match))]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return [span for start, end in spans if (span := trimmed(text, start, end))]


class _Cutter:
    """Decides in reading order which candidates end a segment, and counts open brackets."""

    __slots__ = ("counted", "depth", "items", "quoted", "quotes", "rules", "start", "text")

    def __init__(self, text: str, rules: Rules) -> None:
        self.text = text
        self.rules = rules
        self.items = Items(text, rules.labels)
        self.start = 0  # offset of the segment being read
        self.depth = 0  # brackets that are open in the segment
        self.counted = 0  # offset up to which brackets are counted
        self.quotes = 0  # straight quotes in the paragraph
        self.quoted = 0  # offset up to which straight quotes are counted

    def end(self, match: re.Match[str]) -> int:
        """The offset at which this candidate ends a segment, or 0 when it ends none."""
        past = match.end()
        after = _NEXT.match(self.text, past)
        if past == len(self.text) or after is None:
            return 0
        ends = self._semicolon_ends if match["semicolon"] else self._mark_ends
        if not ends(match, after) or self._in_brackets(past):
            return 0
        self.start, self.depth = past, 0
        return past + self._closing_quote(past)

    def _semicolon_ends(self, match: re.Match[str], after: re.Match[str]) -> bool:
        """Whether an item follows: ``; b) …``, ``; – …`` after ``– …``, or ``; Le …``."""
        following = self.text[match.end()]
        if following in "•–-":
            return self.text[self.start : self.start + 2].strip() == following
        if self._is_loud(self._words_before(match.start()), after):
            return bool(after["enumerator"])
        if _lower(after["word"]) in self.rules.particles:
            named = self.text[after.end() : after.end() + 2].lstrip()[:1].isupper()
            return not named and self._is_starter(after["word"])  # Le Havre ; Le Mans
        return bool(after["enumerator"]) or self._is_starter(after["word"])

    def _mark_ends(self, match: re.Match[str], after: re.Match[str]) -> bool:
        mark, word = match["mark"], after["word"]
        if not match["gap"]:
            unspaced = mark[-1] in _UNSPACED and not match["tail"]
            return unspaced or self._space_is_missing(match, word)
        if mark == "." and not self._point_may_end(match, after):
            return False
        if after["enumerator"]:
            return True
        following = self._following(after)
        if following.islower() and not _HUMPED.match(word):
            return self.items.follows(match.end()) or (mark == "." and self._runs_on(match, word))
        if following in ",;:)]»”%/":
            return False
        if mark[-1] in ".…" and self._is_omission(match):
            return False
        return not following.isdigit() or mark == "." or not mark.strip("!?")

    def _following(self, after: re.Match[str]) -> str:
        return after["word"][:1] or self.text[after.end() : after.end() + 1]

    def _is_omission(self, match: re.Match[str]) -> bool:
        """Whether the mark only stands for omitted words, as in ``[…]`` and ``(...)``."""
        return self.text[match.start() - 1 : match.start()] in ("(", "[") and (
            match["tail"][-1:] in (")", "]")
        )

    def _runs_on(self, match: re.Match[str], word: str) -> bool:
        """Whether a segment begins without its capital: ``trop tard. il partit``."""
        before = self.text[max(self.start, match.start() - 3) : match.start()]
        return not match["tail"] and word in self.rules.subjects and _is_small(before, 3)

    def _space_is_missing(self, match: re.Match[str], word: str) -> bool:
        """Whether a space is missing after the mark: ``fin.Le``, ``non!Si``.

        Small letters stand before the mark, and a word that opens segments follows. Before a point
        at least three letters are asked for, because abbreviations and domains have points too.
        """
        window = self.text[max(self.start, match.start() - WINDOW) : match.start()]
        letters = 3 if match["mark"][0] == "." else 2
        return (
            not match["tail"]
            and self._is_starter(word)
            and _is_small(window[-letters:], letters)
            and not _ADDRESS.search(window.split()[-1])
        )

    def _point_may_end(self, match: re.Match[str], after: re.Match[str]) -> bool:
        """Whether the point may end a segment, and is not part of an abbreviation or a number."""
        at = match.start()
        if self.items.is_enumerator(self.start, at):
            return False
        words = self._words_before(at)
        if not words or self.text[at - 1].isspace():
            return True
        token = bare_word(words[-1])
        if token.isdecimal():
            return _lower(after["word"]) not in self.rules.counted
        ending = self._ending(words, token)
        if ending is None and not (token[:1].isupper() and _INITIALS.fullmatch(token)):
            may_be_short = not match["tail"] and _may_be_short_for(token)
            return not (may_be_short and self.items.number_follows(match.end()))
        if ending is not None and match["tail"][:1].isdigit():
            return False
        return self._short_form_ends(words, token, ending, after)

    def _short_form_ends(
        self, words: list[str], token: str, ending: Ending | None, after: re.Match[str]
    ) -> bool:
        """Whether a segment ends after an abbreviation, or after initials, which have no class."""
        if self._is_loud(words, after) and _lower(after["word"]) not in self.rules.loud:
            return False
        if self._is_answer(words, token) and self._following(after).isupper():
            return True
        if ending is None:
            return self._initials_end(words, token, after["word"])
        return self._abbreviation_ends(ending, after)

    def _words_before(self, at: int) -> list[str]:
        """The last words of the segment before ``at``; the first of them may be cut off."""
        return self.text[max(self.start, at - WINDOW) : at].split()

    def _is_loud(self, words: list[str], after: re.Match[str]) -> bool:
        """Whether two words before and after are IN CAPITALS, where a capital proves nothing."""
        at = after.start("word")
        ahead = self.text[at : at + WINDOW].split()[:2]
        return " ".join(words[-2:] + ahead).isupper()

    def _ending(self, words: list[str], token: str) -> Ending | None:
        if token in self.rules.phrase_tails and len(words) > 1:
            ending = self.rules.ending(f"{words[-2].lstrip(_OPENERS)} {token}")
            if ending is not None:
                return ending
        return self.rules.ending(token)

    def _is_answer(self, words: list[str], token: str) -> bool:
        """Whether the abbreviation is really a word, alone before its point: ``No. I will not.``"""
        alone = len(words) == 1 or words[-1][0] in _OPENERS
        return alone and token.lower() in self.rules.starters

    def _abbreviation_ends(self, ending: Ending, after: re.Match[str]) -> bool:
        word, following = after["word"], self._following(after)
        match ending:
            case Ending.NEVER:
                return False
            case Ending.TITLE:
                return self._is_starter(word, particles=False)
            case Ending.STARTER:
                return self._is_starter(word)
            case Ending.NUMBER:
                return following.isupper() and not _NUMERAL.fullmatch(word)
            case Ending.FREE:
                return following.isupper() or bool(after["enumerator"])

    def _initials_end(self, words: list[str], token: str, word: str) -> bool:
        """Whether the point of ``J.`` or ``S.N.C.F.`` ends a segment.

        It does before a word that begins no surname. Initials that stand for a noun, as an article
        before them or several points show, end one before ``Le`` and ``De`` too.
        """
        if self._is_starter(word, particles=False):
            return True
        before = bare_word(words[-2]).lower() if len(words) > 1 else ""
        elided = bare_word(words[-1]) != words[-1].lstrip(_OPENERS)
        noun = elided or before in self.rules.determiners or token.count(".") > 1
        return noun and self._is_starter(word)

    def _is_starter(self, word: str, *, particles: bool = True) -> bool:
        """Whether a capitalised word opens segments; ``particles`` (Le, De) also open surnames."""
        if not word[:1].isupper():
            return False
        lower = _lower(word)
        return lower in self.rules.starters or (particles and lower in self.rules.particles)

    def _in_brackets(self, past: int) -> bool:
        """Whether a bracket that opened in the segment closes only after this candidate."""
        since = max(self.counted, self.start + 1)
        count = self.text.count
        self.depth += count("(", since, past) + count("[", since, past)
        self.depth -= count(")", since, past) + count("]", since, past)
        self.depth, self.counted = max(0, self.depth), max(self.counted, past)
        if not self.depth:
            return False
        bracket = _BRACKET.search(self.text, past, past + BRACKET_WINDOW)
        return bracket is not None and bracket[0] in ")]"

    def _closing_quote(self, past: int) -> int:
        """1 when a straight quote between spaces closes a quotation here, else 0."""
        if self.text[past] != '"' or not self.text[past + 1 : past + 2].isspace():
            return 0
        self.quotes += self.text.count('"', self.quoted, past)
        self.quoted = past
        return self.quotes % 2


def bare_word(token: str) -> str:
    """``token`` without its opening quotes and brackets and without an elided word (l', d')."""
    token = token.lstrip(_OPENERS).replace("\u00ad", "").replace("’", "'")
    return token.rpartition("'")[2]


def _may_be_short_for(token: str) -> bool:
    """Whether ``token`` may be an unlisted abbreviation (``pd``) or a chapter's number (``XV``)."""
    small = len(token) <= SHORT and token.isalpha() and token.islower()
    return small or _NUMERAL.fullmatch(token) is not None


def _lower(word: str) -> str:
    """``word`` as the lists of ``data/`` spell it."""
    return word.lower().replace("’", "'")


def _is_small(letters: str, least: int) -> bool:
    return len(letters) >= least and letters.isalpha() and letters.islower()
