"""Folds texts, so that searches and sorted lists pass over case and accents."""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

#: Letters of scripts that put no spaces between words (Thai to Khmer, Chinese, Japanese).
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def folded(text: str | None) -> str:
    """``text`` without case, accents and the special shapes of letters; None folds to nothing."""
    apart = unicodedata.normalize("NFKD", (text or "").replace("’", "'"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def has_words(text: str | None, words: str) -> bool:
    """Whether ``words``, folded, stand in ``text`` from the beginning of a word on."""
    return pattern_of(words).search(folded(text)) is not None


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Where ``has_words`` finds ``words``: starts and ends in ``text``, in code points."""
    letters = [folded(letter) for letter in text]
    ends = list(accumulate(map(len, letters)))
    return [
        (bisect_right(ends, match.start()), bisect_right(ends, match.end() - 1) + 1)
        for match in pattern_of(words).finditer("".join(letters))
        if match.group()
    ]


@lru_cache(maxsize=64)
def pattern_of(words: str) -> re.Pattern[str]:
    """What finds ``words`` in folded texts; PostgreSQL reads it, too."""
    wanted = " ".join(folded(words).split())
    inside_is_a_beginning = not wanted[:1].isalnum() or _UNSPACED.match(wanted)
    escaped = r"\s+".join(map(re.escape, wanted.split(" ")))
    return re.compile(escaped if inside_is_a_beginning else rf"(?<!\w){escaped}")
