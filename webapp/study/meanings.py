"""Which of its meanings are kept with a word."""

from collections.abc import Sequence

from webapp.words.dictionary import Meaning

#: A further meaning is kept with a word when it has at least this share.
_CHIEF = 0.1


def chief_meanings(meanings: Sequence[Meaning]) -> list[str]:
    """The first meaning, and what else is common or was not counted, three at most."""
    return [m.text for n, m in enumerate(meanings) if not n or _is_common(m)][:3]


def _is_common(meaning: Meaning) -> bool:
    return meaning.share is None or meaning.share >= _CHIEF
