"""``python -m bench.words`` measures the bundled dictionary and its alignment for docs/words.md.

``--gold FRENCH ENGLISH LINKS`` tells the alignment error rate (Och and Ney, 2003) of hand-aligned
sentences: a sentence a line, its words between spaces, and links as ``3-4`` (sure) or ``3?4``
(possible), French first. ``--text FILE`` tells how many running words of a French text have an
entry. ``--treebank FILE`` tells how often the lemma that a card shows first is that of a treebank
(CoNLL-U, Universal Dependencies). The repository has no such files.
"""

import argparse
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from training.dictionary.disambiguation import Word, sentences
from webapp.errors import UnknownWord
from webapp.resources import resource
from webapp.words.alignment import Cell, linked
from webapp.words.dictionary import Dictionary
from webapp.words.disambiguation import lexemes_in
from webapp.words.lookup import Entry, look_up
from webapp.words.tokens import folded_form, french_tokens

Gold = tuple[list[str], list[str], set[Cell], set[Cell]]

#: Parts of speech (Universal Dependencies) that are no words of a dictionary, and those of content.
_NO_WORDS = {"PUNCT", "PROPN", "NUM", "SYM", "X"}
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV"}
#: Lemmas of pronouns and determiners that are habits of the treebanks, and those of a dictionary.
_HABITS = {
    "moi": {"je", "me"},
    "toi": {"tu", "te"},
    "soi": {"se"},
    "lui": {"il", "elle", "elles", "le", "eux"},
    "eux": {"ils", "elles", "le", "leur"},
    "son": {"mon", "ton", "notre", "votre", "leur"},
    "sien": {"mien", "tien", "nôtre", "vôtre", "leur"},
    "un": {"des", "de"},
    "de le": {"du", "des", "duquel"},
    "à le": {"au", "aux", "auquel"},
}
_LINK = re.compile(r"(\d+)([-?])(\d+)")
#: Words drawn by chance, with the verdicts on their meanings (docs/words.md).
JUDGED = Path(__file__).with_name("judged_words.tsv")
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


@dataclass
class Lemmas:
    """How many words were looked up, and of how many the lemma is the treebank's.

    ``habits`` are further ones whose lemma differs by a habit of the treebank; ``content`` and
    ``content_right`` count nouns, verbs, adjectives and adverbs alone.
    """

    words: int = 0
    right: int = 0
    habits: int = 0
    content: int = 0
    content_right: int = 0

    def count(self, word: Word, lemma: str) -> None:
        """Count a word of the treebank that has this lemma on its card."""
        right, content = lemma in word.lemma.split(), word.part in _CONTENT
        self.words += 1
        self.right += right
        self.habits += not right and (lemma in _HABITS.get(word.lemma, ()))
        self.content += content
        self.content_right += content and right


def lemma_accuracy(dictionary: Dictionary, treebank: str, *, context: bool = True) -> Lemmas:
    """The lemmas of running words that are no names, numbers or signs, in their sentences.

    Without ``context`` each form has its likeliest lemma. A contraction (du) is one word, of either
    of its parts' lemmas; what the dictionary cuts otherwise (d'abord) counts where it begins.
    """
    lemmas = Lemmas()
    for text, words in sentences(treebank):
        tokens = french_tokens(text)
        forms = [token.form for token in tokens]
        [lexemes] = lexemes_in(dictionary, [forms])
        likeliest = dictionary.lexemes(forms)
        starts = {token.start: n for n, token in enumerate(tokens)}
        for word in words:
            n = starts.get(word.start)
            if n is None or word.part in _NO_WORDS or forms[n][0].isdigit():
                continue
            lexeme = lexemes[n] if context else likeliest.get(forms[n])
            lemmas.count(word, lexeme.lemma.lower() if lexeme else "")
    return lemmas


def judged(file: Path) -> dict[str, Counter[str]]:
    """How many words of each kind of text got which verdict, by a table of words judged by hand."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, _form, _lemma, verdict = line.split("\t")
        counts[kind][verdict] += 1
    return counts


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


def _print_judged() -> None:
    for kind, verdicts in judged(JUDGED).items():
        words = verdicts.total() - verdicts["foreign"]
        right = verdicts["first"] + verdicts["three"]
        print(
            f"{kind}, {words} words judged: {right / words:.1%} right among the first three,"
            f" {verdicts['first'] / words:.1%} the first"
        )


def _print_gold(dictionary: Dictionary, files: Sequence[Path]) -> None:
    gold = list(read_gold(*files))
    print(f"AER {error_rate(gold, lambda f, e: linked(dictionary, f, e)):.3f}, {len(gold)} pairs")
    times = _milliseconds([partial(linked, dictionary, f, e) for f, e, *_ in gold])
    print(f"a pair takes {statistics.median(times):.2f} ms (median), {times[-1]:.2f} ms at most")


def _print_treebank(dictionary: Dictionary, treebank: Path) -> None:
    for context in (False, True):
        lemmas = lemma_accuracy(dictionary, treebank.read_text(encoding="utf-8"), context=context)
        print(
            f"{treebank.name}, {'with' if context else 'without'} context: lemmas of"
            f" {lemmas.words} words {lemmas.right / lemmas.words:.1%},"
            f" but for habits {(lemmas.right + lemmas.habits) / lemmas.words:.1%}; of"
            f" {lemmas.content} of content {lemmas.content_right / lemmas.content:.1%}"
        )


def _print_text(dictionary: Dictionary, text: str) -> None:
    words, entries, meanings = coverage(dictionary, text)
    print(f"{words} words: {entries / words:.1%} with an entry, {meanings / words:.1%} meanings")
    forms = [token.form for token in french_tokens(text)][:_TIMED]
    times = _milliseconds([partial(_entries, dictionary, form) for form in forms])
    print(f"a look-up takes {statistics.median(times):.2f} ms (median), {times[-1]:.2f} at most")


def main() -> None:
    """Measure what the options ask for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", nargs=3, type=Path)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--treebank", nargs="*", type=Path, default=[])
    asked = parser.parse_args()
    file = resource("dictionaries") / "fr_en.sqlite"
    dictionary = Dictionary(file)
    print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    _print_judged()
    if asked.gold:
        _print_gold(dictionary, asked.gold)
    for treebank in asked.treebank:
        _print_treebank(dictionary, treebank)
    if asked.text:
        _print_text(dictionary, asked.text.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
