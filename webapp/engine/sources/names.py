"""Names of two words stay in their order: « Truth Social » is no "Social Truth".

Where the bundled dictionary has English for the first word, as for « Plan Marshall » and « Festival
Lumen », English may well turn the two round.
"""

import re
from collections.abc import Callable
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+")


def with_names_in_order(
    source: str, target: str, has_english: Callable[[str], object], terms: str = ""
) -> str:
    """The target, names of two words of its source that it has turned round in their order.

    What the ``terms`` turn round stays, as somebody asked for it. ``has_english`` is asked for the
    first word of such a name, in small letters; what it raises is passed on.
    """
    for first, second in pairwise(_WORD.finditer(source)):
        name, turned = f"{first[0]} {second[0]}", f"{second[0]} {first[0]}"
        if (
            source[first.start() : second.end()] == name
            and first[0][0].isupper()
            and second[0][0].isupper()
            and turned in target
            and name not in target
            and turned not in terms
            and not has_english(first[0].lower())
        ):
            target = re.sub(rf"\b{turned}\b", name, target)
    return target
