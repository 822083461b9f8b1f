"""Folds texts, so that searches and sorted lists pass over case and accents."""

import unicodedata


def folded(text: str | None) -> str:
    """``text`` without case, accents and the special shapes of letters; None folds to nothing."""
    apart = unicodedata.normalize("NFKD", (text or "").replace("’", "'"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
