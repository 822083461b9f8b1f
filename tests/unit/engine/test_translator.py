"""From sources to pieces and back, told with a decoder that answers in capitals."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.engine.models import Shouting, Spelling, opened
from webapp.engine import Translation
from webapp.engine.translator import ArgosTranslator
from webapp.errors import TranslationFailed


@pytest.fixture
def model() -> Shouting:
    return Shouting()


@pytest.fixture
def translator(model: Shouting, tmp_path: Path) -> Iterator[ArgosTranslator]:
    with opened(model, tmp_path, longest=4) as translator:
        yield translator


def test_order_is_kept_and_equal_sources_go_once(
    translator: ArgosTranslator, model: Shouting
) -> None:
    sources = ["un", "deux", "un", "trois", "deux"]
    targets = [translation.target for translation in translator.submit(sources).result()]
    assert targets == ["UN", "DEUX", "UN", "TROIS", "DEUX"]
    assert sorted(model.pieces) == ["deux", "trois", "un"]


@pytest.mark.parametrize(
    "source",
    ["", "   ", "…", "— ?!", "🙂🙂", "\n", "***", "12", "3,14", "1 250", "12/03/2024", "(1)"],
)
def test_a_source_without_letters_stays_as_it_is(
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


@pytest.mark.parametrize("word", ["a" * 200_000, "1" * 100_000, "éàù" * 30_000, "a&" * 50_000])
def test_what_has_no_space_and_is_too_long_stays_as_it_is(tmp_path: Path, word: str) -> None:
    model = Spelling()
    with opened(model, tmp_path, longest=10) as translator:
        assert translator.submit([word]).result() == [Translation(word, 0.0)]
        assert model.pieces == []
        (found,) = translator.submit([f"le mot  {word} est long"], alternatives=1).result()
    assert found.target == f"LE MOT  {word} EST LONG"
    assert found.alternatives == (f"LE MOT BIS  {word} EST LONG BIS",)
    assert sorted(model.pieces) == ["est long", "le mot"]


def test_alternatives_are_distinct(translator: ArgosTranslator) -> None:
    (translation,) = translator.submit(["un"], alternatives=4).result()
    assert (translation.target, translation.alternatives) == ("UN", ("UN BIS", "UN BIS BIS"))


def test_a_broken_tokenizer_fails_the_future(translator: ArgosTranslator) -> None:
    future = translator.submit(["un", "broken"])
    with pytest.raises(TranslationFailed, match="tokenizer"):
        future.result()
    assert translator.submit(["deux"]).result()[0].target == "DEUX"
