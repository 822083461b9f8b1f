"""Signs that models write badly, as they can read them, and back again where they can be found.

Small digits (``CO₂``, ``m²``), fractions and the true minus are rare in training texts; the plain
``CO2``, ``1/2`` and ``-3`` are not, and come through a model unchanged. Small letters (``XIXᵉ``)
and the endings of inclusive French (``étudiant·e·s``) are read without being given back: a target
has its own way to say them.
"""

import re
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
    source = _LETTERS.sub(lambda found: normalize("NFKC", found[0]), source)
    return _GIVEN_BACK.sub(lambda found: _plain_word(found[0]), source)


def given_back(source: str, target: str) -> str:
    """``target`` with the words of ``source`` that ``plain`` changed, where they stand plainly."""
    for word in dict.fromkeys(_GIVEN_BACK.findall(source)):
        target = _with(word, target)
    return target


def _number(found: re.Match[str]) -> str:
    """What an inclusive ending leaves: the plural's s, unless the word has it."""
    before = found.string[found.start() - 1]
    return "s" if found[0].endswith("s") and before not in "sx" else ""


def _plain_word(word: str) -> str:
    return normalize("NFKC", word).replace("⁄", "/").replace("−", "-")


def _with(word: str, target: str) -> str:
    """The target with one spelling; a note's number is looked for behind whatever word."""
    plainly = _plain_word(word)
    found = re.sub(rf"(?<!\w){re.escape(plainly)}(?!\w)", lambda _: word, target)
    small = _NOTE.search(word)
    if found != target or not small:
        return found
    behind = rf"(?<=[^\W\d_]){_plain_word(small[0])}(?!\w)"
    return re.sub(behind, lambda _: small[0], target, count=1)
