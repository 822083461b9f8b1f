"""A number that changes its value is seen; one that is said in words is not taken for lost."""

from collections.abc import Callable

import pytest

from webapp.text.notation.agreement import (
    currencies_agree,
    has_lost_its_words,
    marks_lost,
    months_agree,
    numbers_agree,
    numbers_stand_alone,
    ordinals_agree,
)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il a 12 ans.", "He is 12."),
        ("Il a 2 ans.", "He is two."),
        ("le 1er étage", "the first floor"),
        ("au 22 de la rue", "at twenty-two of the street"),
        ("Il a deux chats et 3 chiens.", "He has 2 cats and 3 dogs."),
        ("les années 80", "the 1980s"),
        ("les années 80", "the eighties"),
        ("en 2000", "in 2,000"),
        ("Louis XIV", "Louis 14"),
        ("rien", "nothing"),
        ("80 et 80", "80 and eighty"),
    ],
)
def test_equal_values(source: str, target: str) -> None:
    assert numbers_agree(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il a 12 ans.", "He is 21."),
        ("Il a 12 ans.", "He is old."),
        ("Il a un chat.", "He has 3 cats."),
        ("2.5 millions", "2,5 million"),
        ("en 1998", "in 1989"),
        ("14:30", "2:30 p.m."),
        ("115 pages", "fifteen pages"),
        ("les années 80", "the 1990s"),
    ],
)
def test_other_values(source: str, target: str) -> None:
    assert not numbers_agree(source, target)


@pytest.mark.parametrize(
    ("check", "source", "good", "bad"),
    [
        (months_agree, "le 4 juin", "4 June", "4 June, June"),
        (months_agree, "août 1914", "August 1914", "1914"),
        (months_agree, "du 2 au 6 mai", "2 May to 6 May", "2 to 6"),
        (ordinals_agree, "le 2e tour", "the second round", "the 2th round"),
        (ordinals_agree, "la 3e page", "the 3rd page", "page 3"),
        (ordinals_agree, "8, rue du Port", "8 Port Street", "8th Port Street"),
        (ordinals_agree, "le 8 mai", "the 8th of May", "the 8rd of May"),
        (numbers_stand_alone, "Train 88", "Train 88", "Train88"),
        (numbers_stand_alone, "CO2 et 3", "CO2 and 3", "CO2 and x3"),
        (currencies_agree, "5 dollars", "USD 5", "EUR 5"),
        (currencies_agree, "5 dollars canadiens", "5 Canadian dollars", "USD 5"),
        (currencies_agree, "9 livres turques", "9 Turkish pounds", "£9"),
    ],
)
def test_what_an_english_target_must_agree_in(
    check: Callable[[str, str], bool], source: str, good: str, bad: str
) -> None:
    assert (check(source, good), check(source, bad)) == (True, False)


def test_a_target_without_the_words_of_its_source_is_noticed() -> None:
    assert has_lost_its_words("12 absents", "12")
    assert not has_lost_its_words("n° 12", "#12")
    assert not has_lost_its_words("12 absents", "12 away")


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("[note] (fin)", "[note] (end)", 0),
        ("[note] fin", "note] end", 1),
        ("le « mot »", "the word", 1),
        ("le « mot »", "the 'word'", 0),
        ("le mot", "the word", 0),
    ],
)
def test_marks_that_are_lost_are_counted(source: str, target: str, lost: int) -> None:
    assert marks_lost(source, target) == lost
