"""Odd texts through the whole engine but its model: each comes out, and nothing is raised."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack import Tally
from tests.attack.calls import odd_text
from tests.unit.engine.models import PLACEHOLDERS, Shouting, opened
from webapp.text import split_text


def attack(tries: int, seed: int = 1) -> Tally:
    """Cut and translate ``tries`` odd texts, by models with words for what stays and without."""
    tally = Tally("texts through the engine")
    chance = random.Random(seed)
    for placeholders in (PLACEHOLDERS, []):
        with TemporaryDirectory() as name, opened(Shouting(placeholders), Path(name)) as translator:
            for _ in range(tries // 2):
                text = odd_text(chance)
                sources = [s.source for block in split_text(text) for s in block.segments]
                try:
                    targets = translator.submit(sources).result()
                except Exception as error:  # noqa: BLE001 - that is what is looked for
                    tally.expect(False, f"{type(error).__name__} of {text[:60]!r}")
                else:
                    tally.expect(
                        len(targets) == len(sources), f"a target is missing: {text[:60]!r}"
                    )
    return tally
