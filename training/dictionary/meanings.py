"""What each lexeme means: its English words with their shares, from the links of a corpus.

A form of several lexemes ("porte": the door, or carries) shares its links among them by expectation
and maximisation: the other forms of a lexeme tell what it means.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from training.dictionary.agreement import Alignment
from training.dictionary.corpus import Bools, Corpus, Ids
from training.dictionary.lexique import Lexeme

#: The most meanings of a lexeme, and the least share of one.
MOST, LEAST_SHARE = 8, 0.025
#: A meaning is so many times as frequent behind its lexeme as it is everywhere, as a power of e.
_TELLING = 1.2
#: One that was seen less often than that must tell much more.
_OFTEN, _MORE_TELLING = 1.5, 5.0
#: A surface that has so much of its lemma's links is the meaning (glasses, not glass).
_FIXED = 0.8
#: A lemma's own form counts for how a meaning is written when it has so much of the links.
_SINGLE = 0.1
_PARTICLES = frozenset(
    "up down out off away back over for at about on in through along around after into".split()
)
_ROUNDS = 12
#: What a link of a word within an expression counts.
_LITTLE = 0.1


class Meaning(NamedTuple):
    """An English word or phrase, and its share of a lexeme's links; None where nobody counted."""

    text: str
    share: float | None


