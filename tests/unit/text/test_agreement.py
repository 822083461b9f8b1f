"""A number that changes its value is seen; one that is said in words is not taken for lost."""

import pytest

from webapp.text.agreement import numbers_agree


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
