"""Says the grammar of a form in English: "imperfect, he/she", "feminine plural"."""

from collections.abc import Collection

_GENDERS = {"m": "masculine", "f": "feminine", "e": "masculine or feminine"}
_NUMBERS = {"s": "singular", "p": "plural"}
#: Mood and tense in Lexique's codes.
_TENSES = {
    "inf": "infinitive",
    "ind:pre": "present",
    "ind:imp": "imperfect",
    "ind:pas": "past historic",
    "ind:fut": "future",
    "cnd:pre": "conditional",
    "sub:pre": "present subjunctive",
    "sub:imp": "imperfect subjunctive",
    "imp:pre": "imperative",
    "par:pre": "present participle",
    "par:pas": "past participle",
}
_PERSONS = {
    "1s": "I",
    "2s": "you (tu)",
    "3s": "he/she",
    "1p": "we",
    "2p": "you (vous)",
    "3p": "they",
}


def readings(codes: str) -> list[str]:
    """What a form may be, one reading a tense, from codes such as "ind:imp:1s;ind:imp:2s"."""
    agreement, tenses = "", dict[str, list[str]]()
    for code in filter(None, codes.split(";")):
        if ":" not in code and code not in _TENSES:
            agreement = _agreement(code)
            continue
        tense, _, person = code.rpartition(":") if code.count(":") == 2 else (code, "", "")
        persons = tenses.setdefault(_TENSES.get(tense, tense), [])
        persons += [person] if person in _PERSONS else []
    labels = [", ".join(filter(None, [tense, _who(who)])) for tense, who in tenses.items()]
    if not labels:
        return [agreement] if agreement else []
    return [
        f"{reading}, {agreement}" if "participle" in reading and agreement else reading
        for reading in labels
    ]


def gender(codes: str) -> str:
    """The gender that codes tell of: masculine, feminine, one or the other, or nothing."""
    first = codes.partition(";")[0]
    return _GENDERS.get(first[:1], "") if len(first) < 3 else ""  # a mood has three letters


def _who(persons: Collection[str]) -> str:
    return " or ".join(who for person, who in _PERSONS.items() if person in persons)


def _agreement(code: str) -> str:
    names = (_GENDERS.get(letter) or _NUMBERS.get(letter, "") for letter in code)
    return " ".join(filter(None, names))
