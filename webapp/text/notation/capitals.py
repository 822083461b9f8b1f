"""Titles and signs set in capitals: read as if they were not, and in capitals again.

Also titles of which each word has a capital (Title Case), which no French sentence is.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))")
_KNOWN = (
    "ACRONYMS AFP ANPE BCE BD CAF CDD CDI CE CEE CEO CGT CIA CNIL CNRS DVD EDF ENA EU FAQ FBI "
    "FIFA FMI GPS HLM IBAN ISBN ISO IRM IVG JO LGBT MIT NASA OCDE OGM OMC OMS ONG ONU OPEP OTAN "
    "OVNI PDF PDG PIB PME RATP RER RGPD RH RSA RTT SARL SDF SIDA SMIC SMS SNCF SOS TGV TTC TVA "
    "UE UEFA UNESCO UNICEF URL URSS US USA USB VTT WC"
)
#: Those that English writes otherwise.
_KNOWN_UNLIKE = (
    "ONU UE OTAN USA EU URSS TVA TTC PIB OMS OMC FMI SIDA CE OVNI CEE PME ONG OGM BCE PDG RH VTT "
    "SDF IVG IRM OPEP"
)
_UNLIKE = frozenset(_KNOWN_UNLIKE.split())
_ACRONYMS = frozenset(_KNOWN.split())
_SENTENCE = re.compile(r"[.!?…][\s»”\")\]]*$")
_VOWELS = re.compile("[AEIOUYÀ-ÖØ-ÝŒÆ]")
_SMALL_FRENCH = (
    "le la les l un une des du de d à au aux et ou en dans par pour sur sous avec sans ce cette "
    "ces son sa ses leur leurs mon ma mes que qui ne pas est"
)
_SMALL_ENGLISH = "a an the and or but nor of in on at to by for from with as into than is"
_SMALL_WORDS = {"fr": frozenset(_SMALL_FRENCH.split()), "en": frozenset(_SMALL_ENGLISH.split())}


def in_capitals(source: str) -> bool:
    """Whether all words are in capitals, and more than an acronym or a numeral is said."""
    words = _PART.findall(source)
    return source.isupper() and any(len(word) > 1 and not _is_sign(word) for word in words)


def lowered(source: str) -> str:
    """A source in capitals in small letters, but for acronyms and numerals.

    One that ends as a sentence begins as one; a title in small letters is not taken for a name.
    """
    low = _PART.sub(lambda match: match[0] if _is_sign(match[0]) else match[0].lower(), source)
    first = _PART.search(low)
    if not first or first[0].isupper() or not _SENTENCE.search(source):
        return low
    return low[: first.start()] + first[0].capitalize() + low[first.end() :]


def acronyms(source: str) -> list[tuple[int, int]]:
    """The offsets of the acronyms of a source in capitals that English writes alike."""
    words = (match for match in _PART.finditer(source) if _is_sign(match[0]))
    return [m.span() for m in words if m[0] not in _UNLIKE and not _NUMERAL.fullmatch(m[0])]


def _is_sign(word: str) -> bool:
    """Whether a word in capitals is an acronym or a Roman numeral; Y and À are words."""
    if word in _ACRONYMS or (len(word) > 1 and not _VOWELS.search(word)):
        return True
    return bool(_NUMERAL.fullmatch(word)) and word not in ("DI", "MI")


def in_title_case(source: str) -> bool:
    """Whether each of four words or more has a capital, small words (``De``, ``Et``) as well."""
    words = _WORD.findall(source)
    if len(words) < 4 or source.isupper() or not all(word[0].isupper() for word in words):
        return False
    return any(word.lower() in _SMALL_WORDS["fr"] and word[1:].islower() for word in words[1:])


def title_case(target: str) -> str:
    """An English title: each word with a capital, but the small ones within it."""
    words = list(_WORD.finditer(target))
    for match in words:
        inner = match not in (words[0], words[-1])
        if not (inner and match[0] in _SMALL_WORDS["en"]):
            start = match.start()
            target = target[:start] + target[start].upper() + target[start + 1 :]
    return target
