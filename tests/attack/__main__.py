"""``python -m tests.attack`` attacks, prints one table, and exits with 1 on any fault."""

import argparse
import sys

from tests.attack import calls, files, hostile, kills, table


def main(arguments: list[str] | None = None) -> int:
    """Run every part; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    parser.add_argument("--files", type=int, default=300, help="mangled files of each format")
    parser.add_argument(
        "--hostile", action=argparse.BooleanOptionalAction, default=True, help="hostile files"
    )
    parser.add_argument("--calls", type=int, default=300, help="odd texts, six requests each")
    parser.add_argument("--kills", type=int, default=20, help="times that a server is killed")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other tries")
    options = parser.parse_args(arguments)
    tallies = [files.attack(options.files, options.seed)]
    tallies += [hostile.attack()] if options.hostile else []
    tallies += calls.attack(options.calls, options.seed)
    tallies += [kills.attack(options.kills, options.seed)] if options.kills else []
    print("\n".join(table(tallies)))
    return int(any(tally.faults for tally in tallies))


if __name__ == "__main__":
    sys.exit(main())
