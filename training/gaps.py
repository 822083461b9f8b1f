"""Command: the words of the dictionary that pairs have too seldom for a network to learn them.

    python -m training.gaps dictionaries/fr_en.sqlite pairs.tsv training/written/*.tsv

One a line with its kind, the most usual first. training/written has sentences for such words.
"""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import click

from training.pairs import read_pairs

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KINDS = ("noun", "verb", "adjective", "adverb")


@click.command()
@click.argument("dictionary", type=click.Path(exists=True, path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--usual", default=100, show_default=True, help="Least times in 100 million words.")
@click.option("--seldom", default=12, show_default=True, help="Fewer times than this in the pairs.")
def main(dictionary: Path, files: tuple[Path, ...], usual: int, seldom: int) -> None:
    """Print the DICTIONARY's words that the pairs of FILES seldom have."""
    counts = counted(pair.source for file in files for _, pair in read_pairs(file))
    for lemma, kind in missing(dictionary, counts, usual, seldom):
        click.echo(f"{lemma} ({kind})")


def counted(sources: Iterable[str]) -> Counter[str]:
    """How often French texts have each word, in small letters."""
    return Counter(word for source in sources for word in _WORD.findall(source.lower()))


def missing(
    dictionary: Path, counts: Counter[str], usual: int, seldom: int
) -> Iterator[tuple[str, str]]:
    """Lemmas and kinds of words ``usual`` in French that all forms together have ``seldom``.

    ``usual`` counts in 100 million words, as the dictionary's frequencies do.
    """
    with closing(sqlite3.connect(f"file:{dictionary}?mode=ro", uri=True)) as database:
        forms: defaultdict[int, set[str]] = defaultdict(set)
        for key, form, lexeme in database.execute("SELECT key, form, lexeme FROM forms"):
            forms[lexeme].add((form or key).lower())
        lexemes = database.execute(
            "SELECT id, lemma, kind FROM lexemes WHERE frequency >= ? ORDER BY frequency DESC",
            (usual,),
        )
        for number, lemma, kind in lexemes:
            spelt = forms[number] | {lemma.lower()}
            if kind in _KINDS and lemma.islower() and sum(counts[each] for each in spelt) < seldom:
                yield lemma, kind


if __name__ == "__main__":
    main()
