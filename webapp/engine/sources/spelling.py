"""Signs that models write badly, as they can read them, and back again where they can be found.

Small digits (``CO₂``, ``m²``), fractions and the true minus are rare in training texts; the plain
``CO2``, ``1/2`` and ``-3`` are not, and come through a model unchanged. Small letters (``XIXᵉ``)
and the endings of inclusive French (``étudiant·e·s``) are read without being given back: a target
has its own way to say them.
"""

import re
from collections.abc import Callable
from unicodedata import normalize

_SMALL = "⁰¹²³⁴-⁹₀-₉"
_GIVEN_BACK = re.compile(rf"(?<![^\s(«“„])[^\s(«“„]*[{_SMALL}¼-¾⅐-⅞−](?:[^\s]*[\w{_SMALL}])?")
_LETTERS = re.compile("[ªºʰ-ʸˡ-ˣᵃ-ᵪ]")
_NOTE = re.compile(rf"[{_SMALL}]+$")
#: « étudiant·e·s », « tou‧te‧s », « lecteur·rice·s »; the Catalan l·l is none.
_INCLUSIVE = re.compile(r"(?<=[^\W\d_]{2})(?!(?<=l)·l)(?:[·‧•][^\W\d_]{1,6}){1,2}(?!\w)")


def plain(source: str) -> str:
    """``source`` as a model can read it."""
    if source.isascii():
        return source
    source = _INCLUSIVE.sub(_number, source)
    source = _LETTERS.sub(lambda match: normalize("NFKC", match[0]), source)
    return _GIVEN_BACK.sub(lambda match: _plain_word(match[0]), source)


def given_back(source: str, target: str) -> str:
    """``target`` with the words of ``source`` that ``plain`` changed, where they stand plainly."""
    for word in dict.fromkeys(_GIVEN_BACK.findall(source)):
        target = _with(word, target)
    return target


def _number(match: re.Match[str]) -> str:
    """What an inclusive ending leaves: the plural's s, unless the word has it."""
    before = match.string[match.start() - 1]
    return "s" if match[0].endswith("s") and before not in "sx" else ""


def _plain_word(word: str) -> str:
    return normalize("NFKC", word).replace("⁄", "/").replace("−", "-")


def _with(word: str, target: str) -> str:
    """The target with one spelling; a note's number is looked for behind whatever word."""
    respelled = _respelled(target, _plain_word(word), word, _stands_alone)
    small = _NOTE.search(word)
    if respelled != target or not small:
        return respelled
    return _respelled(target, _plain_word(small[0]), small[0], _stands_behind_a_word)


def _respelled(target: str, old: str, new: str, fits: Callable[[str, str], bool]) -> str:
    """``new`` in the place of each ``old`` that fits what is before and behind it.

    By splitting, as thousands of searches by pattern in one long segment would take minutes.
    """
    result, *others = target.split(old)
    for behind in others:
        result += (new if fits(result[-1:], behind[:1]) else old) + behind
    return result


def _stands_alone(before: str, behind: str) -> bool:
    return not before.isalnum() and not behind.isalnum()


def _stands_behind_a_word(before: str, behind: str) -> bool:
    return before.isalpha() and not behind.isalnum()
