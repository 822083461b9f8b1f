"""Which of a source's targets is best, of those that have all that must be in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from webapp.engine.sources.grammar import faults
from webapp.engine.sources.post_editing import PostEditor
from webapp.text.notation.agreement import marks_lost


@dataclass(frozen=True, slots=True)
class Ranking:
    """How targets are ranked: by the ``post_editor`` of packages that need one, too.

    It ``takes_any`` where one target is needed and no terms are asked for.
    """

    post_editor: PostEditor | None
    takes_any: bool

    def best_first(self, source: str, targets: Iterable[str]) -> list[str]:
        """Those with the marks of their source, then without faults, then with its rare nouns.

        Where it takes any, no target behind the first that cannot be better is looked at.
        """
        looked_at = []
        for target in targets:
            looked_at.append(target)
            if self._is_enough(source, target):
                break
        lacks = partial(self._lacks, source)
        ranked = sorted(looked_at, key=lacks)
        if self.post_editor and len(ranked) > 1:
            best = [target for target in ranked if lacks(target) == lacks(ranked[0])]
            return self.post_editor.nouns_first(source, best) + ranked[len(best) :]
        return ranked

    def _is_enough(self, source: str, target: str) -> bool:
        """Whether no other target of a source can be better."""
        if not self.takes_any or any(self._lacks(source, target)):
            return False
        return self.post_editor is None or not self.post_editor.lacks_nouns(source, target)

    def _lacks(self, source: str, target: str) -> tuple[int, int]:
        """How many marks of its source a target lacks, and how many faults of grammar it has."""
        is_edited = self.post_editor is not None
        return marks_lost(source, target), faults(source, target) if is_edited else 0
