"""``python -m bench.suggestions FRENCH ENGLISH GLOSSARY`` measures suggestions for docs/terms.md.

FRENCH and ENGLISH have a sentence a line; GLOSSARY, by somebody who knows the field, has a French
term, a tab and its English a line. The repository has no such files.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from webapp.text.terms.terms import Glossary, Term
from webapp.words.equivalents import EquivalentFinder
from webapp.words.lookup import bundled_dictionary
from webapp.words.recurring import recurring

_MOST = 60


def main() -> None:
    """Print the figures of a text for the table in docs/terms.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.suggestions", description=__doc__)
    parser.add_argument("files", nargs=3, type=Path, metavar="FILE")
    french, english, listed = (
        file.read_text(encoding="utf-8").splitlines() for file in parser.parse_args().files
    )
    terms = [Term(*line.split("\t")) for line in listed]
    print(
        "| sentences | suggested | of the glossary that recurs | of the suggested | its English |"
    )
    print("| --- | --- | --- | --- | --- |")
    print(_row(list(zip(french, english, strict=True)), terms))


def _row(pairs: Sequence[tuple[str, str]], terms: Sequence[Term]) -> str:
    """How many of the glossary's terms that occur twice are suggested, and how right that is."""
    dictionary = bundled_dictionary()
    finder = EquivalentFinder(dictionary, pairs)
    glossary = Glossary(terms)
    text = "\n".join(source for source, _ in pairs)
    recur = [term for term in terms if len(list(Glossary([term]).find(text))) > 1]
    suggested: dict[Term, list[str]] = {}
    candidates = recurring(dictionary, [source for source, _ in pairs], _MOST)
    for each in candidates:
        found = [o.term for o in glossary.find(each.source) if o.end - o.start == len(each.source)]
        suggested |= {term: [r.text for r in finder.equivalents(each)] for term in found}
    right = [term for term, seen in suggested.items() if term.target in seen]
    return (
        f"| {len(pairs)} | {len(candidates)} | {len(set(recur) & set(suggested))} of {len(recur)}"
        f" | {len(suggested)} of {len(candidates)} | {len(right)} of {len(suggested)} |"
    )


if __name__ == "__main__":
    main()
