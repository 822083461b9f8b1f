"""Attacks the product as somebody would who does not know its code; ``make attack`` runs it.

Each part makes a number of tries and gives the tries that went wrong, as sentences. A part is
deterministic: the same seed makes the same tries.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


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


def table(tallies: list[Tally]) -> Iterator[str]:
    """The lines of a Markdown table of the parts, then remarks and the first faults of each."""
    yield "| attack | tries | faults |"
    yield "| --- | ---: | ---: |"
    yield from (f"| {t.name} | {t.tries:,} | {len(t.faults):,} |" for t in tallies)
    yield from (f"\n{t.name}: {t.remark}." for t in tallies if t.remark)
    for tally in tallies:
        yield from (f"{tally.name}: {fault}" for fault in tally.faults[:10])
