"""``python -m tests.attack`` attacks, prints one table, and exits with 1 on any fault."""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.attack import (
    Tally,
    bodies,
    calls,
    described,
    files,
    folders,
    full,
    hostile,
    kills,
    load,
    migrations,
    slow,
    table,
    texts,
    wire,
)

#: What each option counts, and how many there are where it is left out.
_COUNTS = {
    "files": (300, "mangled files of each format, a tenth of PDFs"),
    "texts": (4_000, "odd texts through the engine"),
    "calls": (300, "odd texts, six requests each, and a hundredth as often every address"),
    "bodies": (19, "megabytes of each body that is made to cost much"),
    "described": (20, "calls of each address and kind that the API's description allows"),
    "sockets": (300, "slow connections of each kind"),
    "requests": (1_000, "requests of many clients at once"),
    "clients": (64, "clients that make them"),
    "imports": (12, "imports on each of three full disks"),
    "kills": (100, "times that a server is killed"),
    "migrations": (20, "times that a program is killed while it migrates a library"),
}
#: What each option does that counts nothing.
_WHOLE = {
    "hostile": "hostile files",
    "wire": "odd requests, byte by byte",
    "folders": "damaged, closed and shared data folders",
}


#: What each option tries.
_PARTS: Mapping[str, Callable[[argparse.Namespace], list[Tally]]] = {
    "files": lambda options: [files.attack(options.files, options.seed)],
    "hostile": lambda _: [hostile.attack()],
    "calls": lambda options: calls.attack(options.calls, options.seed),
    "texts": lambda options: [texts.attack(options.texts, options.seed)],
    "bodies": lambda options: [bodies.attack(options.bodies)],
    "described": lambda options: [described.attack(options.described)],
    "wire": lambda _: [wire.attack()],
    "sockets": lambda options: [slow.attack(options.sockets)],
    "requests": lambda options: [load.attack(options.requests, options.clients, options.seed)],
    "folders": lambda _: [folders.attack()],
    "imports": lambda options: [full.attack(options.imports)],
    "kills": lambda options: [kills.attack(options.kills, options.seed)],
    "migrations": lambda options: [migrations.attack(options.migrations, options.seed)],
}


def main(arguments: list[str] | None = None) -> int:
    """Run every part that is asked for; gives the exit status."""
    options = _options(arguments)
    begun = time.monotonic()
    tallies = [tally for name in _PARTS for tally in _of_part(name, options)]
    lines = list(table(tallies))
    print("\n".join(lines))
    if options.write:
        minutes = (time.monotonic() - begun) / 60
        options.write.write_text(_report(lines, minutes, arguments or sys.argv[1:]), "utf-8")
    return int(not tallies or any(tally.faults or not tally.tries for tally in tallies))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.attack", description=__doc__)
    for name, (count, meaning) in _COUNTS.items():
        parser.add_argument(f"--{name}", type=int, default=count, help=f"{meaning} ({count})")
    for name, meaning in _WHOLE.items():
        yes_or_no = argparse.BooleanOptionalAction
        parser.add_argument(f"--{name}", action=yes_or_no, default=True, help=meaning)
    parser.add_argument("--only", choices=list(_PARTS), help="that part alone")
    parser.add_argument("--seed", type=int, default=1, help="another one makes other tries")
    parser.add_argument("--write", type=Path, help="a file for the table, its date and commit")
    options = parser.parse_args(arguments)
    if options.only:
        for name in _PARTS.keys() - {options.only}:
            setattr(options, name, 0)
    return options


def _of_part(name: str, options: argparse.Namespace) -> list[Tally]:
    """What a part found, if it is asked for; one that breaks off is a fault, and others go on."""
    if not getattr(options, name):
        return []
    try:
        return _PARTS[name](options)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return [Tally(name, 1, [f"the attack itself broke off: {type(error).__name__}: {error}"])]


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
