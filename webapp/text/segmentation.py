"""Where the segments of a paragraph end.

One compiled expression walks the paragraph once and stops at runs of ``. ! ? …`` with the quotes,
brackets and footnote marks that close after them. Only there Python looks around, never further
than ``WINDOW`` code points, so time is linear whatever the text. What it looks for:

* the word before: an abbreviation, an initial, an enumerator, each with its own behaviour;
* the word after: a capital, a small letter, a number, a dash, an opening quote;
* whether a bracket that opened inside the segment is still open.

The words themselves stand in ``data/``.
"""

import re

from webapp.text.languages import Ending, Rules, rules_for

# White space, for this whole room: what Python calls so, and the characters that show nothing.
BLANKS = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
B = rf"\s{BLANKS}"
WINDOW = 24
BRACKET_WINDOW = 400

_CANDIDATE = re.compile(
    rf"""
    (?P<mark> [.!?…‽؟۔।。！？]++ (?: [{B}]?[.!?…]++ (?=[{B}»”"’')\]]|\Z) )*+ )
    (?P<tail> (?: [{B}]{{0,2}}[»”›)\]] | ["'’] (?!\w) | [.!?…]++
              | [{B}]?\[\d{{1,3}}\] | [¹²³⁰⁴-⁹]++ | \(\d{{1,2}}\)
              | (?<=[^\W\d_]\.)\d{{1,3}}(?=[{B}]) )*+ )
    (?P<gap> [{B}]*+ )
    | (?P<semicolon> ;) (?P<rest> [{B}]++ ) (?=[^\W\d_a-zà-öø-ÿ])
    """,
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"""
    (?P<open> (?: [«“"‘'‹„(\[¿¡*_—–-] [{B}]{{0,2}} ){{0,6}} )
    (?P<enumerator> (?: [a-z]\)|\d{{1,3}}[.)°]|[•◦▪‣·]|\([a-z0-9]{{1,2}}\) ) (?=[{B}]) )?
    (?P<word> [^\W\d_]{{0,20}} )
    """,
    re.VERBOSE,
)
_INITIALS = re.compile(r"(?:[^\W\d_][a-z]?\.-?)*[^\W\d_]h?")
_ENUMERATOR = re.compile(r"[(\[§«“\"—–\-\s]*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLCDM]{1,7}|[A-Za-z])")
_NUMERAL = re.compile(r"[IVXLCDM]+|[A-Z]|[ivxlc]+")


def split_segments(text: str, language: str = "fr") -> list[str]:
    """The segments of one paragraph, outer white space off, inner characters as they are."""
    return [text[start:end] for start, end in segment_spans(text, language)]