@dataclass
class Links:
    """How often each French form goes with each English one, and with a particle behind that."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    particles: dict[tuple[str, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )


def links_of(corpus: Corpus, alignment: Alignment, within: Bools) -> Links:
    """Count the links of a corpus by form; French words ``within`` an expression count little.

    So « œuvre » is no implementation, though « mettre en œuvre » is to implement.
    """
    links = Links()
    french, english = corpus.french.forms.words, corpus.english.forms.words
    ours, theirs = corpus.french.form[alignment.french], corpus.english.form[alignment.english]
    following = _particle_behind(corpus, alignment)
    weights = (alignment.weight * np.where(within[alignment.french], _LITTLE, 1.0)).tolist()
    for one, other, then, weight in zip(
        ours.tolist(), theirs.tolist(), following.tolist(), weights, strict=True
    ):
        pair = french[one], english[other]
        links.counts[pair] += weight
        if then >= 0:
            links.particles[pair][english[then]] += weight
    return links


def _particle_behind(corpus: Corpus, alignment: Alignment) -> Ids:
    """For each link the number of the particle behind its English word that is free, or -1."""
    side = corpus.english
    is_particle = np.array([word in _PARTICLES for word in side.forms.words])
    free = np.ones(len(side.form) + 1, bool)
    free[alignment.english] = False
    free[side.starts] = False
    then = np.minimum(alignment.english + 1, len(side.form) - 1)
    fits = free[alignment.english + 1] & is_particle[side.form[then]]
    return np.where(fits, side.form[then], -1).astype(np.int32)


def shared(
    links: Mapping[tuple[str, str], float],
    lexemes: Mapping[str, Mapping[Lexeme, float]],
    lemma_of: Mapping[str, str],
) -> dict[Lexeme, Counter[tuple[str, str]]]:
    """The links of each lexeme, by French and English form.

    ``lexemes`` has those of each French form, with how frequent they are; ``lemma_of`` the lemma of
    each English form.
    """
    chances: dict[tuple[Lexeme, str], float] = {}
    counts: dict[Lexeme, Counter[tuple[str, str]]] = {}
    for _ in range(_ROUNDS):
        counts = defaultdict(Counter)
        for (form, word), weight in links.items():
            if form in lexemes:
                lemma = lemma_of[word]
                scores = {
                    lexeme: (frequency + 0.01) * chances.get((lexeme, lemma), 1e-4)
                    for lexeme, frequency in lexemes[form].items()
                }
                total = sum(scores.values())
                for lexeme, score in scores.items():
                    counts[lexeme][form, word] += weight * score / total  # type: ignore[assignment]
        chances = _chances(counts, lexemes, lemma_of)
    return counts


def _chances(
    counts: Mapping[Lexeme, Counter[tuple[str, str]]],
    lexemes: Mapping[str, Mapping[Lexeme, float]],
    lemma_of: Mapping[str, str],
) -> dict[tuple[Lexeme, str], float]:
    """How likely each lexeme is put as each English lemma.

    A form tells that as far as it is mostly of the lexeme: « suis » tells little of suivre.
    """
    chances: dict[tuple[Lexeme, str], float] = {}
    for lexeme, words in counts.items():
        lemmas: Counter[str] = Counter()
        for (form, word), count in words.items():
            mostly = (lexemes[form][lexeme] + 0.01) / (sum(lexemes[form].values()) + 0.01)
            lemmas[lemma_of[word]] += count * mostly  # type: ignore[assignment]
        total = lemmas.total() + 1
        chances |= {(lexeme, lemma): count / total + 1e-4 for lemma, count in lemmas.items()}
    return chances


@dataclass(frozen=True)
class Background:
    """What is known of English words apart from a lexeme.

    Their lemmas, how often each lemma is linked, and which forms have a capital.
    """

    lemma_of: Mapping[str, str]
    frequency: Mapping[str, float]
    capitals: frozenset[str]
    particles: Mapping[tuple[str, str], Counter[str]]


def meanings(lexeme: Lexeme, words: Counter[tuple[str, str]], known: Background) -> list[Meaning]:
    """The meanings of a lexeme, commonest first, without what is noise."""
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    of_lemma: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, word), count in words.items():
        lemmas[known.lemma_of[word]][word] += count
        if form == lexeme.lemma:
            of_lemma[known.lemma_of[word]][word] += count
    total, everywhere = words.total(), known.frequency[""]
    texts: Counter[str] = Counter()
    for lemma, surfaces in lemmas.items():
        count = surfaces.total()
        telling = math.log(count / total * everywhere / known.frequency[lemma])
        least = _TELLING if count >= _OFTEN else _MORE_TELLING
        if telling >= least and count >= LEAST_SHARE * total:
            # The singular says how a noun is written, unless it is rare (lunettes).
            single = of_lemma[lemma] if of_lemma[lemma].total() >= _SINGLE * count else surfaces
            text = _shown(lexeme, lemma, single, known)
            text += _particle(words, lemma, known) if lexeme.kind == "verb" else ""
            texts[text] += count
    kept = texts.most_common(MOST)
    # What was hardly seen is noise beside what was.
    least = _OFTEN if kept and kept[0][1] >= 2 * _OFTEN else 0.0
    return [Meaning(text, round(count / total, 3)) for text, count in kept if count >= least]


def _shown(lexeme: Lexeme, lemma: str, surfaces: Counter[str], known: Background) -> str:
    """How the meaning is written: by its lemma, or by the one surface that it always has."""
    [(surface, count)] = surfaces.most_common(1)
    fixed = lexeme.kind != "verb" and count >= _FIXED * surfaces.total()
    if lexeme.kind == "adverb":  # late, not later; but better, not good
        fixed = surfaces[lemma] < _SINGLE * surfaces.total()
    text = surface if fixed else lemma
    return text.capitalize() if surface in known.capitals else text


def _particle(words: Counter[tuple[str, str]], lemma: str, known: Background) -> str:
    """The particle that most links to the English lemma have behind them (look for), or nothing."""
    behind: Counter[str] = Counter()
    total = 0.0
    for (form, word), count in words.items():
        if known.lemma_of[word] == lemma:
            total += count
            for particle, weight in known.particles.get((form, word), {}).items():
                behind[particle] += min(weight, count)
    often = (particle for particle, count in behind.items() if count >= 0.5 * total)
    return f" {particle}" if (particle := next(often, "")) else ""


def lexemes_of_forms(
    forms: Sequence[tuple[str, Lexeme, float]],
) -> dict[str, dict[Lexeme, float]]:
    """The lexemes of each form, with how frequent the form is as each of them."""
    lexemes: dict[str, dict[Lexeme, float]] = defaultdict(dict)
    for form, lexeme, frequency in forms:
        lexemes[form][lexeme] = lexemes[form].get(lexeme, 0.0) + frequency
    return lexemes
