"""File names made from titles, safe on every system."""

import re
import unicodedata

#: Longest stem in characters: with any extension below the 255 bytes of common file systems.
STEM_CHARS = 60
_UNSAFE = re.compile(r"[^\w]+")
#: Names that Windows keeps for devices, whatever the extension.
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)")


def filename(title: str, extension: str) -> str:
    """``title`` in plain ASCII words joined by hyphens, with ``extension`` (".en.txt")."""
    plain = unicodedata.normalize("NFKD", title.replace("œ", "oe").replace("Œ", "OE"))
    plain = plain.encode("ascii", "ignore").decode("ascii").replace("'", "-")
    stem = _UNSAFE.sub("-", plain).strip("-_")
    if len(stem) > STEM_CHARS:
        stem = stem[:STEM_CHARS].rsplit("-", 1)[0]
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"document-{stem}".rstrip("-")
    return stem + extension
