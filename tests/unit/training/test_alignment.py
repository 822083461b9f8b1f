"""Which pieces go together, and the vectors that come of it."""

import numpy as np
import pytest

from training.alignment import Links, aligned, mixed

# le chat: o gato; le chien: o cão; un chat: um gato; un chien: um cão
LE, UN, CHAT, CHIEN = range(4)
THE, UM, GATO, CAO = range(4)
PAIRS = [
    ([LE, CHAT], [THE, GATO]),
    ([LE, CHIEN], [THE, CAO]),
    ([UN, CHAT], [UM, GATO]),
    ([UN, CHIEN], [UM, CAO]),
]


def best(links: Links) -> dict[int, int]:
    """The other piece that each piece goes with most."""
    order = np.argsort(links.counts)
    return dict(zip(links.pieces[order].tolist(), links.others[order].tolist(), strict=True))


def test_what_stands_together_in_all_sentences_goes_together() -> None:
    found = aligned(PAIRS, set())
    assert best(found) == {LE: THE, UN: UM, CHAT: GATO, CHIEN: CAO}
    assert found.counts.sum() == pytest.approx(sum(len(one) for one, _ in PAIRS))


def test_the_place_tells_where_nothing_else_does() -> None:
    assert best(aligned([([0, 1, 2], [2, 1, 0])], set())) == {0: 2, 1: 1, 2: 0}


def test_equal_pieces_are_favoured() -> None:
    pairs = [([0, 1], [0, 1])]
    assert best(aligned(pairs, {(0, 1), (1, 0)}, rounds=1)) == {0: 1, 1: 0}


def test_a_vector_is_the_weighted_mean_of_those_that_a_piece_goes_with() -> None:
    links = Links(np.array([0, 0, 0, 1]), np.array([0, 1, 2, 0]), np.array([6.0, 3.0, 0.5, 1.0]))
    others = np.array([[3.0, 0.0], [0.0, 3.0], [90.0, 90.0]], np.float32)
    defaults = np.full((3, 2), 7.0, np.float32)
    assert mixed(links, others, defaults).tolist() == [[2.0, 1.0], [7.0, 7.0], [7.0, 7.0]]
