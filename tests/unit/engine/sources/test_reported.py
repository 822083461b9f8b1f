"""Subjects behind a verb of saying: where the passive is given to the network, and where not."""

import pytest

from webapp.engine.sources.rephrasing import rephrased
from webapp.engine.sources.reported import reported


@pytest.mark.parametrize(
    ("source", "given"),
    [
        (
            "C'est ce qu'indique un rapport publié lundi.",
            "C'est ce qui est indiqué par un rapport publié lundi.",
        ),
        (
            "C’est qu’affirme le communiqué publié par le ministre.",
            "C’est ce qui est affirmé par le communiqué publié par le ministre.",
        ),
        (
            "Selon lui, c'est ce que révèle l'étude menée à Lyon.",
            "Selon lui, c'est ce qui est révélé par l'étude menée à Lyon.",
        ),
        (
            "C'est ce que disent les trois témoins du vol.",
            "C'est ce qui est dit par les trois témoins du vol.",
        ),
        (
            "C'est ce que soutient Paul Morel dans son livre.",
            "C'est ce qui est soutenu par Paul Morel dans son livre.",
        ),
    ],
)
def test_a_long_subject_stands_behind_a_passive(source: str, given: str) -> None:
    assert reported(source) == given
    assert rephrased(source) == given


@pytest.mark.parametrize(
    "source",
    [
        "C'est ce qu'affirme le ministre.",
        "C'est ce que dit sa sœur.",
        "C'est ce qu'il affirme dans un rapport publié lundi.",
        "C'est ce que montre bien ce rapport publié lundi.",
        "C'est que la ville de Lyon est loin.",
        "C'est le rapport qu'annonce le ministre de la justice.",
        "C'est ce que dit-il à tous ses amis.",
    ],
)
def test_other_sentences_stay(source: str) -> None:
    assert reported(source) == source
