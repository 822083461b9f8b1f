"""The command of training.everyday."""

import random
from pathlib import Path

import click

from training.everyday.sentences import Everyday


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--count", default=20_000, show_default=True)
def main(out: Path, count: int) -> None:
    """Write so many pairs to OUT, as ``everyday<TAB>French<TAB>English``."""
    pairs = Everyday(random.Random(5)).pairs(count)
    lines = (f"everyday\t{pair.source}\t{pair.target}\n" for pair in pairs)
    out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
