"""Looks a French form up: its lemmas, kinds and meanings, or the nearest words there are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from webapp.errors import BadInput, UnknownWord
from webapp.resources import resource
from webapp.text.likeness import most_like
from webapp.words.dictionary import RARE, Dictionary, Expression, Form, Meaning, key_of
from webapp.words.grammar import gender, readings
from webapp.words.tokens import folded_form, french_tokens

#: The name that the bundled dictionary is shown under.
SOURCE = "Vis-à-vis"
#: The longest form that is looked up, and the most words in it, in characters and words.
LONGEST, MOST_WORDS = 100, 8
#: The most words that are named as near, how like one is at least, in per cent, and what a frequent
#: word may be less like than a rare one.
NEAREST, _LEAST_NEAR, _TELLING = 5, 70, 5
#: What a lemma is called that occurs so often in a million words.
_COMMONNESS = (
    (1000, "very common"),
    (100, "common"),
    (10, "fairly common"),
    (1, "uncommon"),
    (0, "rare"),
)
_NUMBER = re.compile(r"[+-]?\d[\d\s.,\u00a0\u202f]*%?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form may be: a lemma and its kind, with the form's grammar in English.

    ``form`` is the form as the dictionary spells it; ``frequency`` is how often the lemma occurs in
    a million words, or None where nobody counted.
    """

    form: str
    lemma: str
    kind: str
    grammar: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    frequency: float | None
    codes: str = ""
    source: str = SOURCE

    @property
    def gender(self) -> str:
        """The gender of a noun: "masculine", "feminine", or nothing where it has none or both."""
        return gender(self.codes) if self.kind == "noun" else ""

    @property
    def commonness(self) -> str:
        """How common the lemma is, in words; nothing where nobody counted."""
        if self.frequency is None:
            return ""
        return next(name for least, name in _COMMONNESS if self.frequency >= least)


def look_up(dictionary: Dictionary, text: str) -> list[Entry]:
    """The entries of a form, likeliest first; an expression's come before those of its words.

    Several words (an elision, a verb with its pronouns) give the entries of each, those that are
    elided last. Raises BadInput for what is no word, UnknownWord, DictionaryUnavailable.
    """
    written = " ".join(text.split())
    if not written or len(written) > LONGEST:
        raise BadInput(f"A word of 1 to {LONGEST} characters is needed.")
    form = folded_form(written)
    if _NUMBER.fullmatch(form):
        return [_number(form)]
    tokens = [token.form for token in french_tokens(form)][:MOST_WORDS]
    entries = _expressions(dictionary, tokens) + _whole(dictionary, form)
    if not entries or (len(tokens) > 1 and all(e.kind == "expression" for e in entries)):
        entries += _each(dictionary, tokens)
    if not entries:
        raise UnknownWord(nearest(dictionary, form))
    return list(dict.fromkeys(entries))


def nearest(dictionary: Dictionary, form: str) -> list[str]:
    """The words of the dictionary that look most like a form, likeliest first."""
    key = key_of(folded_form(form))
    keys = dictionary.keys_like(key[:1], len(key) - 2, len(key) + 2)
    likenesses = {keys[place]: percent for place, percent in most_like(key, keys, _LEAST_NEAR, 12)}
    forms = dictionary.forms(list(likenesses))
    forms.sort(key=lambda form: -likenesses[key_of(form.form)] - min(form.frequency, _TELLING))
    return list(dict.fromkeys(form.form for form in forms))[:NEAREST]


def _whole(dictionary: Dictionary, form: str) -> list[Entry]:
    """The entries of a form as it is spelled, or else of those that differ by accents alone."""
    forms = dictionary.forms([key_of(form)])
    merged = list(_merged([spelled for spelled in forms if spelled.form == form] or forms))
    least = max((reading.frequency for reading in merged), default=0) * RARE
    return [_entry(reading) for reading in merged if reading.frequency >= least]


def _each(dictionary: Dictionary, tokens: Sequence[str]) -> list[Entry]:
    """The entries of each word; of a compound that is unknown, of its parts."""
    entries = []
    for token in sorted(tokens, key=lambda token: token.endswith("'") and len(token) < 4):
        whole = _whole(dictionary, token)
        parts = token.split("-") if not whole and "-" in token else ()
        entries += whole or [entry for part in parts for entry in _whole(dictionary, part)]
    return entries


def _expressions(dictionary: Dictionary, tokens: Sequence[str]) -> list[Entry]:
    if len(tokens) < 2:
        return []
    key = " ".join(map(dictionary.class_of, tokens))
    return [_expression(expression) for expression in dictionary.expressions([key])]


def _expression(expression: Expression) -> Entry:
    text = expression.text
    return Entry(text, text, "expression", (), expression.meanings, None)


def _merged(forms: Iterable[Form]) -> Iterator[Form]:
    """The forms, one a lemma and kind: the first has the grammar of all."""
    groups: dict[tuple[str, str, str], list[Form]] = {}
    for form in forms:
        groups.setdefault((form.form, form.lemma, form.kind), []).append(form)
    for some in groups.values():
        codes = ";".join(dict.fromkeys(form.grammar for form in some if form.grammar))
        yield replace(some[0], grammar=codes, frequency=sum(form.frequency for form in some))


def _entry(form: Form) -> Entry:
    return Entry(
        form.form,
        form.lemma,
        form.kind,
        tuple(readings(form.grammar)),
        form.meanings,
        form.lemma_frequency,
        form.grammar,
    )


def _number(form: str) -> Entry:
    digits = re.sub(r"(?<=\d)[\s.\u00a0\u202f](?=\d{3})", "", form).replace(",", ".")
    return Entry(form, form, "number", (), (Meaning(digits.strip(), 1.0),), None)


def checked_language(code: str) -> None:
    """Refuse a language other than French, the only one that the dictionary is from."""
    if code.partition("-")[0].lower() != "fr":
        raise BadInput("The dictionary has French words only: “source” must be fr.")


def bundled_dictionary() -> Dictionary:
    """The dictionary that travels with the code."""
    return Dictionary(resource("dictionaries") / "fr_en.sqlite")


def as_fields(form: str, entries: Sequence[Entry], near: Sequence[str] = ()) -> dict[str, Any]:
    """What programs are given: the form, its entries, and the nearest words where it has none."""
    fields: dict[str, Any] = {"form": form, "entries": [_fields(entry) for entry in entries]}
    if not entries:
        fields |= {"error": str(UnknownWord(near)), "nearest": list(near)}
    return fields


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "form": entry.form,
        "lemma": entry.lemma,
        "kind": entry.kind,
        "grammar": list(entry.grammar),
        "frequency": entry.frequency,
        "meanings": [{"text": m.text, "share": m.share} for m in entry.meanings],
        "source": entry.source,
    }
