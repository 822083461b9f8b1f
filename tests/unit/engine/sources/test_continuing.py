"""Targets that go on from some words: those without a fault, likely ones first."""

from webapp.engine.sources.continuing import going_on
from webapp.engine.sources.prepared import Handling
from webapp.text.terms.terms import Glossary, Term

SOURCE = "Le chat dort depuis 3 jours."


def offered(begun: str, *texts: str, terms: list[Term] | None = None) -> list[str]:
    handling = Handling("fr", "en", Glossary(terms or [], "fr", "en"), english_figures=True)
    found = [(text, -0.1 - 0.01 * n) for n, text in enumerate(texts)]
    return going_on(SOURCE, begun, found, handling)


def test_a_target_begins_with_the_words_and_goes_on_in_a_new_one() -> None:
    whole = "The cat has slept for 3 days."
    assert offered("The cat", whole, "The cats sleep for 3 days.", "A cat for 3 days.") == [whole]
    assert offered("", whole) == [whole]
    assert offered(whole[:-1], whole[:-1], f"{whole[:-1]} long.") == [f"{whole[:-1]} long."]


def test_a_target_with_a_fault_or_without_a_term_is_left_out() -> None:
    right = "The cat has slept for 3 days."
    assert offered("The cat", "The cat has slept for 4 days.", right) == [right]
    named = [Term("chat", "tomcat")]
    assert offered("The", right, "The tomcat has slept for 3 days.", terms=named) == [
        "The tomcat has slept for 3 days."
    ]


def test_far_less_likely_targets_are_left_out_and_the_likeliest_comes_first() -> None:
    handling = Handling("fr", "en", Glossary(), english_figures=True)
    texts = ["He slept.", "He has slept.", "He laughs."]
    found = list(zip(texts, (-0.5, -0.1, -3.0), strict=True))
    assert going_on("Il a dormi.", "He", found, handling) == ["He has slept.", "He slept."]


def test_of_targets_with_the_same_next_word_the_likeliest_is_offered() -> None:
    whole = "The cat has slept for 3 days."
    others = "The cat slept for 3 days.", "The cat has been asleep for 3 days."
    assert offered("The cat", whole, whole, *others) == [whole, others[0]]
    assert offered("", whole, *others) == [whole]
