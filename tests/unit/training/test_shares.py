"""How much of each text is taken."""

import random
from collections import Counter

import click
import pytest
from click.testing import CliRunner

from training.pairs import Pair
from training.shares import Shares, share_option, taken

NAMED = [(name, Pair(f"f{n}", f"e{n}")) for n in range(2_000) for name in ("a", "b")]


def test_without_shares_each_pair_is_taken_once_and_in_order() -> None:
    assert list(taken(NAMED, {}, random.Random(1))) == NAMED


def test_a_part_is_a_sample_and_what_is_over_one_is_taken_again() -> None:
    found = Counter(taken(NAMED, {"a": 0.25, "b": 3.5}, random.Random(1)))
    times = {name: Counter(n for (other, _), n in found.items() if other == name) for name in "ab"}
    assert set(times["a"]) == {1}
    assert 400 < times["a"][1] < 600
    assert set(times["b"]) == {3, 4}
    assert 900 < times["b"][4] < 1_100


def test_none_of_a_text_can_be_taken() -> None:
    assert {name for name, _ in taken(NAMED, {"a": 0.0}, random.Random(1))} == {"b"}


@click.command()
@share_option
def command(shares: Shares) -> None:
    """Say what was given."""
    click.echo(repr(shares))


def test_the_option_is_read_and_its_faults_are_named() -> None:
    read = CliRunner().invoke(command, ["--share", "a=0.25", "--share", "b=3"])
    assert read.output.strip() == "{'a': 0.25, 'b': 3.0}"
    assert CliRunner().invoke(command, []).output.strip() == "{}"


@pytest.mark.parametrize("given", ["a", "a=", "a=much", "=x"])
def test_what_is_no_share_is_refused(given: str) -> None:
    refused = CliRunner().invoke(command, ["--share", given])
    assert refused.exit_code == 2
    assert f"'{given}' is not NAME=NUMBER." in refused.output
