"""What waits and what was done, by package, for those who watch the servers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.engine import Translators, Workload
from webapp.engine.identity import label_of
from webapp.errors import VisavisError
from webapp.pretranslation.desk import Desk
from webapp.pretranslation.leases import PROCESS

#: Stands in the place of a package for languages that none translates.
NO_PACKAGE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand at one moment.

    ``documents`` and ``segments`` are pending ones by package, ``workloads`` those of each process
    that translates and of this one. ``workers`` counts the processes that run jobs; ``jobs`` is the
    length of the queue, not a number while that cannot be told.
    """

    documents: Mapping[str, int]
    segments: Mapping[str, int]
    workloads: Mapping[str, Sequence[Workload]]
    workers: int
    jobs: float


def standing(desk: Desk) -> Standing:
    """How things stand now; raises LibraryUnavailable."""
    documents = Counter({_package(desk.translators, *pair): 0 for pair in desk.translators.pairs()})
    segments = Counter(documents)
    for languages, (document_count, segment_count) in desk.library.worklist.waiting().items():
        package = _package(desk.translators, *languages)
        documents[package] += document_count
        segments[package] += segment_count
    others = desk.library.workers.workloads()
    others.pop(PROCESS, None)
    workloads = {
        process: [Workload(**workload) for workload in done] for process, done in others.items()
    }
    return Standing(
        documents,
        segments,
        workloads | {PROCESS: desk.translators.workloads()},
        len(others) + desk.jobs.running,
        desk.jobs.waiting(),
    )


def _package(translators: Translators, source_language: str, target_language: str) -> str:
    try:
        identity = translators.get(source_language, target_language).identity
    except VisavisError:
        return NO_PACKAGE
    return label_of(identity) or identity
