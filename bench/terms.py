"""Measures the terms: ``python -m bench.terms TEST… --learn SET…``.

A set is named without its endings: ``news`` for ``news.fr`` and ``news.en``, a segment a line. A
term is a French noun of a segment of TEST with a word of its reference; which words belong together
is learned from all sets, by how often they stand in one segment. Of its French candidates a segment
takes the one that is translated in the most ways. A plural counts where the reference has one, too.
It needs sacreBLEU.
"""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click

from webapp.engine import ArgosTranslators, Translation, Translator
from webapp.settings import Settings
from webapp.text.checks import Check
from webapp.text.terms.plurals import english_plural, is_plural
from webapp.text.terms.terms import Glossary, Term

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: What stands before a noun.
_NOUN = re.compile(
    r"(?:\b(?:les?|la|une?|des|du|au|aux|ces?|cette|son|sa|ses|leurs?|nos|notre|plusieurs|quelques)"
    r"\s+|\b[ldLD]['’])(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)"
)
#: The least that two words have in common (Dice), and the fewest segments with both.
_DICE, _FEWEST = 0.35, 4
#: The most cases about one French word, and the longest segment, in code points.
_CASES_A_WORD, _LONGEST = 2, 300
#: Words that no model gives, in the place of the reference's.
_INVENTED = ("brellow", "tarnick", "omlet", "quindle", "ardvane", "fribber")
_Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A segment with its reference, and a French noun in it with the word of the reference."""

    source: str
    reference: str
    noun: str
    target: str
    is_plural: bool

    @property
    def is_plural_in_both(self) -> bool:
        """Whether the reference has a plural, too, so that a translation should."""
        plural = english_plural(self.target)
        return self.is_plural and plural != self.target and _has(self.reference, plural)

    def term(self, target: str) -> Term:
        """The noun, in the singular, with a target."""
        return Term(_singular(self.noun) if self.is_plural else self.noun, target)


@click.command()
@click.argument("tests", nargs=-1, required=True)
@click.option("--learn", multiple=True, help="A set to learn words from, beside the tests.")
@click.option("--cases", default=500, help="How many segments.")
def main(tests: Sequence[str], learn: Sequence[str], cases: int) -> None:
    """Print how many targets have their term, what that costs in BLEU, and what matching costs."""
    sets = [_read(Path(name)) for name in tests]
    words = _words([pair for pairs in [*sets, *map(_read, map(Path, learn))] for pair in pairs])
    chosen = _cases([pair for pairs in sets for pair in pairs], words)[:cases]
    translator = ArgosTranslators(Settings()).get("fr", "en")
    plain = translator.submit([case.source for case in chosen]).result()
    click.echo("| terms | targets | have it | plurals in the plural | flagged | BLEU | without |")
    click.echo("| --- | --- | --- | --- | --- | --- | --- |")
    click.echo(_row("none", chosen, [case.target for case in chosen], plain, plain))
    of_reference = [case.target for case in chosen]
    invented = [_INVENTED[n % len(_INVENTED)] for n in range(len(chosen))]
    for name, targets in (("of the reference", of_reference), ("invented", invented)):
        found = _translated(translator, chosen, targets)
        click.echo(_row(name, chosen, targets, found, plain))
    click.echo(_cost(translator, [case.source for case in chosen]))


def _read(name: Path) -> _Pairs:
    halves = (name.with_name(f"{name.name}.{code}").read_text("utf-8") for code in ("fr", "en"))
    return list(zip(*(half.splitlines() for half in halves), strict=True))


def _words(pairs: _Pairs) -> Mapping[str, list[tuple[float, str]]]:
    """The English words that belong to a French one, each with its share of the segments."""
    french, english, both = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for source, target in pairs:
        sources = {_singular(word) for word in _WORD.findall(source) if len(word) > 4}
        targets = {_english(word) for word in _WORD.findall(target) if len(word) > 3}
        french.update(sources)
        english.update(targets)
        both.update((a, b) for a in sources for b in targets)
    found = defaultdict(list)
    for (a, b), count in both.items():
        if count >= _FEWEST and 2 * count / (french[a] + english[b]) >= _DICE:
            found[a].append((count / french[a], b))
    return found


def _cases(pairs: _Pairs, words: Mapping[str, list[tuple[float, str]]]) -> list[Case]:
    """A case for each segment that has one, in a random order that is always the same."""
    shuffled, used, cases = list(pairs), Counter[str](), []
    random.Random(7).shuffle(shuffled)
    for source, reference in shuffled:
        candidates = sorted(_candidates(source, reference, words))
        fresh = [c for c in candidates if used[_singular(c[1])] < _CASES_A_WORD]
        if fresh and len(source) <= _LONGEST:
            _, noun, target = fresh[0]
            used[_singular(noun)] += 1
            plural = is_plural(noun, _singular(noun), "fr")
            cases.append(Case(source, reference, noun, target, plural))
    return cases


def _candidates(
    source: str, reference: str, words: Mapping[str, list[tuple[float, str]]]
) -> Iterator[tuple[float, str, str]]:
    present = {_english(word) for word in _WORD.findall(reference)}
    for match in _NOUN.finditer(source):
        noun = match["noun"]
        if noun.islower() and len(noun) > 4:
            yield from ((s, noun, t) for s, t in words.get(_singular(noun), ()) if t in present)


def _singular(word: str) -> str:
    small = word.lower()
    for end, other in (("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("s", "")):
        if small.endswith(end) and len(small) > 4:
            return small.removesuffix(end) + other
    return small


def _english(word: str) -> str:
    small = word.lower()
    if small.endswith("ies") and len(small) > 4:
        return small[:-3] + "y"
    return small[:-1] if small.endswith("s") and not small.endswith(("ss", "us", "is")) else small


def _translated(
    translator: Translator, cases: Sequence[Case], targets: Sequence[str]
) -> list[Translation]:
    """Each case with its term alone; all wait in one queue."""
    terms = [case.term(target) for case, target in zip(cases, targets, strict=True)]
    futures = [
        translator.with_terms([term]).submit([case.source])
        for case, term in zip(cases, terms, strict=True)
    ]
    return [future.result()[0] for future in futures]


def _row(
    name: str,
    cases: Sequence[Case],
    targets: Sequence[str],
    found: Sequence[Translation],
    plain: Sequence[Translation],
) -> str:
    import sacrebleu

    given = list(zip(cases, targets, found, strict=True))
    have = sum(_has(each.target, target, english_plural(target)) for _, target, each in given)
    plurals = [(target, each.target) for case, target, each in given if case.is_plural_in_both]
    inflected = sum(_has(text, english_plural(target)) for target, text in plurals)
    flagged = sum(Check.TERMS in each.checks for each in found)
    references = [[case.reference for case in cases]]
    usual = [_usual(each.target, target, case.target) for case, target, each in given]
    bleu = sacrebleu.corpus_bleu(usual, references).score
    without = sacrebleu.corpus_bleu([each.target for each in plain], references).score
    return (
        f"| {name} | {len(cases)} | {have / len(cases):.1%} | {inflected} of {len(plurals)} "
        f"| {flagged} | {bleu:.2f} | {without:.2f} |"
    )


def _has(text: str, *forms: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE) for form in forms)


def _usual(text: str, target: str, usual: str) -> str:
    """The target with the reference's word in the place of an invented one."""
    if target == usual:
        return text
    text = re.sub(rf"\b{english_plural(target)}\b", english_plural(usual), text)
    return re.sub(rf"\b{target}\b", usual, text)


def _cost(translator: Translator, sources: Sequence[str]) -> str:
    """What 10,000 terms that are in none of the sources cost, in a sentence."""
    chance = random.Random(3)
    nouns = ["".join(chance.choices("abcdeilmnoprstu", k=7)) for _ in range(10_000)]
    terms = [Term(f"{noun} de {other}", "term") for noun, other in pairwise(nouns)]
    terms += [Term(f"la {noun}", "term") for noun in nouns[:500]]
    begun = time.process_time()
    glossary = Glossary(terms)
    making = time.process_time() - begun
    begun = time.process_time()
    for source in sources:
        list(glossary.find(source))
    finding = (time.process_time() - begun) / len(sources)
    seconds = []
    for some in (translator, translator.with_terms(terms)) * 2:
        begun = time.process_time()
        some.submit(sources[:200]).result()
        seconds.append(time.process_time() - begun)
    ratio = min(seconds[1::2]) / min(seconds[::2]) - 1
    return (
        f"\n{len(terms):,} terms: made ready once in {making * 1000:.0f} ms, looked for in a "
        f"segment in {finding * 1000:.2f} ms; 200 segments take {ratio:+.1%} of processor time."
    )


if __name__ == "__main__":
    main()
