"""Makes the bundled dictionary: ``python -m training.dictionary FILE LEXIQUE CORPUS…``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
import simplemma

from training.dictionary.agreement import Alignment, align
from training.dictionary.corpus import (
    Corpus,
    class_of_forms,
    english_lemmas,
    read_corpus,
    sampled_pairs,
)
from training.dictionary.expressions import expressions
from training.dictionary.genders import gendered
from training.dictionary.lexique import Form, Lexeme, ligatured, read_forms
from training.dictionary.listed import (
    EXPRESSIONS,
    GRAMMAR_WORDS,
    listed_expressions,
    listed_meanings,
    unlisted,
    within_expressions,
)
from training.dictionary.meanings import (
    Background,
    lexemes_of_forms,
    links_of,
    meanings,
    shared,
)
from training.dictionary.write import Contents, write

#: The corpora, and how many pairs of each at most. Everyday language and prose; no manuals but few.
MOST = {
    "tatoeba": 200_000,
    "europarl": 100_000,
    "diabla": 10_000,
    "transread_cut": 10_000,
    "hf_subtitles": 3_000,
    "cds_digital_canada": 4_000,
    "gnome_user_docs": 2_000,
    "mozilla_www": 2_000,
    "opensource_guide": 2_000,
    "cds_gcds_docs": 1_500,
    "open_sdg": 1_000,
    "gc_digital_playbook": 400,
}
#: The longest sources of the largest corpus, in characters.
LONGEST = {"europarl": 130}
#: A form that Lexique lacks is taken when it is seen so often.
_SEEN = 3
#: A word that has a capital so often within sentences is a name.
_NAME = 0.8
#: The most English lemmas that a class is linked with, and the least share of one on either side.
_MOST_LINKS, _LEAST_LINK = 24, 0.004


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("lexique", type=click.Path(path_type=Path, exists=True))
@click.argument("corpora", nargs=-1, type=click.Path(path_type=Path, exists=True))
def main(file: Path, lexique: Path, corpora: tuple[Path, ...]) -> None:
    """Write FILE from Lexique's table LEXIQUE and the CORPORA."""
    forms = list(read_forms(lexique))
    corpus = read_corpus(sampled_pairs(corpora, MOST, LONGEST), class_of_forms(forms))
    click.echo(f"{len(corpus.french.form)} French and {len(corpus.english.form)} English words")
    alignment = align(corpus)
    click.echo(f"{len(alignment.french)} links")
    write(contents(forms, corpus, alignment), file)
    click.echo(f"{file.stat().st_size} bytes")


def contents(forms: list[Form], corpus: Corpus, alignment: Alignment) -> Contents:
    """All of the dictionary, from the lexicon's forms and the corpus' links."""
    forms = [*gendered(forms, corpus), *new_forms(forms, corpus)]
    classes = class_of_forms(forms)

    def class_of(form: str) -> str:
        return classes.get(form, form)

    links = links_of(corpus, alignment, within_expressions(EXPRESSIONS, class_of, corpus))
    lemma_of = english_lemmas(corpus.english.forms.words)
    counts = shared(
        links.counts, lexemes_of_forms([(f.form, f.lexeme, f.frequency) for f in forms]), lemma_of
    )
    known = Background(
        lemma_of, _frequency(links.counts, lemma_of), corpus.english_names, links.particles
    )
    by_class = class_links(corpus, alignment)
    names = {form.form for form in forms if form.lexeme.kind == "name"}
    lemmas: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        lemmas[form.form].add(form.lexeme.lemma)
    words = {word for some in by_class.values() for word, _, _ in some}
    return Contents(
        forms=forms,
        meanings={lexeme: meanings(lexeme, words_, known) for lexeme, words_ in counts.items()}
        | dict(listed_meanings(GRAMMAR_WORDS, counts, lemma_of)),
        expressions=[
            *listed_expressions(EXPRESSIONS, class_of, corpus),
            *unlisted(expressions(corpus, alignment, names), EXPRESSIONS, lemmas),
        ],
        links=by_class,
        english={
            form: lemma for form, lemma in lemma_of.items() if lemma != form and lemma in words
        },
    )


def new_forms(forms: Iterable[Form], corpus: Corpus) -> Iterable[Form]:
    """The forms of the corpus that the lexicon lacks: names, and what simplemma knows."""
    known = {form.form for form in forms}
    counts = Counter(corpus.french.form.tolist())
    total = counts.total() / 1e6
    for number, form in enumerate(corpus.french.forms.words):
        count = counts[number]
        if ligatured(form) in known or count < _SEEN or not form[0].isalpha():
            continue
        if corpus.names[form] >= _NAME * count:
            yield Form(form, Lexeme(form.title(), "name"), "", count / total)
        elif simplemma.is_known(form, "fr"):
            lemma = str(simplemma.lemmatize(form, "fr")).lower()
            yield Form(form, Lexeme(lemma, "word"), "", count / total)


def class_links(corpus: Corpus, alignment: Alignment) -> dict[str, list[tuple[str, int, int]]]:
    """The English lemmas of each French class, with both shares in thousandths, best first."""
    ours = corpus.french.klass[alignment.french].tolist()
    theirs = corpus.english.klass[alignment.english].tolist()
    counts: Counter[tuple[int, int]] = Counter()
    for one, other, weight in zip(ours, theirs, alignment.weight.tolist(), strict=True):
        counts[one, other] += weight
    french, english = Counter(corpus.french.klass.tolist()), Counter(corpus.english.klass.tolist())
    links: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for (one, other), count in counts.items():
        forth, back = count / (french[one] + 1), count / (english[other] + 1)
        if count >= 1 and max(forth, back) >= _LEAST_LINK:
            word = corpus.english.classes.words[other]
            links[corpus.french.classes.words[one]].append(
                (word, round(1000 * forth), round(1000 * back))
            )
    return {
        klass: sorted(some, key=lambda link: -link[1] - link[2])[:_MOST_LINKS]
        for klass, some in links.items()
    }


def _frequency(
    links: Mapping[tuple[str, str], float], lemma_of: Mapping[str, str]
) -> dict[str, float]:
    """How often each English lemma is linked; under "" all of them together."""
    counts: dict[str, float] = defaultdict(float)
    for (_, word), weight in links.items():
        counts[lemma_of[word]] += weight
    counts[""] = sum(counts.values())
    return counts


if __name__ == "__main__":
    main()
