"""From sources to pieces and back, told with a decoder that answers in capitals."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.unit.engine.packages import make_package
from webapp.engine import Translation
from webapp.engine.decoding import Decoding, Hypotheses
from webapp.engine.packages import find_packages
from webapp.engine.scheduler import Scheduler, Tokens
from webapp.engine.translator import ArgosTranslator
from webapp.errors import TranslationFailed


class Shouting:
    """A model whose tokens are words, whose targets are capitals, with a log-probability of −2."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def encode(self, source: str) -> list[str]:
        if "broken" in source:
            raise OSError("no such file")
        return source.split()

    def lacks(self, character: str) -> bool:
        return character in "Łź→"

    def decode(self, pieces: Sequence[Tokens], alternatives: int) -> list[Hypotheses]:
        texts = [" ".join(piece) for piece in pieces]
        self.pieces += texts
        return [
            Hypotheses(
                tuple(text.upper() + "!" * min(n, 2) for n in range(alternatives + 1)), -2, 4
            )
            for text in texts
        ]


@pytest.fixture
def model() -> Shouting:
    return Shouting()


@pytest.fixture
def translator(model: Shouting, tmp_path: Path) -> Iterator[ArgosTranslator]:
    make_package(tmp_path)
    (package,) = find_packages([tmp_path])
    scheduler = Scheduler(model.decode, threads=2, batch_tokens=50)
    translator = ArgosTranslator(package, model, scheduler, Decoding(longest=4))
    yield translator
    translator.close()


def test_order_is_kept_and_equal_sources_go_once(
    translator: ArgosTranslator, model: Shouting
) -> None:
    sources = ["un", "deux", "un", "trois", "deux"]
    targets = [translation.target for translation in translator.submit(sources).result()]
    assert targets == ["UN", "DEUX", "UN", "TROIS", "DEUX"]
    assert sorted(model.pieces) == ["deux", "trois", "un"]


@pytest.mark.parametrize("source", ["", "   ", "…", "— ?!", "🙂🙂", "\n", "***"])
def test_a_source_without_words_stays_as_it_is(
    translator: ArgosTranslator, model: Shouting, source: str
) -> None:
    assert translator.submit([source]).result() == [Translation(source, 0.0)]
    assert model.pieces == []


def test_a_long_source_is_cut_at_clauses_and_joined(
    translator: ArgosTranslator, model: Shouting
) -> None:
    (translation,) = translator.submit(["un deux trois, quatre cinq ; six sept huit neuf"]).result()
    assert translation.target == "UN DEUX TROIS, QUATRE CINQ ; SIX SEPT HUIT NEUF"
    assert translation.score == pytest.approx(-0.5)
    assert sorted(model.pieces) == ["quatre cinq ;", "six sept huit neuf", "un deux trois,"]


def test_a_source_is_cut_at_its_emoji(translator: ArgosTranslator, model: Shouting) -> None:
    (found,) = translator.submit(["un 🍕 deux 🍷, trois"], alternatives=1).result()
    assert found == Translation("UN 🍕 DEUX 🍷, TROIS", -0.5, ("UN! 🍕 DEUX 🍷,! TROIS!",))
    assert sorted(model.pieces) == ["deux,", "trois", "un"]


class Spelling(Shouting):
    """A model whose tokens are letters."""

    def encode(self, source: str) -> list[str]:
        return list(source)

    def decode(self, pieces: Sequence[Tokens], alternatives: int) -> list[Hypotheses]:
        return super().decode([["".join(piece)] for piece in pieces], alternatives)


@pytest.mark.parametrize("word", ["a" * 200_000, "1" * 100_000, "éàù" * 30_000, "a&" * 50_000])
def test_what_has_no_space_and_is_too_long_stays_as_it_is(tmp_path: Path, word: str) -> None:
    model = Spelling()
    make_package(tmp_path)
    (package,) = find_packages([tmp_path])
    scheduler = Scheduler(model.decode, threads=1, batch_tokens=50)
    translator = ArgosTranslator(package, model, scheduler, Decoding(longest=10))
    assert translator.submit([word]).result() == [Translation(word, 0.0)]
    assert model.pieces == []
    (found,) = translator.submit([f"le mot  {word} est long"], alternatives=1).result()
    assert found.target == f"LE MOT  {word} EST LONG"
    assert found.alternatives == (f"LE MOT!  {word} EST LONG!",)
    assert sorted(model.pieces) == ["est long", "le mot"]
    translator.close()


def test_alternatives_are_distinct(translator: ArgosTranslator) -> None:
    (translation,) = translator.submit(["un"], alternatives=4).result()
    assert translation == Translation("UN", -0.5, ("UN!", "UN!!"))


def test_a_broken_tokenizer_fails_the_future(translator: ArgosTranslator) -> None:
    future = translator.submit(["un", "broken"])
    with pytest.raises(TranslationFailed, match="tokenizer"):
        future.result()
    assert translator.submit(["deux"]).result()[0].target == "DEUX"
