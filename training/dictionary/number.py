"""Lists of the dictionary that say more of the number of nouns than rules do.

``python -m training.dictionary.number dictionaries/fr_en.sqlite webapp/text/terms/data`` writes the
French words that end like plurals and are none, and the English plurals whose singular the rules of
``webapp/text/terms/singulars.py`` get wrong.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import click

from webapp.text.terms.plurals import english_plural, irregular_singular
from webapp.text.terms.singulars import singular_by_rule

#: A rarer word is not listed, unless another word is as it is without its ending: times in a
#: hundred million words.
_LEAST_FREQUENCY = 50
_READINGS = (
    "SELECT coalesce(nullif(f.form, ''), f.key), l.lemma, l.kind, f.frequency, l.meanings"
    " FROM forms f JOIN lexemes l ON l.id = f.lexeme"
)
#: A plural that is so much commoner than its singular is a word by itself: fils, ténèbres.
_OFTEN = 0.3
#: A form's lemmas: what each is, how often, and what it means.
_Readings = Sequence[tuple[str, str, float, str]]


@click.command()
@click.argument("dictionary", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(dictionary: Path, folder: Path) -> None:
    """Write the two lists into FOLDER."""
    with closing(sqlite3.connect(dictionary)) as connection:
        readings = connection.execute(_READINGS).fetchall()
        english = connection.execute("SELECT form, lemma FROM english").fetchall()
    words = sorted(invariable(readings))
    pairs = sorted(f"{form}\t{lemma}" for form, lemma in unruly(english))
    (folder / "invariable.txt").write_text("".join(f"{w}\n" for w in words), "utf-8")
    (folder / "singulars.tsv").write_text("".join(f"{pair}\n" for pair in pairs), "utf-8")


def invariable(rows: Sequence[tuple[str, str, str, float, str]]) -> Iterator[str]:
    """The forms in s, x or z that are mostly no plural of another form.

    Rows are a form, its lemma, kind, frequency and meanings.
    """
    forms: dict[str, list[tuple[str, str, float, str]]] = defaultdict(list)
    for form, lemma, kind, frequency, meanings in rows:
        forms[form].append((lemma, kind, frequency, meanings))
    for form, readings in forms.items():
        if form.endswith(("s", "x", "z")) and form.isalpha() and form.islower():
            singulars = [forms[other] for other in _singulars(form) if other in forms]
            as_lemma = [reading for reading in readings if reading[0] == form]
            itself = sum(reading[2] for reading in as_lemma)
            as_plural = sum(r[2] for r in readings if r[0] in _singulars(form) and r[1] != "verb")
            is_common = itself >= _LEAST_FREQUENCY or singulars
            if itself > as_plural and is_common and not _is_slip(as_lemma, singulars):
                yield form


def _singulars(form: str) -> set[str]:
    """What a form may be the plural of."""
    others = {form.removesuffix("aux") + end for end in ("al", "ail") if form.endswith("aux")}
    return others | ({form[:-1]} if form.endswith(("s", "x")) else set())


def _is_slip(readings: _Readings, singulars: Sequence[_Readings]) -> bool:
    """Whether a form that the dictionary has as a lemma is the plural of a noun: papas, lacs."""
    meanings, often = _meanings(readings), _OFTEN * _frequency(readings)
    is_noun = {kind for _, kind, _, _ in readings} == {"noun"}
    return any(
        (meanings & _meanings(some) or (is_noun and not meanings)) and _frequency(some) > often
        for some in singulars
    )


def _frequency(readings: _Readings) -> float:
    """How often a form is a noun."""
    return sum(frequency for _, kind, frequency, _ in readings if kind == "noun")


def _meanings(readings: _Readings) -> set[str]:
    nouns = [listing for _, kind, _, listing in readings if kind in ("noun", "adjective")]
    texts = (line.partition("\t")[0] for listing in nouns for line in listing.splitlines())
    return {english_plural(text.lower()) for text in texts}


def unruly(english: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The English plurals and their singulars, of forms and lemmas, that no rule gives."""
    lemmas = {lemma for _, lemma in english}
    for form, lemma in english:
        is_plural = form != lemma and english_plural(lemma) == form and not form.endswith("sses")
        if is_plural and not irregular_singular(form) and singular_by_rule(form) not in lemmas:
            yield form, lemma


if __name__ == "__main__":
    main()
