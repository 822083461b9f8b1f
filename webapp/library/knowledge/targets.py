"""What a target must be that a person writes."""

import re

from webapp.errors import BadInput

#: The longest target that a person can write, in code points.
LONGEST_TARGET = 20_000

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
#: What stands where a character came that nothing can keep, such as NUL.
_UNREAD = re.compile("\ufffd")
_LINE_END = re.compile(r"[ \t]*\n\s*")


def checked_target(target: str, *, keeps_lines: bool = False) -> str:
    """A person's target as it is kept: without spaces around it, in one line if it is no code.

    Raises BadInput for one that is empty, too long or has a control sign.
    """
    target = target.replace("\r\n", "\n").replace("\r", "\n")
    target = target.strip("\n") if keeps_lines else _LINE_END.sub(" ", target.strip())
    if not target.strip():
        raise BadInput("Write a translation, or leave the sentence as it was.")
    if len(target) > LONGEST_TARGET:
        raise BadInput(
            f"This has {len(target):,} characters; a sentence can have {LONGEST_TARGET:,} at most."
        )
    if sign := _UNREAD.search(target):
        raise BadInput(
            f"The character at place {sign.start() + 1} could not be read (�). Write it again."
        )
    if sign := _CONTROL.search(target):
        raise BadInput(
            f"The character at place {sign.start() + 1} is a control sign "
            f"(U+{ord(sign[0]):04X}), which cannot be kept. Take it out."
        )
    return target
