"""What a French word may be put as in English, in the form that a sentence needs."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from webapp.text.terms.plurals import english_plural, is_plural
from webapp.text.terms.singulars import english_singular
from webapp.words.compounds import Compounds
from webapp.words.dictionary import Dictionary, Form, key_of

#: A meaning with a smaller share, and one behind so many of a lexeme, is not looked at.
_LEAST_SHARE, _MOST_MEANINGS = 0.1, 4
#: The share of a noun's meanings that its English has at least to be sure, and the share that the
#: noun has of what this English stands for.
_LEAST_SURE, _LEAST_BACK = 0.5, 0.3
#: A rare noun is at most so common, in a million words.
_RARE = 15
#: The lexemes of a form that are looked at, commonest first.
_MOST_LEXEMES = 2


class Wordings:
    """The English wordings of French forms, by the bundled dictionary.

    Forms are words in small letters. Every question raises DictionaryUnavailable where the
    dictionary's file is missing or damaged.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        #: See ``Compounds.english``.
        self.of_compound = lru_cache(maxsize=1_000)(Compounds(dictionary).english)
        self.of_rare_noun = lru_cache(maxsize=20_000)(self._of_rare_noun)

    def is_french(self, form: str) -> bool:
        """Whether the dictionary has the form, or one that differs from it in accents."""
        return bool(self._dictionary.forms([key_of(form)]))

    def of(self, form: str) -> list[str]:
        """English words for a form, likeliest first: nouns in its number, verbs in all forms."""
        wordings = dict.fromkeys(
            wording for reading in self._readings(form) for wording in self._inflected(reading)
        )
        return [wording for wording in wordings if wording.isalpha()]

    def of_noun(self, form: str) -> str | None:
        """The likeliest English of a form that is a noun or an adjective, above all; else None."""
        readings = self._readings(form)[:1]
        nouns = [noun for noun in readings if noun.kind in ("noun", "adjective")]
        wordings = (wording for noun in nouns for wording in self._inflected(noun))
        return next(filter(str.isalpha, wordings), None)

    def of_sure_noun(self, form: str) -> str | None:
        """The English of a form that is a noun above all and has one meaning, in its number.

        It has a share of what that English stands for, so that words of other kinds that only
        stood beside it (esquisse: emerging) are none.
        """
        nouns = [noun for noun in self._readings(form)[:1] if noun.kind == "noun"]
        if not nouns or not nouns[0].meanings:
            return None
        best = nouns[0].meanings[0]
        is_sure = self._dictionary.share_of(form, best.text) >= _LEAST_BACK
        if (
            not is_sure
            or (best.share or 0) < _LEAST_SURE
            or english_singular(best.text) != best.text
        ):
            return None
        return next(filter(str.isalpha, self._inflected(nouns[0])), None)

    def _of_rare_noun(self, form: str) -> str | None:
        """The English of a form that is a rare noun, if it is sure."""
        english = self.of_sure_noun(form)
        return english if english and self._readings(form)[0].lemma_frequency <= _RARE else None

    def heading(self, text: str) -> str | None:
        """The English of a heading, a label or what people say in the same words, by our own list.

        Its capitals do not count.
        """
        return _headings().get(text.lower().replace("’", "'"))

    def are_explained(self, form: str, english: Collection[str]) -> bool:
        """Whether one of the English words (in small letters) usually stands for the form."""
        lemmas = {self._dictionary.english_lemma(word) for word in english}
        links = self._dictionary.links(self._dictionary.class_of(form))
        return not lemmas.isdisjoint(links)

    def _readings(self, form: str) -> list[Form]:
        alike = self._dictionary.forms([key_of(form)])
        spelled = [reading for reading in alike if reading.form == form]
        return (spelled or alike)[:_MOST_LEXEMES]

    def _inflected(self, reading: Form) -> Iterator[str]:
        for meaning in reading.meanings[:_MOST_MEANINGS]:
            if meaning.share is not None and meaning.share < _LEAST_SHARE:
                continue
            if reading.kind == "noun" and is_plural(reading.form, reading.lemma, "fr"):
                yield english_plural(meaning.text)
            else:
                yield meaning.text
            if reading.kind == "verb":
                yield from self._dictionary.english_forms(meaning.text)


@cache
def _headings() -> Mapping[str, str]:
    """French headings in small letters and their English, a pair a line, by a tab."""
    file = files("webapp.words") / "data" / "headings.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)
