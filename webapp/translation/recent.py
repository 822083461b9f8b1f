"""Recent answers of the engine to translate requests, in memory and never on a disk."""

import threading
from collections.abc import Mapping, Sequence

from cachetools import LRUCache

from webapp.engine import Translation
from webapp.translation.shared_answers import SharedAnswers

_Key = tuple[str, int, str]


class RecentAnswers:
    """At most ``most_chars`` characters of answers, sources and targets together.

    An answer is known by the translator's identity, the number of its alternatives and its source.
    What is not known here is asked of ``shared``, which has the answers of other servers.
    """

    def __init__(self, most_chars: int = 0, shared: SharedAnswers | None = None) -> None:
        self._lock = threading.Lock()
        self._shared = shared
        #: Whether other processes put answers here, too.
        self.is_shared = shared is not None
        self._answers: LRUCache[_Key, tuple[str, Translation]] = LRUCache(
            most_chars, getsizeof=lambda pair: len(pair[0]) + len(pair[1].target)
        )

    def recall(
        self, identity: str, alternatives: int, sources: Sequence[str]
    ) -> dict[str, Translation]:
        """The answers to the known ones among ``sources``."""
        known: dict[str, Translation] = {}
        with self._lock:
            for source in sources:
                if pair := self._answers.get((identity, alternatives, source)):
                    known[source] = pair[1]
        if self._shared and len(known) < len(sources):
            others = [source for source in sources if source not in known]
            answers = self._shared.recall(identity, alternatives, others)
            self._keep(identity, alternatives, answers)
            known |= answers
        return known

    def keep(self, identity: str, alternatives: int, answers: Mapping[str, Translation]) -> None:
        """Remember answers by their sources for a while."""
        self._keep(identity, alternatives, answers)
        if self._shared:
            self._shared.keep(identity, alternatives, answers)

    def _keep(self, identity: str, alternatives: int, answers: Mapping[str, Translation]) -> None:
        with self._lock:
            for source, answer in answers.items():
                if len(source) + len(answer.target) <= self._answers.maxsize:
                    self._answers[identity, alternatives, source] = source, answer

    def forget(self) -> None:
        """Forget the answers of this process."""
        with self._lock:
            self._answers.clear()

    def close(self) -> None:
        """Close the connections to what is shared."""
        if self._shared:
            self._shared.close()
