"""Attacks the product as somebody would who does not know its code; ``make attack`` runs it.

Each part makes a number of tries and gives the tries that went wrong, as sentences. A part is
deterministic: the same seed makes the same tries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests


@dataclass
class Tally:
    """What a part has tried, and what went wrong."""

    name: str
    tries: int = 0
    faults: list[str] = field(default_factory=list)
    #: What else was measured, as a sentence without its full stop.
    remark: str = ""

    def expect(self, holds: bool, fault: str) -> None:
        """Count a try, and the fault if what was expected does not hold."""
        self.tries += 1
        if not holds:
            self.faults.append(fault)


@dataclass
class Client:
    """Sends forms to a server that may be killed meanwhile; no answer of it is a fault."""

    address: str
    tally: Tally

    def post(self, path: str, **options: Any) -> requests.Response:
        """The answer, of the page that it leads to; a killed server raises RequestException."""
        answer = requests.post(self.address + path, timeout=60, **options)
        self.tally.expect(answer.status_code < 500, f"{path}: {answer.status_code}")
        return answer


def table(tallies: list[Tally]) -> Iterator[str]:
    """The lines of a Markdown table of the parts, then remarks and the first faults of each."""
    yield "| attack | tries | faults |"
    yield "| --- | ---: | ---: |"
    yield from (f"| {t.name} | {t.tries:,} | {len(t.faults):,} |" for t in tallies)
    yield from (f"\n{t.name}: {t.remark}." for t in tallies if t.remark)
    for tally in tallies:
        yield from (f"{tally.name}: {fault}" for fault in tally.faults[:10])
