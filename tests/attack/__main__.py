"""``python -m tests.attack`` attacks, prints one table, and exits with 1 on any fault."""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.attack import (
    Tally,
    calls,
    described,
    files,
    full,
    hostile,
    kills,
    load,
    migrations,
    slow,
    table,
    texts,
)

#: What each option counts, and how many there are where it is left out.
_COUNTS = {
    "files": (300, "mangled files of each format, a tenth of PDFs"),
    "texts": (4_000, "odd texts through the engine"),
    "calls": (300, "odd texts, six requests each"),
    "described": (20, "calls of each address and kind that the API's description allows"),
    "sockets": (300, "slow connections of each kind"),
    "requests": (1_000, "requests of many clients at once"),
    "clients": (64, "clients that make them"),
    "imports": (12, "imports on each of three full disks"),
    "kills": (20, "times that a server is killed"),
    "migrations": (20, "times that a program is killed while it migrates a library"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run every part that is asked for; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    for name, (count, meaning) in _COUNTS.items():
        parser.add_argument(f"--{name}", type=int, default=count, help=f"{meaning} ({count})")
    parser.add_argument(
        "--hostile", action=argparse.BooleanOptionalAction, default=True, help="hostile files"
    )
    parser.add_argument("--only", choices=[*_COUNTS, "hostile"], help="that part alone")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other tries")
    parser.add_argument("--write", type=Path, help="a file for the table, its date and commit")
    options = parser.parse_args(arguments)
    if options.only:
        _leave_out_all_but(options)
    begun = time.monotonic()
    tallies = [*_in_this_process(options), *_on_servers(options)]
    lines = list(table(tallies))
    print("\n".join(lines))
    if options.write:
        minutes = (time.monotonic() - begun) / 60
        options.write.write_text(_report(lines, minutes, arguments or sys.argv[1:]), "utf-8")
    return int(any(tally.faults for tally in tallies))


def _in_this_process(options: argparse.Namespace) -> Iterator[Tally]:
    yield files.attack(options.files, options.seed)
    if options.hostile:
        yield hostile.attack()
    yield from calls.attack(options.calls, options.seed)
    if options.texts:
        yield texts.attack(options.texts, options.seed)


def _on_servers(options: argparse.Namespace) -> Iterator[Tally]:
    if options.described:
        yield described.attack(options.described)
    if options.sockets:
        yield slow.attack(options.sockets)
    if options.requests:
        yield load.attack(options.requests, options.clients, options.seed)
    if options.imports:
        yield full.attack(options.imports)
    if options.kills:
        yield kills.attack(options.kills, options.seed)
    if options.migrations:
        yield migrations.attack(options.migrations, options.seed)


def _leave_out_all_but(options: argparse.Namespace) -> None:
    """Set the counts of all parts but the one that is asked for to nothing."""
    for name in _COUNTS.keys() - {options.only, "clients"}:
        setattr(options, name, 0)
    options.hostile = options.only == "hostile"


def _report(lines: list[str], minutes: float, arguments: list[str]) -> str:
    """The document of one run."""
    command = " ".join(["python -m tests.attack", *arguments])
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    date = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    head = (
        "# Reliability\n\n"
        "What the product was attacked with, and what went wrong. `make attack` does it again and "
        "says what each part tries (`python -m tests.attack --help`).\n\n"
        f"`{command}`, {date} UTC, after commit {commit}, in {minutes:.0f} minutes.\n\n"
    )
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
