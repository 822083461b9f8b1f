"""Raises the digits of a footnote's mark, and lowers them again.

A text has raised digits (¹). Markup has digits on the line, and an element raises them.
"""

DIGITS, RAISED = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UP, _DOWN = str.maketrans(DIGITS, RAISED), str.maketrans(RAISED, DIGITS)


def raised(words: str) -> str:
    """``words`` with raised digits in place of digits."""
    return words.translate(_UP)


def lowered(words: str) -> str:
    """``words`` with digits in place of raised digits."""
    return words.translate(_DOWN)
