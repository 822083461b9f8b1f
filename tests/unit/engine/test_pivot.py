"""Two translators in a row look like one."""

from concurrent.futures import CancelledError

import pytest

from tests.fakes import FakeTranslator
from webapp.engine import Language, Priority, Translation
from webapp.engine.pivot import PivotTranslator, reachable_languages
from webapp.errors import TranslationFailed


@pytest.fixture
def first() -> FakeTranslator:
    return FakeTranslator("fr", "en", identity="one")


@pytest.fixture
def second() -> FakeTranslator:
    return FakeTranslator("en", "de", identity="two")


def test_it_goes_through_the_first_ones_target(
    first: FakeTranslator, second: FakeTranslator
) -> None:
    translator = PivotTranslator(first, second)
    pair = translator.source_language, translator.pivot_language, translator.target_language
    assert pair == ("fr", "en", "de")
    assert translator.identity == "one+two"
    found = translator.submit(
        ["Oui.", "…"], priority=Priority.INTERACTIVE, alternatives=1, caller="somebody"
    ).result()
    assert found == [
        Translation("DE[EN[Oui.]]", -1.0, ("DE[EN[Oui.]] (2)",)),
        Translation("…", 0.0),
    ]
    assert first.priorities + second.priorities == [Priority.INTERACTIVE] * 2
    assert first.callers + second.callers == ["somebody"] * 2


@pytest.mark.parametrize("failing", [0, 1])
def test_either_step_may_fail(first: FakeTranslator, second: FakeTranslator, failing: int) -> None:
    (first, second)[failing].fails_on = lambda _source: True
    with pytest.raises(TranslationFailed):
        PivotTranslator(first, second).submit(["Oui."]).result()


def test_cancelling_cancels_the_step_that_waits(
    first: FakeTranslator, second: FakeTranslator
) -> None:
    second.gate.clear()
    whole = PivotTranslator(first, second).submit(["Oui."])
    assert whole.cancel()
    assert second.futures[0].cancelled()
    first.gate.clear()
    whole = PivotTranslator(first, second).submit(["Oui."])
    first.futures[-1].cancel()
    with pytest.raises(CancelledError):
        whole.result()
    assert len(second.calls) == 1


def test_what_can_be_reached() -> None:
    pairs = [("fr", "en"), ("en", "de"), ("en", "fr"), ("es", "fr")]
    assert reachable_languages(pairs, {"fr": "French"}) == [
        Language("fr", "French", ("en", "de")),
        Language("en", "en", ("de", "fr")),
        Language("es", "es", ("fr",)),
        Language("de", "de", ()),
    ]
