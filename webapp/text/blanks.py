"""White space: what Python calls so, and every character that shows nothing.

These are soft hyphen, zero-width space and joiners, direction marks, and byte order mark.
"""

INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
BLANK = rf"[\s{INVISIBLE}]"
WHITE = INVISIBLE + "".join(filter(str.isspace, map(chr, range(0x3001))))


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets of ``text[start:end]`` without its outer white space; None for white space."""
    words = text[start:end]
    end = start + len(words.rstrip(WHITE))
    start += len(words) - len(words.lstrip(WHITE))
    return (start, end) if start < end else None
