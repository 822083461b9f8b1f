"""Learns what speaks for each reading of a form, from treebanks, and puts it into the dictionary.

``python -m training.dictionary.disambiguation FILE TREEBANKS…`` reads CoNLL-U (Universal
Dependencies). An averaged perceptron (Collins, 2002) learns the weights of
``webapp/words/disambiguation.py``.
"""

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import click

from webapp.words.dictionary import Dictionary, Lexeme
from webapp.words.disambiguation import Candidate, Disambiguator, places, score
from webapp.words.tokens import french_tokens

#: The dictionary's kinds that a part of speech of the treebanks may be.
KINDS = {
    "ADJ": {"adjective", "number", "determiner"},
    "ADP": {"preposition"},
    "ADV": {"adverb"},
    "AUX": {"verb"},
    "CCONJ": {"conjunction"},
    "DET": {"determiner"},
    "INTJ": {"interjection"},
    "NOUN": {"noun"},
    "NUM": {"number"},
    "PRON": {"pronoun"},
    "SCONJ": {"conjunction"},
    "VERB": {"verb"},
}
#: Parts of speech whose lemmas are habits of a treebank (« il » is of “lui”): the kind decides.
HABITS = {"DET", "PRON"}
#: How often the treebanks are read, and the least weight that is kept.
_ROUNDS, _LEAST = 5, 1.0

Weights = Mapping[str, Mapping[str, float]]


class Word(NamedTuple):
    """A word of a treebank: its offset in its sentence, its lemma and its part of speech."""

    start: int
    lemma: str
    part: str


class Example(NamedTuple):
    """A form with several readings: its signs, the candidates, and which of them are right."""

    signs: Sequence[str]
    candidates: Sequence[Candidate]
    right: Sequence[bool]


def sentences(treebank: str) -> Iterator[tuple[str, list[Word]]]:
    """Each sentence's text and its words, lemmas in small letters.

    A contraction (du) is one word with the lemmas of its parts between blanks.
    """
    for block in treebank.split("\n\n"):
        text, words, last = "", list[Word](), 0
        for fields in (line.split("\t") for line in block.splitlines() if line[:1].isdigit()):
            number, _, end = fields[0].partition("-")
            if "." in number:
                continue
            if int(number) <= last:  # a part of the contraction before it
                before = words[-1]
                words[-1] = Word(before.start, f"{before.lemma} {fields[2].lower()}".strip(), "")
                continue
            last = int(end or number)
            lemma, part = ("", "") if end else (fields[2].lower(), fields[3])
            words.append(Word(len(text) + _clitic(fields[1]), lemma, part))
            text += fields[1] + ("" if "SpaceAfter=No" in fields[9] else " ")
        if words:
            yield text, words


def _clitic(form: str) -> int:
    """How many signs of a pronoun (-t-il) stand before its word."""
    return len(form) - len(form.removeprefix("-t").removeprefix("-")) if form[:1] == "-" else 0


def examples(dictionary: Dictionary, treebank: str) -> Iterator[Example]:
    """The words of a treebank that have several readings, of which some are right."""
    cut = [(french_tokens(text), words) for text, words in sentences(treebank)]
    known = Disambiguator(dictionary, {token.form for tokens, _ in cut for token in tokens})
    for tokens, words in cut:
        at = {word.start: word for word in words}
        for token, place in zip(tokens, places([t.form for t in tokens]), strict=True):
            word, candidates = at.get(token.start), known.of(token.form)
            right = [
                word is not None and is_right(candidate.lexeme, word) for candidate in candidates
            ]
            if any(right) and not all(right):
                yield Example(known.signs(place), candidates, right)


def is_right(lexeme: Lexeme, word: Word) -> bool:
    """Whether a lexeme is that of a treebank's word."""
    lemma, kind = lexeme
    return kind in KINDS.get(word.part, ()) and (word.part in HABITS or lemma == word.lemma)


def learned(some: Sequence[Example], least: float = _LEAST, seed: int = 20) -> Weights:
    """The weights of the signs for each trait, without those below ``least``.

    Each is the mean of what it is after each example.
    """
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    moved: dict[tuple[str, str], float] = defaultdict(float)
    order, chosen, moment = list(some), random.Random(seed), 1
    for _ in range(_ROUNDS):
        chosen.shuffle(order)
        for example in order:
            for sign, trait, step in _steps(example, weights):
                weights[sign][trait] += step
                moved[sign, trait] += step * moment
            moment += 1
    mean: dict[str, dict[str, float]] = defaultdict(dict)
    for (sign, trait), sum_of_steps in moved.items():
        weight = weights[sign][trait] - sum_of_steps / moment
        if abs(weight) >= least:
            mean[sign][trait] = weight
    return mean


def _steps(example: Example, weights: Weights) -> Iterator[tuple[str, str, float]]:
    """What to change where a wrong reading scores best: towards the best right one."""
    weighing = [weights[sign] for sign in example.signs]
    scores = [score(candidate, weighing) for candidate in example.candidates]
    best = max(range(len(scores)), key=lambda n: scores[n])
    if example.right[best]:
        return
    right = max((n for n, yes in enumerate(example.right) if yes), key=lambda n: scores[n])
    for sign in example.signs:
        yield sign, example.candidates[right].trait, 1.0
        yield sign, example.candidates[best].trait, -1.0


def put(file: Path, weights: Weights) -> None:
    """Write the weights into the dictionary, in tenths, instead of those that it has."""
    rows = (
        (sign, "\n".join(f"{trait}\t{round(10 * weight)}" for trait, weight in some.items()))
        for sign, some in sorted(weights.items())
    )
    with closing(sqlite3.connect(file)) as database:
        with database:
            database.execute("DELETE FROM weights")
            database.executemany("INSERT INTO weights VALUES (?, ?)", rows)
        database.execute("VACUUM")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.argument("treebanks", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(file: Path, treebanks: tuple[Path, ...]) -> None:
    """Learn from the TREEBANKS which readings forms have, and put that into the dictionary FILE."""
    put(file, {})
    dictionary = Dictionary(file)
    texts = [treebank.read_text(encoding="utf-8") for treebank in treebanks]
    some = [example for text in texts for example in examples(dictionary, text)]
    weights = learned(some)
    put(file, weights)
    click.echo(f"{len(some)} examples, {sum(map(len, weights.values()))} weights")


if __name__ == "__main__":
    main()
