"""``python -m tests.fleet`` lets faults befall a fleet and prints the table of docs/scale.md."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fleet.faults import FAULTS, endure


def main() -> int:
    """Print the table; gives 1 where something was lost, stored twice or took too long."""
    parser = argparse.ArgumentParser(prog="python -m tests.fleet")
    parser.add_argument("--sentences", type=int, default=800, help="sentences of a text")
    parser.add_argument("--rounds", type=int, default=1, help="how often each fault befalls it")
    parser.add_argument("--first", type=int, default=len(FAULTS), help="faults, of all of them")
    parser.add_argument("--workers", type=int, default=3, help="processes that translate")
    parser.add_argument("--most", type=float, default=30, help="seconds until it must go on")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        names = list(FAULTS)[: chosen.first] * chosen.rounds
        outcome = endure(Path(folder), names, chosen.sentences, chosen.workers)
    print("| what befell it | sentences done then | seconds until the next |\n| --- | --- | --- |")
    for row in outcome.rows:
        print(f"| {row.fault} | {row.done} | {row.seconds:.1f} |")
    print(
        f"\nOf {outcome.segments} sentences {outcome.missing} are missing, {outcome.twice} were "
        f"stored twice, and `visavis check` finds {len(outcome.faults)} faults."
    )
    is_slow = any(row.seconds > chosen.most for row in outcome.rows)
    return int(bool(outcome.missing or outcome.twice or outcome.faults or is_slow))


if __name__ == "__main__":
    sys.exit(main())
