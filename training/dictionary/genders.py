"""The genders that Lexique does not tell, by the articles before nouns in the corpus.

Lexique tells none of a noun that has two with two meanings (livre), and of some that have one.
"""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from training.dictionary.corpus import Corpus
from training.dictionary.lexique import Form

_MASCULINE, _FEMININE = ("le", "un", "du", "au", "ce", "cet"), ("la", "une", "cette")
#: A gender is that of a noun when so many of the articles before it have it, of so many at least.
_MOSTLY, _FEWEST = 0.85, 5


def gendered(forms: Iterable[Form], corpus: Corpus) -> Iterator[Form]:
    """The forms; nouns without a gender have "m", "f" or, with articles of both kinds, "e"."""
    masculine, feminine = (_times_behind(some, corpus) for some in (_MASCULINE, _FEMININE))
    for form in forms:
        if form.lexeme.kind == "noun" and form.grammar in ("", "s", "p"):
            lemma = form.lexeme.lemma
            gender = _gender(masculine.get(lemma, 0), feminine.get(lemma, 0))
            yield form._replace(grammar=gender + form.grammar)
        else:
            yield form


def _gender(masculine: int, feminine: int) -> str:
    total = masculine + feminine
    if total < _FEWEST:
        return ""
    if max(masculine, feminine) < _MOSTLY * total:
        return "e"
    return "m" if masculine > feminine else "f"


def _times_behind(words: Iterable[str], corpus: Corpus) -> Mapping[str, int]:
    """How often each form stands behind one of the words, within a sentence."""
    side = corpus.french
    wanted = [side.forms.numbers[word] for word in words if word in side.forms.numbers]
    places = np.flatnonzero(np.isin(side.form[:-1], wanted)) + 1
    behind = side.form[places[~np.isin(places, side.starts)]]
    times = np.bincount(behind, minlength=len(side.forms.words))
    return dict(zip(side.forms.words, times.tolist(), strict=True))
