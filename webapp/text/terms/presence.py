"""How often a target has a term, as whole words.

Places are looked for by the text itself: with ten thousand terms an expression for each would be
made again and again, a millisecond each.
"""

import re
from collections.abc import Iterator, Sequence

#: With these before it and a hyphen between a word is another one: sub-processor.
_PREFIXES = (
    "anti co counter ex inter macro micro mini mono multi non over post pre pseudo quasi re semi "
    "sub super un under vice"
)
_PREFIXED = re.compile(rf"\b(?:{_PREFIXES.replace(' ', '|')})-\Z", re.IGNORECASE)
#: More code points than any of them has.
_LONGEST_PREFIX = 10
_WORD_CHARACTER = re.compile(r"\w")


def times(forms: Sequence[str], target: str, *, is_joined: bool) -> int:
    """How often a target has one of the forms, none over another.

    Each may begin with a capital. With a prefix before it one counts only if it ``is_joined`` to
    what is before it in its source, too.
    """
    longest_first = sorted(forms, key=len, reverse=True)
    count = end = 0
    for start in sorted(set(_starts(forms, target))):
        if start < end or _is_within_word(target, start, is_joined=is_joined):
            continue
        ends = (start + len(form) for form in longest_first if _is_at(form, target, start))
        if after := next((at for at in ends if not _WORD_CHARACTER.match(target, at)), None):
            count, end = count + 1, after
    return count


def _starts(forms: Sequence[str], target: str) -> Iterator[int]:
    for written in {capital + form[1:] for form in forms for capital in (form[0], form[0].upper())}:
        at = target.find(written)
        while at >= 0:
            yield at
            at = target.find(written, at + 1)


def _is_at(form: str, target: str, start: int) -> bool:
    is_begun = target.startswith((form[0], form[0].upper()), start)
    return is_begun and target.startswith(form[1:], start + 1)


def _is_within_word(target: str, start: int, *, is_joined: bool) -> bool:
    if start and _WORD_CHARACTER.match(target[start - 1]):
        return True
    before = target[max(0, start - _LONGEST_PREFIX) : start]
    return not is_joined and before.endswith("-") and bool(_PREFIXED.search(before))
