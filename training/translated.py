"""Command: pairs of free French texts, and the English that we wrote of them.

    python -m training.translated pairs.tsv training/translated/wikinews.tsv WiNER-fr/201?/*/*.txt

What people wrote and set free teaches more than what we make up, but it is theirs and is not kept
here. ``training/translated`` has our English alone: each line is a key of a French sentence, a tab
and the English. Whoever has the texts joins both again with this.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import click

from training.pairs import Pair
from webapp.text.segmentation.segments import segment_spans

_WORD = re.compile(r"[^\W_]+")
_TEXT = "# text = "
_TAG = re.compile(r"<[^>]*>")
#: How tokens with their numbers begin, marks of paragraphs among them.
_NUMBERED = re.compile(r"\s*(?:<[^>]*>\s*)*1\t")
#: What stands too much in texts that a program took from a wiki or put together of tokens, the
#: numbers of a wiki's notes with it.
_TOO_MUCH = (
    (re.compile(r"_"), " "),
    (re.compile(r"\s*\[\s*\d+\s*\]"), ""),
    (re.compile(r"\s*['’]\s+(?=\w)"), "'"),
    (re.compile(r"\s+(?=[,.)\]…])|(?<=[(\[])\s+|\s+(?=-\w)"), ""),
    (re.compile(r"(?<!\.)\.\.$"), "."),
    (re.compile(r"\s+"), " "),
)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("english", type=click.Path(exists=True, path_type=Path))
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(out: Path, english: Path, texts: tuple[Path, ...]) -> None:
    """Write the pairs of the French TEXTS and their ENGLISH behind those that OUT has."""
    found = list(joined(english, (each for file in texts for each in sentences(file))))
    with out.open("a", encoding="utf-8") as file:
        file.writelines(f"{english.stem}\t{pair.source}\t{pair.target}\n" for pair in found)
    click.echo(f"pairs: {len(found)}")


def joined(english: Path, french: Iterable[str]) -> Iterator[Pair]:
    """The French sentences whose English a file of ``training/translated`` has, each once."""
    lines = english.read_text(encoding="utf-8").splitlines()
    targets = {name: target for name, _, target in (line.partition("\t") for line in lines)}
    for source in french:
        if target := targets.pop(key(source), None):
            yield Pair(source, target)


def key(sentence: str) -> str:
    """16 hexadecimal digits that tell a sentence by its words, whatever stands between them."""
    words = " ".join(_WORD.findall(sentence.casefold()))
    return sha256(words.encode()).hexdigest()[:16]


def sentences(file: Path) -> Iterator[str]:
    """The sentences of a text: of a treebank (``.conllu``), of tokens (``.conll``, or numbered), of
    questions on paragraphs (``.json``, as SQuAD has them), of a page (``.html``), or plain.
    """
    text = file.read_text(encoding="utf-8")
    match file.suffix:
        case _ if _NUMBERED.match(text):
            yield from _of_tokens(text)
        case ".conllu":
            lines = [line for line in text.splitlines() if line.startswith(_TEXT)]
            yield from (tidy(line.removeprefix(_TEXT)) for line in lines)
        case ".conll":
            yield from _of_tokens(text)
        case ".json":
            parts = (
                part for document in json.loads(text)["data"] for part in document["paragraphs"]
            )
            yield from _segments("\n".join(part["context"] for part in parts))
        case ".html":
            yield from _segments(html.unescape(_TAG.sub("", text)))
        case _:
            yield from _segments(text)


def tidy(sentence: str) -> str:
    """A sentence without the blanks and points that it has too many."""
    for pattern, instead in _TOO_MUCH:
        sentence = pattern.sub(instead, sentence)
    return sentence.strip()


def _of_tokens(text: str) -> Iterator[str]:
    """Sentences of lines that begin with a token, or with its number and the token."""
    for part in re.split(r"\n\s*\n", text):
        rows = [line.split() for line in part.splitlines() if _TAG.sub("", line).strip()]
        if rows:
            yield tidy(" ".join(map(_token, rows)))


def _token(row: list[str]) -> str:
    return row[1] if row[0].isdigit() and len(row) > 2 else row[0]


def _segments(text: str) -> Iterator[str]:
    for line in map(tidy, text.splitlines()):
        yield from (line[start:end] for start, end in segment_spans(line))


if __name__ == "__main__":
    main()
