"""Text as it is compared in searches and sorted in lists."""

import unicodedata


def folded(text: str | None) -> str:
    """Without case, accents and the shapes of letters; nothing folds to an empty text."""
    apart = unicodedata.normalize("NFKD", (text or "").replace("’", "'"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
