"""What a fleet costs and gains: PostgreSQL and Redis against a file, two cores against one."""

import os

from bench.report import Findings
from bench.sizes import Sizes
from tests import services
from tests.fleet.costs import sentence_cost
from tests.fleet.throughput import LEAST, sentences_a_second


def measure(sizes: Sizes) -> Findings:
    """The per cent that the databases add, and what a second worker on a second core brings."""
    findings = Findings("fleet", "More than one machine")
    if not (services.program("postgres") and services.program("redis-server")):
        findings.remarks.append("PostgreSQL or Redis is not installed here: nothing was measured.")
        return findings
    _add_costs(findings)
    usable = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(usable) < 2:
        findings.remarks.append("There is one core: two workers were not compared with one.")
        return findings
    texts = max(1, sizes.segments // 500)
    one, two = (sentences_a_second(usable[:count], texts) for count in (1, 2))
    findings.goal(
        "times the sentences a second: two workers on two cores, of one on one core",
        two / one, LEAST, "{:.2f}", least=True,
    )  # fmt: skip
    findings.tell("sentences a second of one worker, all on one core", f"{one:.1f}")
    findings.remarks.append(
        f"{texts} texts of 1,000 sentences; PostgreSQL and Redis are on the cores of the workers."
    )
    return findings


def _add_costs(findings: Findings) -> None:
    cost = sentence_cost()
    findings.goal(
        "% of a document's CPU time that PostgreSQL and Redis add to it, theirs included",
        100 * cost.added, 5, "{:.1f}", least=False,
    )  # fmt: skip
    for what, seconds in (
        ("in the engine", cost.engine),
        ("with a library in a file", cost.file),
        ("with one in PostgreSQL, in the worker", cost.fleet),
        ("in PostgreSQL", cost.postgres),
        ("in Redis", cost.redis),
    ):
        findings.tell(f"CPU time of a sentence {what}", f"{1000 * seconds:.3f} ms")
