"""What fixed French compounds are in English: arc-en-ciel, coup de soleil, pomme de terre.

Models read such words one by one when they stand alone: « coup de soleil » became Sunfall.
"""

import re
from collections.abc import Iterator

from webapp.text.terms.inflection import is_given_in_plural
from webapp.text.terms.plurals import english_plural
from webapp.text.terms.singulars import english_singular
from webapp.words.dictionary import Dictionary, Expression, Form, key_of
from webapp.words.tokens import french_tokens

#: Two nouns with what joins them.
_JOINED = re.compile(
    r"(?!peu )[^\W\d_]{3,} (?:de |d'|à |en |du |des |de la |de l'|aux? )[^\W\d_]{3,}"
)
#: The least share of a compound's English in all that it was put as, for words joined by hyphens,
#: for others, and for others that English has one word for.
_LEAST_HYPHENED, _LEAST, _LEAST_OF_ONE = 0.5, 0.4, 0.2
#: A compound with hyphens that is rarer, in a million words, has meanings by chance.
_LEAST_FREQUENCY = 0.25
#: The least share that a compound with hyphens has of all that is put as its English; words that
#: only stood beside it have less (faire-part: wedding).
_LEAST_BACK = 0.1
#: What compounds with hyphens begin with; others (non-, sous-) models read rightly.
_FIRST_KINDS = {"noun", "verb", "adjective"}
_NO_NOUN = re.compile(r" (?:at|of|in|on|by|to|for|with|about)$|^(?:at|in|on|over|against) ")


class Compounds:
    """The compounds of a dictionary. Raises DictionaryUnavailable where that is damaged."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def english(self, compound: str) -> list[str]:
        """The English of a compound in small letters, in its number, likeliest first; or nothing.

        The first is sure enough to be put for other words.
        """
        plain = compound.replace("’", "'")
        if "-" in plain:
            return list(dict.fromkeys(self._of_hyphened(plain)))
        return self._of_expression(plain) if _JOINED.fullmatch(plain) else []

    def _of_hyphened(self, compound: str) -> Iterator[str]:
        forms = self._dictionary.forms([key_of(compound)])
        nouns = [form for form in forms if form.form == compound and form.kind == "noun"]
        if not nouns or not self._is_of_whole(nouns[0]):
            return
        is_plural = is_given_in_plural(compound) and nouns[0].lemma != compound
        for meaning in nouns[0].meanings:
            yield english_plural(meaning.text) if is_plural else english_singular(meaning.text)

    def _is_of_whole(self, noun: Form) -> bool:
        """Whether the first meaning of a noun is one of the whole, not of a part: année-lumière."""
        parts = noun.form.split("-")
        first = self._dictionary.readings(parts[:1]).get(parts[0])
        if not first or first[0].lexeme.kind not in _FIRST_KINDS or not noun.meanings:
            return False
        if noun.lemma_frequency < _LEAST_FREQUENCY:
            return False
        best = noun.meanings[0]
        if any(self._dictionary.share_of(part, best.text) for part in parts):
            return False
        is_translation = self._dictionary.share_of(noun.form, best.text) >= _LEAST_BACK
        return is_translation and (best.share or 1) >= _LEAST_HYPHENED

    def _of_expression(self, compound: str) -> list[str]:
        tokens = [token.form for token in french_tokens(compound)]
        readings = self._dictionary.readings(tokens)
        ends = [
            readings[form][0].lexeme.kind for form in (tokens[0], tokens[-1]) if form in readings
        ]
        key = " ".join(map(self._dictionary.class_of, tokens))
        several = self._dictionary.expressions([key]) if ends == ["noun", "noun"] else []
        is_sure = several and _is_sure(several[0]) and not self._is_verb(several[0])
        return _in_number(compound, several[0]) if is_sure else []

    def _is_verb(self, expression: Expression) -> bool:
        """Whether the English of an expression ends with a form of a verb: discussed."""
        word = expression.meanings[0].text.rpartition(" ")[2]
        lemma = self._dictionary.english_lemma(word)
        return word not in (lemma, english_plural(lemma))


def _is_sure(expression: Expression) -> bool:
    best = expression.meanings[0]
    least = _LEAST if " " in best.text else _LEAST_OF_ONE
    return (best.share is None or best.share >= least) and not _NO_NOUN.search(best.text)


def _in_number(compound: str, expression: Expression) -> list[str]:
    meanings = [meaning.text for meaning in expression.meanings]
    if not is_given_in_plural(compound.partition(" ")[0]):
        return list(map(english_singular, meanings))
    is_listed_so = is_given_in_plural(expression.text.partition(" ")[0])
    return meanings if is_listed_so else list(map(english_plural, meanings))