def segment_spans(text: str, language: str = "fr") -> list[tuple[int, int]]:
    """Half-open offsets, in code points, of the segments of one paragraph.

    They are in order, do not overlap, hold more than white space, and leave out nothing but it.
    """
    cutter = _Cutter(text, rules_for(language))
    ends = [end for match in _CANDIDATE.finditer(text) if (end := cutter.end(match))]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return [span for start, end in spans if (span := trimmed(text, start, end))]


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of ``text[start:end]`` without its outer white space; None if nothing is left."""
    match = _OUTER.match(text, start, end)
    start = match.end() if match else start
    while start < end and (text[end - 1].isspace() or text[end - 1] in BLANKS):
        end -= 1
    return (start, end) if start < end else None


_OUTER = re.compile(rf"[{B}]*+")


class _Cutter:
    """Decides on candidates in reading order; knows where the segment began, and its brackets."""

    __slots__ = ("counted", "depth", "rules", "start", "text")

    def __init__(self, text: str, rules: Rules) -> None:
        self.text = text
        self.rules = rules
        self.start = 0  # of the segment being read
        self.counted = 0  # up to where brackets are counted
        self.depth = 0  # open brackets of this segment

    def end(self, match: re.Match[str]) -> int:
        """The offset at which a segment ends with this candidate, or 0 when none does."""
        if match["semicolon"]:
            return self._after_semicolon(match)
        after = _NEXT.match(self.text, match.end())
        if after is None or match.end() == len(self.text):
            return 0
        end = match.end("tail")
        if not self._may_end(match, after) or self._inside_brackets(end):
            return 0
        self.start, self.depth = match.end(), 0
        return end

    def _after_semicolon(self, match: re.Match[str]) -> int:
        after = _NEXT.match(self.text, match.end())
        if after is None or not self._is_starter(after["word"]):
            return 0
        if self._inside_brackets(match.end()):
            return 0
        self.start, self.depth = match.end(), 0
        return match.end()

    def _may_end(self, match: re.Match[str], after: re.Match[str]) -> bool:
        word, mark = after["word"], match["mark"]
        if not match["gap"]:
            return self._space_is_missing(match, word)
        if after["enumerator"]:
            return True
        following = word[:1] or self.text[after.end() : after.end() + 1]
        if following.islower():
            return False
        if following in ",;:)]»”%/…":
            return False
        if mark != ".":
            return not (following.isdigit() and not set(mark) & set("!?"))
        return self._point_ends(match.start(), word, following)

    def _space_is_missing(self, match: re.Match[str], word: str) -> bool:
        """``fin.Le``: a word of small letters, a mark, a capital that begins a word."""
        before = self.text[max(self.start, match.start() - 3) : match.start()]
        return (
            word[:1].isupper()
            and (word[1:].islower() or self._is_starter(word))
            and len(before) == 3
            and before.isalpha()
            and before.islower()
            and (self._is_starter(word) or match["mark"] != ".")
        )

    def _point_ends(self, at: int, word: str, following: str) -> bool:
        """Whether the single point at ``at`` ends a segment before ``word`` or ``following``."""
        if self._is_enumerator(at):
            return False
        window = self.text[max(self.start, at - WINDOW) : at]
        words = window.split()
        if not words or window[-1:].isspace():
            return True
        token = words[-1].lstrip("«“\"(['‘").replace("\u00ad", "")
        token = token.replace("’", "'").rpartition("'")[2]
        ending = self._ending(words, token)
        if ending is not None:
            return self._abbreviation_ends(ending, word, following)
        if token[:1].isupper() and _INITIALS.fullmatch(token):
            return self._initials_end(words, token, word)
        return True

    def _ending(self, words: list[str], token: str) -> Ending | None:
        if token in self.rules.phrase_tails and len(words) > 1:
            found = self.rules.ending(f"{words[-2]} {token}".lstrip("«“\"(['‘"))
            if found is not None:
                return found
        return self.rules.ending(token)

    def _abbreviation_ends(self, ending: Ending, word: str, following: str) -> bool:
        match ending:
            case Ending.NEVER:
                return False
            case Ending.TITLE:
                return word.lower() in self.rules.starters
            case Ending.STARTER:
                return self._is_starter(word)
            case Ending.NUMBER:
                return self._is_starter(word) or (
                    bool(word) and not _NUMERAL.fullmatch(word) and not following.isdigit()
                )
            case Ending.FREE:
                return not following.isdigit()

    def _initials_end(self, words: list[str], token: str, word: str) -> bool:
        if word.lower() in self.rules.starters:
            return True
        before = words[-2].replace("’", "'").rpartition("'")[2].lower() if len(words) > 1 else ""
        elided = "'" in words[-1] or "’" in words[-1]
        noun = elided or before in self.rules.determiners or token.count(".") > 1
        return noun and self._is_starter(word)

    def _is_starter(self, word: str) -> bool:
        lower = word.lower()
        return word[:1].isupper() and (
            lower in self.rules.starters or lower in self.rules.particles
        )

    def _is_enumerator(self, at: int) -> bool:
        """``1. Le début``: a number or letter alone, at the segment's beginning."""
        return at - self.start <= WINDOW and bool(_ENUMERATOR.fullmatch(self.text, self.start, at))

    def _inside_brackets(self, end: int) -> bool:
        """Whether a bracket that opened inside the segment closes only after this candidate."""
        since = max(self.counted, self.start + 1)
        self.depth += self.text.count("(", since, end) - self.text.count(")", since, end)
        self.depth = max(0, self.depth)
        self.counted = max(self.counted, end)
        return self.depth > 0 and self.text.find(")", end, end + BRACKET_WINDOW) >= 0
