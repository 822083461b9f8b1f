"""The state of the toggles, kept in the reader's address, so that they work without a script.

``default=hidden`` hides every segment's other side and ``except=3,5`` names those that differ; a
toggle button sends the state as it was together with ``toggle=12`` or ``toggle=all``.
"""

import re
from dataclasses import dataclass
from functools import reduce

from flask import request

_POSITIONS = re.compile(r"\d{1,9}(,\d{1,9})*")


@dataclass(frozen=True, slots=True)
class Toggles:
    """``all_hidden`` holds for every segment whose position is not in ``exceptions``."""

    all_hidden: bool = False
    exceptions: frozenset[int] = frozenset()

    @classmethod
    def of_request(cls, *, all_hidden: bool = False) -> "Toggles":
        """The state in the address after its ``toggle`` is pressed; odd values count as none.

        ``all_hidden`` holds when the address has no state.
        """
        listed = request.args.get("except", "")
        positions = listed.split(",") if _POSITIONS.fullmatch(listed) else []
        default = request.args.get("default")
        if default in {"hidden", "shown"}:
            all_hidden = default == "hidden"
        before = cls(all_hidden, frozenset(map(int, positions)))
        return reduce(cls._toggled, request.args.getlist("toggle"), before)

    def hides(self, position: int) -> bool:
        """Whether the other side of the segment with that position is hidden."""
        return self.all_hidden != (position in self.exceptions)

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of this state in an address; none where nothing is hidden."""
        hides = self.all_hidden or self.exceptions
        return {"default": self.default, "except": self.listed} if hides else {}

    @property
    def default(self) -> str:
        """The value of ``default`` for the next address."""
        return "hidden" if self.all_hidden else "shown"

    @property
    def listed(self) -> str:
        """The value of ``except`` for the next address."""
        return ",".join(map(str, sorted(self.exceptions)))

    def _toggled(self, toggle: str) -> "Toggles":
        if toggle == "all":
            return Toggles(not self.all_hidden)
        if not _POSITIONS.fullmatch(toggle):
            return self
        return Toggles(self.all_hidden, self.exceptions ^ {int(p) for p in toggle.split(",")})
