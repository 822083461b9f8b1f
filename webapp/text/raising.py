"""Digits raised as in a footnote's mark, which is how they stand in a text, and back on their line,
as where an element or a tag raises them.
"""

DIGITS, RAISED = "0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"
_UP, _DOWN = str.maketrans(DIGITS, RAISED), str.maketrans(RAISED, DIGITS)


def raised(words: str) -> str:
    """Words with their digits raised."""
    return words.translate(_UP)


def lowered(words: str) -> str:
    """Words with their raised digits as usual."""
    return words.translate(_DOWN)
