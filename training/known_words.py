"""Command: the list of English words that a package's targets are compared with.

    python -m training.known_words PACKAGE CORPUS…

It has the words of the English sides, and those that the package's target vocabulary has as one
piece, for the parent read more English than the corpora have.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from training.pairs import read_pairs
from webapp.engine.packages import WORDS

_WORD = re.compile(r"[^\W\d_]+")
#: What SentencePiece begins the first piece of a word with.
_BEGINNING = "▁"
#: Letters of the shortest word that is listed, and of the shortest piece that is taken for a word.
_SHORTEST, _SHORTEST_PIECE = 3, 4


@click.command()
@click.argument("package", type=click.Path(exists=True, path_type=Path))
@click.argument("corpora", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(package: Path, corpora: tuple[Path, ...]) -> None:
    """Write the list into the folder PACKAGE, from the English sides of the CORPORA."""
    text = (package / "model" / "target_vocabulary.json").read_text(encoding="utf-8")
    targets = (pair.target for file in corpora for _, pair in read_pairs(file))
    words = known_words(targets, json.loads(text))
    (package / WORDS).write_bytes(gzip.compress("\n".join(words).encode(), mtime=0))
    click.echo(f"{len(words)} words")


def known_words(targets: Iterable[str], pieces: Iterable[str]) -> list[str]:
    """The words of English texts and of a vocabulary, in small letters, commonest first.

    What the texts have once is left out, as most of it is slips.
    """
    counts = Counter(word.lower() for target in targets for word in _WORD.findall(target))
    whole = Counter(_whole_words(pieces))
    counts.update(whole)
    listed = [
        word for word in counts if len(word) >= _SHORTEST and (counts[word] > 1 or word in whole)
    ]
    return sorted(listed, key=lambda word: (-counts[word], word))


def _whole_words(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        word = piece.removeprefix(_BEGINNING)
        if word != piece and len(word) >= _SHORTEST_PIECE and word.isalpha():
            yield word.lower()


if __name__ == "__main__":
    main()
