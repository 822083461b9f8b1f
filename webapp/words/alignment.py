"""Which English word stands for which French word, in any pair of sentences, without the engine.

The dictionary says how usual each link is in both directions; links compete (Melamed, 2000), and
those that win say where their neighbours may be found.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from webapp.words.dictionary import Dictionary
from webapp.words.tokens import Token, english_tokens, french_tokens

#: How usual the link of equal words (names, numbers) is taken to be, and of those that begin alike.
_EQUAL, _ALIKE = 0.7, 0.25
#: Words begin alike that share so many letters and so much of the longer one.
_ALIKE_LETTERS, _ALIKE_SHARE = 4, 0.6
#: Places by which a link may be off before its chance falls to a half.
_SLACK = 4.0
#: A link is taken where it has so much of its words' chances; a later one may have less.
_SURE, _LIKELY = 0.3, 0.08
#: A link of less than that is chance.
_LEAST = 0.004

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordPair:
    """A French word and the English word that stands for it: half-open offsets in both texts."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


def align(dictionary: Dictionary, source: str, target: str) -> list[WordPair]:
    """The pairs of words of a French sentence and its English translation, in French order.

    A word may be in several pairs or in none. Raises DictionaryUnavailable.
    """
    ours, theirs = french_tokens(source), english_tokens(target)
    cells = linked(dictionary, [t.form for t in ours], [t.form for t in theirs])
    return [_pair(ours[i], theirs[j]) for i, j in cells]


def align_languages(
    dictionary: Dictionary, languages: tuple[str, str], source: str, target: str
) -> list[WordPair]:
    """What ``align`` gives, for texts in either direction; nothing for other languages."""
    if languages == ("fr", "en"):
        return align(dictionary, source, target)
    if languages != ("en", "fr"):
        return []
    turned = align(dictionary, target, source)
    return [
        WordPair(pair.target_start, pair.target_end, pair.source_start, pair.source_end)
        for pair in turned
    ]


def _pair(one: Token, other: Token) -> WordPair:
    return WordPair(one.start, one.end, other.start, other.end)


def linked(dictionary: Dictionary, french: Sequence[str], english: Sequence[str]) -> list[Cell]:
    """The numbers of French and English words that go together, in order."""
    usual = _usual(dictionary, french, english)
    slope = len(english) / max(len(french), 1)
    anchors = _winners(
        {cell: u * _near(cell[1] - cell[0] * slope, 2) for cell, u in usual.items()}, _SURE
    )
    for _ in range(2):
        expected = _expectation(anchors, len(french), len(english))
        chances = {cell: u * _near(cell[1] - expected[cell[0]]) for cell, u in usual.items()}
        anchors = _winners(chances, _SURE)
    return sorted(_grown(anchors, _winners(chances, _LIKELY)))


def _usual(
    dictionary: Dictionary, french: Sequence[str], english: Sequence[str]
) -> dict[Cell, float]:
    """How usual each link is, by the dictionary or by the words' looks; only those above chance."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, word in enumerate(english):
        places[dictionary.english_lemma(word)].append(j)
    usual: dict[Cell, float] = {}
    for i, form in enumerate(french):
        links = dictionary.links(dictionary.class_of(form))
        for lemma in places.keys() & links.keys():
            forth, back = links[lemma]
            usual |= {(i, j): (forth * back) ** 0.5 + 0.1 * max(forth, back) for j in places[lemma]}
        if not links or form[0].isdigit():
            usual |= {(i, j): look for j, word in enumerate(english) if (look := _look(form, word))}
    return {cell: u for cell, u in usual.items() if u >= _LEAST}


def _look(one: str, other: str) -> float:
    if one == other:
        return _EQUAL
    shared = len(list(takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False))))
    alike = shared >= max(_ALIKE_LETTERS, _ALIKE_SHARE * max(len(one), len(other)))
    return _ALIKE if alike else 0.0


def _near(apart: float, times: float = 1.0) -> float:
    return 1 / (1 + (apart / (_SLACK * times)) ** 2)


def _winners(chances: Mapping[Cell, float], least: float) -> set[Cell]:
    """The cells that are likeliest for both their words, and have enough of both words' chances."""
    rows: dict[int, float] = defaultdict(float)
    columns: dict[int, float] = defaultdict(float)
    for (i, j), chance in chances.items():
        rows[i] += chance
        columns[j] += chance
    taken: set[Cell] = set()
    free_rows, free_columns = set(rows), set(columns)
    for cell in sorted(chances, key=lambda cell: -chances[cell]):
        i, j = cell
        share = chances[cell] ** 2 / (rows[i] * columns[j])
        if i in free_rows and j in free_columns and share >= least:
            taken.add(cell)
            free_rows.remove(i)
            free_columns.remove(j)
    return taken


def _expectation(anchors: Iterable[Cell], rows: int, columns: int) -> list[float]:
    """Where each French word's English may be expected: between those of its neighbours."""
    known = [(-1, -1), *sorted(anchors), (rows, columns)]
    places = [i for i, _ in known]
    expected = []
    for i in range(rows):
        n = bisect_left(places, i)
        if places[n] == i:
            before, after = known[n - 1], known[n + 1]
        else:
            before, after = known[n - 1], known[n]
        share = (i - before[0]) / (after[0] - before[0])
        expected.append(before[1] + share * (after[1] - before[1]))
    return expected


def _grown(anchors: set[Cell], likely: set[Cell]) -> set[Cell]:
    """The anchors, and likely links beside them (Koehn and others, 2003: grow-diag)."""
    links = set(anchors)
    for i, j in sorted(likely - anchors):
        beside = any((i + di, j + dj) in links for di in (-1, 0, 1) for dj in (-1, 0, 1))
        if beside or not links:
            links.add((i, j))
    return links
