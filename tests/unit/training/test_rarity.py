"""Which pairs are kept, and which characters a network can be trusted with."""

from training.pairs import Pair
from training.rarity import alphabet, rare_first
from training.vocabulary import Vocabularies


def test_common_sources_are_kept_less_often_than_rare_ones(
    vocabularies: Vocabularies,
) -> None:
    common = [("a", Pair("un un deux deux.", f"{n}")) for n in range(4_000)]
    rare = [("a", Pair("trois quatre cinq trois.", f"{n}")) for n in range(20)]
    kept = rare_first(common + rare, vocabularies.source)
    assert sum(each in rare for each in kept) == len(rare)
    assert 0.2 < len(kept) / len(common) < 0.6
    assert kept == rare_first(common + rare, vocabularies.source)


def test_texts_that_are_liked_less_are_kept_less_often(
    vocabularies: Vocabularies,
) -> None:
    named = [(name, Pair("un un deux deux.", "x")) for name in ("a", "b") for _ in range(4_000)]
    kept = [name for name, _ in rare_first(named, vocabularies.source, {"a": 0.5, "b": 1.0})]
    assert 1.5 < kept.count("b") / kept.count("a") < 4


def test_the_alphabet_has_french_letters_and_what_both_sides_often_have() -> None:
    pairs = [Pair("Škoda → ł", "Škoda → l")] * 150 + [Pair("ő", "ő")] * 149
    found = alphabet(pairs)
    assert {"š", "Š", "→", "ł", "ő"} & set(found) == {"Š", "→"}
    assert set("éàœÉŒ") <= set(found)
    assert "a" not in found
