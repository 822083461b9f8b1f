"""Lists of terms are looked at as a whole."""

import pytest

from webapp.errors import BadInput
from webapp.text.terms import term_lists
from webapp.text.terms.term_lists import bounded_terms, check_terms
from webapp.text.terms.terms import Glossary, Term

PAIR = ("fr", "en")


def terms(*pairs: tuple[str, str | None]) -> list[Term]:
    return [Term(*pair) for pair in pairs]


@pytest.mark.parametrize(
    "several",
    [
        terms(("house", "maison"), ("the forest", "la forêt")),
        terms(("forest", "forêt"), ("law", "droit"), ("widget", None)),
        terms(("schoolhouse", "école")),
    ],
)
def test_swapped_columns_are_told(several: list[Term]) -> None:
    with pytest.raises(BadInput, match="columns seem to be swapped"):
        check_terms(several, PAIR)


@pytest.mark.parametrize(
    "several",
    [
        [],
        terms(("maison", "house"), ("la forêt", "the forest")),
        terms(("gratin", "pommes")),
        terms(("chat", "chien"), ("chien", "chat")),
        terms(("widget", None), ("Vis-à-vis", None)),
        terms(("12 °C", "54 °F"), ("…", "...")),
    ],
)
def test_other_lists_are_good(several: list[Term]) -> None:
    check_terms(several, PAIR)


def test_too_many_terms_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_lists, "MOST_TERMS", 2)
    check_terms(terms(("un", "one"), ("deux", "two")), PAIR)
    with pytest.raises(BadInput, match="can have 2 terms; this one has more"):
        check_terms(terms(("un", "one"), ("deux", "two"), ("trois", "three")), PAIR)


def test_no_more_of_a_list_is_read_than_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(term_lists, "MOST_TERMS", 2)
    numbers = iter(range(100))
    with pytest.raises(BadInput, match="can have 2 terms"):
        list(bounded_terms(numbers))
    assert next(numbers) == 3


def test_terms_that_turn_each_other_round_are_each_found_in_the_source_alone() -> None:
    glossary = Glossary(terms(("chat", "chien"), ("chien", "chat")))
    found = [(each.term.source, each.target) for each in glossary.find("Le chat voit deux chiens.")]
    assert found == [("chat", "chien"), ("chien", "chats")]
    assert glossary.is_kept_to("Le chat voit le chien.", "The chien sees the chat.")
    assert not glossary.is_kept_to("Le chat dort.", "The chat sleeps.")
