"""Makes file names from titles, safe on every system."""

import re
import unicodedata

#: The longest stem, in code points and in bytes of UTF-8. Common file systems allow names of 255
#: bytes, those that encrypt names 143. So any extension and the additions of browsers have room.
STEM_CHARS, STEM_BYTES = 60, 120
_HYPHENS = re.compile("-+")
#: Names that Windows reserves for devices, whatever the extension.
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|(?:com|lpt)[\d¹²³])")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})


def filename(title: str, extension: str) -> str:
    """The words of ``title``, in any script, joined by hyphens, and ``extension`` (".en.txt").

    The name is in NFC, so that one title has the same name everywhere.
    """
    composed = unicodedata.normalize("NFC", title)
    words = "".join(map(_safe, composed))
    stem = _shortened(_HYPHENS.sub("-", words).strip("-_"))
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"document-{stem}".rstrip("-")
    return stem + extension


def plain_filename(name: str) -> str:
    """``name`` in ASCII, for programs that accept nothing else."""
    plain = unicodedata.normalize("NFKD", name.translate(_LIGATURES))
    plain = "".join(filter(str.isprintable, plain.encode("ascii", "ignore").decode()))
    if plain == name:
        return name
    plain = _HYPHENS.sub("-", plain).lstrip("- ")
    return plain if plain[:1].isalnum() else f"document{plain}"


def _safe(character: str) -> str:
    """Letters, accents, digits and ``_`` stay; invisible characters go; others become hyphens."""
    category = unicodedata.category(character)
    if category[0] in "LMN" or character == "_":
        return character
    return "" if category == "Cf" else "-"


def _shortened(stem: str) -> str:
    """The stem cut to its bounds: after a word if that leaves most of it, else after a letter."""
    cut = stem.encode()[:STEM_BYTES].decode(errors="ignore")[:STEM_CHARS]
    if cut == stem:
        return stem
    whole = cut if stem[len(cut)] == "-" else cut.rpartition("-")[0]
    if 2 * len(whole) > len(cut):
        return whole.rstrip("-_")
    while cut and unicodedata.category(stem[len(cut)])[0] == "M":
        cut = cut[:-1]
    return cut.rstrip("-_")
