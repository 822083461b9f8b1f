"""Pairs of everyday language that are put together of lists."""

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.everyday import __main__ as command
from training.everyday.sentences import Everyday
from training.everyday.words import Noun, a, plural, the, this
from training.pairs import Pair, read_pairs

PAIRS = list(Everyday(random.Random(1)).pairs(6_000))


def test_articles_follow_gender_and_sound() -> None:
    mill, hen = Noun("place", "m", "moulin", "mill"), Noun("animal", "f", "abeille", "bee")
    owl, ox = Noun("animal", "m", "hibou", "owl"), Noun("animal", "m", "âne", "ass")
    assert [the(n).source for n in (mill, hen, owl)] == ["le moulin", "l'abeille", "le hibou"]
    assert [this(n).source for n in (mill, hen, owl, ox)] == [
        "ce moulin",
        "cette abeille",
        "ce hibou",
        "cet âne",
    ]
    assert [a(n) for n in (hen, owl)] == [Pair("une abeille", "a bee"), Pair("un hibou", "an owl")]


@pytest.mark.parametrize(
    ("one", "many"),
    [("baker", "bakers"), ("policeman", "policemen"), ("wolf", "wolves"), ("baby", "babies")],
)
def test_english_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_no_sentence_has_a_hole_or_an_article_that_should_have_been_elided() -> None:
    for source, target in PAIRS:
        assert "  " not in source + target
        assert "{" not in source + target
        assert not re.search(r"\b(le|la|ce|ma|sa) [aeéèêiîoôuy]", source, re.IGNORECASE), source
        assert not re.search(r"\ba [aeio]", target, re.IGNORECASE), target
        assert source[0] == "–" or source[0].isupper()


def test_both_sides_tell_the_same_time_and_day() -> None:
    times = {"à dix heures": "ten", "vers onze heures": "eleven", "à minuit": "midnight"}
    times |= {"le lundi": "Monday", "tous les dimanches": "every Sunday"}
    for french, english in times.items():
        found = [pair.target for pair in PAIRS if french in pair.source]
        assert len(found) > 10
        assert all(english in target for target in found)


def test_every_noun_verb_and_phrase_is_used_and_none_stands_twice() -> None:
    everyday = Everyday(random.Random(1))
    nouns = [noun for some in everyday.nouns.values() for noun in some]
    assert len({noun.french for noun in nouns}) == len(nouns) > 350
    assert {noun.gender for noun in nouns} == {"m", "f"}
    assert len({pair.source for pair in everyday.phrases}) == len(everyday.phrases) > 150
    text = " ".join(pair.source for pair in PAIRS).lower()
    unused = [noun.french for noun in nouns if noun.french not in text]
    assert len(unused) < 10


def test_the_command_writes_pairs_that_training_reads(tmp_path: Path) -> None:
    out = tmp_path / "everyday.tsv"
    CliRunner().invoke(command.main, [str(out), "--count", "30"], catch_exceptions=False)
    named = list(read_pairs(out))
    assert len(named) == 30
    assert {name for name, _ in named} == {"everyday"}
