"""``python -m bench.words`` measures the bundled dictionary and its alignment for docs/words.md.

``--gold FRENCH ENGLISH LINKS`` tells the alignment error rate (Och and Ney, 2003) of hand-aligned
sentences: a sentence a line, its words between spaces, and links as ``3-4`` (sure) or ``3?4``
(possible), French first. ``--text FILE`` tells how many running words of a French text have an
entry. ``--treebank FILE`` tells how often the first entry's lemma is that of a treebank (CoNLL-U).
The repository has no such files.
"""

import argparse
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from webapp.errors import UnknownWord
from webapp.resources import resource
from webapp.words.alignment import Cell, linked
from webapp.words.dictionary import Dictionary
from webapp.words.lookup import Entry, look_up
from webapp.words.tokens import folded_form, french_tokens

Gold = tuple[list[str], list[str], set[Cell], set[Cell]]

#: Parts of speech (Universal Dependencies) that are no words of a dictionary.
_NO_WORDS = {"PUNCT", "PROPN", "NUM", "SYM", "X"}
_LINK = re.compile(r"(\d+)([-?])(\d+)")
#: Forms that are looked up to tell how long one takes.
_TIMED = 2_000


def read_gold(french: Path, english: Path, links: Path) -> Iterator[Gold]:
    """The words of each pair, its sure links, and its sure and possible ones."""
    lines = (file.read_text(encoding="utf-8").splitlines() for file in (french, english, links))
    for one, other, given in zip(*lines, strict=True):
        cells = [((int(i), int(j)), sign) for i, sign, j in _LINK.findall(given)]
        sure = {cell for cell, sign in cells if sign == "-"}
        forms = ([folded_form(word) for word in line.split()] for line in (one, other))
        yield next(forms), next(forms), sure, {cell for cell, _ in cells}


def error_rate(gold: Sequence[Gold], align: Callable[[list[str], list[str]], list[Cell]]) -> float:
    """The alignment error rate over all sentences, from 0 to 1."""
    agreed = total = 0
    for french, english, sure, possible in gold:
        links = set(align(french, english))
        agreed += len(links & sure) + len(links & possible)
        total += len(links) + len(sure)
    return 1 - agreed / total


def coverage(dictionary: Dictionary, text: str) -> tuple[int, int, int]:
    """Running words that are no names or numbers, those with an entry, those with a meaning."""
    words = entries = meanings = 0
    for token in french_tokens(text):
        within = text[: token.start].rstrip()[-1:] not in {"", ".", "!", "?", "…", "«", "—", ":"}
        if token.form[0].isdigit() or (within and text[token.start].isupper()):
            continue
        words += 1
        known = _entries(dictionary, token.form)
        entries += bool(known)
        meanings += any(entry.meanings for entry in known)
    return words, entries, meanings


def lemma_accuracy(dictionary: Dictionary, treebank: str) -> tuple[int, int, int]:
    """Running words but names and numbers, those whose first lemma is right, and whose any is."""
    words = first = some = 0
    for line in treebank.splitlines():
        fields = line.split("\t")
        if len(fields) < 4 or not fields[0].isdigit() or fields[3] in _NO_WORDS:
            continue
        lemmas = [entry.lemma for entry in _entries(dictionary, fields[1])]
        words += 1
        first += lemmas[:1] == [fields[2].lower()]
        some += fields[2].lower() in lemmas
    return words, first, some


def _entries(dictionary: Dictionary, form: str) -> list[Entry]:
    try:
        return look_up(dictionary, form)
    except UnknownWord:
        return []


def _milliseconds(work: Sequence[Callable[[], object]]) -> list[float]:
    times = []
    for piece in work:
        start = time.perf_counter()
        piece()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)


def main() -> None:
    """Measure what the options ask for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs=3, type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--treebank", type=Path)
    asked = parser.parse_args()
    file = resource("dictionaries") / "fr_en.sqlite"
    dictionary = Dictionary(file)
    print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    if asked.gold:
        gold = list(read_gold(*asked.gold))
        print(
            f"AER {error_rate(gold, lambda f, e: linked(dictionary, f, e)):.3f}, {len(gold)} pairs"
        )
        times = _milliseconds([partial(linked, dictionary, f, e) for f, e, *_ in gold])
        print(
            f"a pair takes {statistics.median(times):.2f} ms (median), {times[-1]:.2f} ms at most"
        )
    if asked.treebank:
        treebank = asked.treebank.read_text(encoding="utf-8")
        words, first, some = lemma_accuracy(dictionary, treebank)
        print(f"lemmas of {words} words: {first / words:.1%} first, {some / words:.1%} in an entry")
    if asked.text:
        text = asked.text.read_text(encoding="utf-8")
        words, entries, meanings = coverage(dictionary, text)
        print(
            f"{words} words: {entries / words:.1%} with an entry, {meanings / words:.1%} meanings"
        )
        forms = [token.form for token in french_tokens(text)][:_TIMED]
        times = _milliseconds([partial(_entries, dictionary, form) for form in forms])
        print(
            f"a look-up takes {statistics.median(times):.2f} ms (median), {times[-1]:.2f} at most"
        )


if __name__ == "__main__":
    main()
