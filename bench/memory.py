"""Measures the start, the memory, and what a segment costs as the work grows."""

import time

from bench.engine import alone, ours
from bench.first import arrival
from bench.french import segments
from bench.instant import instant_app
from bench.machine import in_new_process, memory
from bench.peers import paragraphs
from bench.report import Findings, Plot
from bench.server import running
from bench.sizes import Sizes

#: The number of segments of one document; more work is more documents.
DOCUMENT = 5000
STARTS = 3
#: Seconds until an idle server has loaded all that it loads in advance.
SETTLED = 4

_IMPORTS = """
import sys, webapp.app, webapp.server
print(sum(name in sys.modules for name in ("ctranslate2", "argostranslate", "sentencepiece")))
"""


def measure(sizes: Sizes) -> Findings:
    """A cold start, memory before and after, and time and memory a segment as the work grows."""
    findings = Findings("memory", "Start, memory, growth")
    _start(findings, sizes)
    _growth(findings, sizes)
    return findings


def _start(findings: Findings, sizes: Sizes) -> None:
    starts = []
    for _ in range(STARTS):
        with running("/") as server:
            starts.append(server.cpu_to_first_answer)
    findings.goal(
        "CPU seconds from a cold start to the first page", min(starts), 1, "{:.2f}", least=False
    )
    opened = int(in_new_process(_IMPORTS))
    findings.goal("engine libraries that importing loads", opened, 0, "{}", least=False)
    with running("/") as server:
        time.sleep(SETTLED)
        idle = memory(server.pid)
        text = "\n\n".join(paragraphs(segments(sizes.segments, seed=8)))
        text_arrival = arrival(server, text)
        busy = memory(server.pid, "VmHWM")
    findings.goal(
        "MB of an idle server before the first translation", idle, 200, "{:.0f}", least=False
    )
    findings.goal(
        f"MB at the peak, translating {sizes.segments:,} segments", busy, 500, "{:.0f}", least=False
    )
    for which, seconds in (("first", text_arrival.first), ("last", text_arrival.last)):
        what = f"{which} target of these {sizes.segments:,} segments after the click"
        findings.tell(what, f"{seconds:.2f} s")


def _growth(findings: Findings, sizes: Sizes) -> None:
    costs = {size: alone_costs(size) for size in sizes.growth}
    few, many = sizes.growth[-2:]
    findings.goal(
        f"times the time a segment of {few:,} segments, over {many:,}, all but the engine",
        costs[many][0] / costs[few][0], 1.25, "{:.2f}", least=False,
    )  # fmt: skip
    findings.goal(
        f"times the memory after {few:,} segments, after {many:,}",
        costs[many][1] / costs[few][1], 1.1, "{:.2f}", least=False,
    )  # fmt: skip
    real = [size for size in (100, 1000, 4000) if size <= 2 * sizes.segments]
    engine = {size: alone(ours, segments(size, seed=9)).rate for size in real}
    lines = {
        "all but the engine": [(float(n), 1e6 * cost[0]) for n, cost in costs.items()],
        "the engine": [(float(n), 1e6 / rate) for n, rate in engine.items()],
    }
    used = {"memory": [(float(n), cost[1]) for n, cost in costs.items()]}
    per_segment = "Time a segment as the work grows"
    findings.plots += [
        Plot("growth", per_segment, "segments", "microseconds a segment", lines),
        Plot("memory", "Memory as the work grows", "segments", "MB in use", used),
    ]
    findings.remarks.append(
        f"Up to {many:,} segments, in documents of at most {DOCUMENT:,}, all but the engine is "
        "measured: cutting, storing, the job, the memory, with a translator that answers at once; "
        f"the engine itself up to {real[-1]:,}."
    )


def alone_costs(size: int) -> tuple[float, float]:
    """The CPU seconds a segment and the megabytes in use at the end, in a new process."""
    code = f"from bench.memory import print_costs; print_costs({size})"
    seconds, megabytes = in_new_process(code).split()
    return float(seconds), float(megabytes)


def print_costs(size: int) -> None:
    """Add and fill documents of ``size`` segments together; print seconds a segment, megabytes."""
    with instant_app() as (_, desk, _):
        desk.pretranslate(desk.add_document("Bonjour à tous les amis. " * 20).id)
        spent = 0.0
        for at in range(0, size, DOCUMENT):
            sources = segments(min(DOCUMENT, size - at), seed=at)
            text = "\n\n".join(paragraphs(sources))
            begun = time.process_time()
            desk.pretranslate(desk.add_document(text).id)
            spent += time.process_time() - begun
        print(spent / size, memory())
