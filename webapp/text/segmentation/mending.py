"""Joins hard-wrapped lines, and the words that were cut at the ends of these lines."""

import re
from collections.abc import Sequence
from itertools import pairwise

from webapp.text.segmentation.rules import Rules
from webapp.text.segmentation.segments import WINDOW, bare_word

# A text that cuts words does so in one line of ten. A text that never cuts words still ends one
# line in two hundred at a hyphen that the word has (peut-être), counted in a novel of 14,000 lines.
FEWEST_CUTS = 1 / 50
# A text of fewer lines shows no habit, so it is taken to cut words.
FEW_LINES = 50

_HYPHENS = ("-", "\u2010", "\u00ac")
_CUT = re.compile(r"[-\u2010\u00ac](?<=[^\W\d_].)[\r\n\u2028]")
_VOWELS = "aeiouyàâéèêëîïôùûü"
_QUOTING = re.compile(r"\A(?:> ?)++")
_WORD = re.compile(r"[\w-]+")


class Mender:
    """Joins the lines of one text by the habits of the whole text and the rules of its language.

    A hyphen at the end of a line cuts a word only in a text that cuts words.
    """

    def __init__(self, text: str, rules: Rules) -> None:
        lines = text.count("\n") or text.count("\r")
        self._rules = rules
        self._cuts_words = lines < FEW_LINES or (
            sum(1 for _ in _CUT.finditer(text)) >= FEWEST_CUTS * lines
        )

    def joined(self, lines: str) -> str:
        """``lines`` as one line: a space stands for a break, none where a word was cut."""
        every = [line.strip() for line in lines.splitlines() if not line.isspace()]
        return "".join(self.parts(_without_quoting(every)))

    def parts(self, lines: Sequence[str]) -> list[str]:
        """What each line adds to the joined line; ``lines`` have no outer white space."""
        return [*(self._led_on(*pair) for pair in pairwise(lines)), lines[-1]]

    def _led_on(self, line: str, following: str) -> str:
        """``line`` as it stands before ``following`` once the two are joined."""
        if line.endswith("\u00ad"):
            return line[:-1]
        if not (line[-1:] in _HYPHENS and line[-2:-1].isalpha() and following[:1].isalpha()):
            return f"{line} "
        return line[:-1] if self._cuts_words and self._is_cut(line, following) else line

    def _is_cut(self, line: str, following: str) -> bool:
        """Whether the printer set the hyphen; that of ``peut-être`` or ``dit-il`` is the word's.

        Small lists of words decide, because there is no dictionary here.
        """
        word, rest = line[-WINDOW:-1].split()[-1], _WORD.match(following)
        right = rest[0].lower() if rest else ""
        compound = "-" in word or "-" in right or (following[0].isupper() and line[-2].islower())
        if compound or bare_word(word).lower() in self._rules.hyphens_before:
            return False
        return right not in self._rules.hyphens_after or _is_doubled(word, right)


def _without_quoting(lines: list[str]) -> list[str]:
    """The lines of a mail that is quoted, without the signs before each but the first."""
    others = lines[1:]
    if others and all(line.startswith(">") for line in others):
        return [lines[0], *filter(None, (_QUOTING.sub("", line) for line in others))]
    return lines


def _is_doubled(word: str, right: str) -> bool:
    """Whether the hyphen parts two equal consonants, as printers do: ``sal-le``, ``sil-ly``."""
    return word[-1] == right[0] and word[-1] not in _VOWELS and word[-2:] != 2 * right[0]
