"""DeepL's addresses for glossaries, of versions 2 and 3, so that its clients keep theirs here."""

from collections.abc import Iterable, Mapping, Sequence

from flask import Blueprint, Response

from webapp.errors import BadInput
from webapp.formats.glossary_entries import read_entries, written_entries
from webapp.library.knowledge.glossaries import Entries, KeptGlossary, Pair
from webapp.text.terms.term_lists import check_terms
from webapp.text.terms.terms import Term, checked_term
from webapp.views.api import glossary_schemas as schemas
from webapp.views.api.access import caller
from webapp.views.api.operations import operation
from webapp.views.context import desk

blueprint = Blueprint("glossaries", __name__)

FAULTS = (400, 403, 404, 413, 429, 500, 503)
_ALL_2, _ONE_2 = "/v2/glossaries", "/v2/glossaries/<glossary_id>"
_ALL_3, _ONE_3 = "/v3/glossaries", "/v3/glossaries/<glossary_id>"


@operation(
    blueprint,
    _ALL_2,
    asks=schemas.GlossaryToCreate,
    answers=schemas.GlossaryInfo,
    faults=FAULTS,
    changes=True,
    status=201,
)
def create(asked: schemas.GlossaryToCreate) -> schemas.GlossaryInfo:
    """Make a glossary of one dictionary."""
    kept = desk().library.glossaries.create(asked.name, _dictionaries([asked]), key_id())
    return _info(kept)


@operation(blueprint, _ALL_2, methods=("GET",), answers=schemas.GlossaryList, faults=FAULTS)
def index() -> schemas.GlossaryList:
    """The caller's glossaries of one dictionary."""
    several = desk().library.glossaries.all(key_id())
    return schemas.GlossaryList(glossaries=[_info(one) for one in several if len(one.counts) == 1])


@operation(blueprint, _ONE_2, methods=("GET",), answers=schemas.GlossaryInfo, faults=FAULTS)
def show(glossary_id: str) -> schemas.GlossaryInfo:
    """A glossary, without its entries."""
    return _info(desk().library.glossaries.get(glossary_id, key_id()))


@operation(
    blueprint,
    f"{_ONE_2}/entries",
    methods=("GET",),
    answers=schemas.EntriesAsText,
    faults=FAULTS,
)
def entries(glossary_id: str) -> Response:
    """The entries of a glossary, a line each, with a tab between source and target."""
    glossaries = desk().library.glossaries
    pair = _only_pair(glossaries.get(glossary_id, key_id()))
    text = written_entries(glossaries.entries(glossary_id, key_id(), pair))
    return Response(text, content_type=f"{schemas.EntriesAsText.media_type}; charset=utf-8")


@operation(
    blueprint, _ONE_2, methods=("DELETE",), answers=None, faults=FAULTS, changes=True, status=204
)
def delete(glossary_id: str) -> Response:
    """Delete a glossary."""
    desk().library.glossaries.delete(glossary_id, key_id())
    return Response(status=204)


@operation(
    blueprint,
    "/v2/glossary-language-pairs",
    methods=("GET",),
    answers=schemas.LanguagePairs,
    faults=FAULTS,
)
def language_pairs() -> schemas.LanguagePairs:
    """The pairs of languages that a glossary can have: all that can be translated."""
    pairs = [
        schemas.LanguagePair(source_lang=language.code, target_lang=target)
        for language in desk().interpreter.languages()
        for target in language.targets
    ]
    return schemas.LanguagePairs(supported_languages=pairs)


@operation(
    blueprint,
    _ALL_3,
    asks=schemas.MultilingualGlossaryToCreate,
    answers=schemas.MultilingualGlossaryInfo,
    faults=FAULTS,
    changes=True,
    status=201,
)
def create_multilingual(
    asked: schemas.MultilingualGlossaryToCreate,
) -> schemas.MultilingualGlossaryInfo:
    """Make a glossary with a dictionary for each pair of languages."""
    dictionaries = _dictionaries(asked.dictionaries)
    return _all_info(desk().library.glossaries.create(asked.name, dictionaries, key_id()))


@operation(
    blueprint, _ALL_3, methods=("GET",), answers=schemas.MultilingualGlossaryList, faults=FAULTS
)
def index_multilingual() -> schemas.MultilingualGlossaryList:
    """The caller's glossaries with their dictionaries."""
    several = desk().library.glossaries.all(key_id())
    return schemas.MultilingualGlossaryList(glossaries=[_all_info(one) for one in several])


@operation(
    blueprint, _ONE_3, methods=("GET",), answers=schemas.MultilingualGlossaryInfo, faults=FAULTS
)
def show_multilingual(glossary_id: str) -> schemas.MultilingualGlossaryInfo:
    """A glossary with its dictionaries, without their entries."""
    return _all_info(desk().library.glossaries.get(glossary_id, key_id()))


@operation(
    blueprint,
    f"{_ONE_3}/entries",
    methods=("GET",),
    asks=schemas.DictionaryChosen,
    answers=schemas.DictionariesEntries,
    faults=FAULTS,
)
def dictionary_entries(
    asked: schemas.DictionaryChosen, glossary_id: str
) -> schemas.DictionariesEntries:
    """The entries of a glossary's dictionary."""
    pair = asked.source_lang, asked.target_lang
    terms = desk().library.glossaries.entries(glossary_id, key_id(), pair)
    dictionary = schemas.DictionaryEntries(
        source_lang=pair[0], target_lang=pair[1], entries=written_entries(terms)
    )
    return schemas.DictionariesEntries(dictionaries=[dictionary])


@operation(
    blueprint,
    _ONE_3,
    methods=("PATCH",),
    asks=schemas.GlossaryChange,
    answers=schemas.MultilingualGlossaryInfo,
    faults=FAULTS,
    changes=True,
)
def change(asked: schemas.GlossaryChange, glossary_id: str) -> schemas.MultilingualGlossaryInfo:
    """Give a glossary another name, or more entries in its dictionaries."""
    dictionaries = _dictionaries(asked.dictionaries)
    kept = desk().library.glossaries.change(
        glossary_id, key_id(), dictionaries, merged=True, name=asked.name
    )
    return _all_info(kept)


@operation(
    blueprint,
    f"{_ONE_3}/dictionaries",
    methods=("PUT",),
    asks=schemas.DictionaryAsked,
    answers=schemas.DictionaryInfo,
    faults=FAULTS,
    changes=True,
)
def replace_dictionary(asked: schemas.DictionaryAsked, glossary_id: str) -> schemas.DictionaryInfo:
    """Put a dictionary in the place of the one for its languages, or add it."""
    dictionaries = _dictionaries([asked])
    kept = desk().library.glossaries.change(glossary_id, key_id(), dictionaries, merged=False)
    [pair] = dictionaries
    return schemas.DictionaryInfo(
        source_lang=pair[0], target_lang=pair[1], entry_count=kept.counts[pair]
    )


@operation(
    blueprint,
    f"{_ONE_3}/dictionaries",
    methods=("DELETE",),
    asks=schemas.DictionaryChosen,
    answers=None,
    faults=FAULTS,
    changes=True,
    status=204,
)
def delete_dictionary(asked: schemas.DictionaryChosen, glossary_id: str) -> Response:
    """Delete a glossary's dictionary."""
    pair = asked.source_lang, asked.target_lang
    desk().library.glossaries.delete_dictionary(glossary_id, key_id(), pair)
    return Response(status=204)


@operation(
    blueprint, _ONE_3, methods=("DELETE",), answers=None, faults=FAULTS, changes=True, status=204
)
def delete_multilingual(glossary_id: str) -> Response:
    """Delete a glossary with its dictionaries."""
    desk().library.glossaries.delete(glossary_id, key_id())
    return Response(status=204)


def key_id() -> int | None:
    """The number of the caller's key, whose glossaries these are; None where none is asked for."""
    key = caller().key
    return key.id if key else None


def glossary_terms(glossary_ids: Iterable[str], pair: Pair) -> Sequence[Term]:
    """The terms of the caller's glossaries for two languages, those of the first before the others.

    Raises NotFound for one that is not there or has no dictionary for them.
    """
    glossaries = desk().library.glossaries
    return [
        term
        for glossary_id in glossary_ids
        for term in glossaries.terms(glossary_id, key_id(), pair)
    ]


def asked_terms(asked: str | Mapping[str, str | None] | None, pair: Pair) -> Sequence[Term]:
    """The terms that a request gives, or those of the glossary that it names, for two languages.

    Raises BadInput for what is no term, and what ``glossary_terms`` raises.
    """
    if isinstance(asked, str):
        return glossary_terms([asked], pair)
    terms = [checked_term(Term(*entry)) for entry in (asked or {}).items()]
    check_terms(terms, pair)
    return terms


def _dictionaries(asked: Iterable[schemas.DictionaryAsked]) -> dict[Pair, Entries]:
    """The entries by their languages.

    Raises BadInput for a pair without a way, or given twice, and for wrong entries.
    """
    languages = desk().interpreter.languages()
    known = {(item.code, target) for item in languages for target in item.targets}
    dictionaries: dict[Pair, Entries] = {}
    for item in asked:
        pair = item.source_lang, item.target_lang
        if pair not in known:
            raise BadInput("Unsupported glossary source and target language pair.")
        if pair in dictionaries:
            raise BadInput("A glossary has one dictionary for a pair of languages.")
        dictionaries[pair] = read_entries(item.entries, item.entries_format, pair)
    return dictionaries


def _only_pair(kept: KeptGlossary) -> Pair:
    if len(kept.counts) != 1:
        raise BadInput("This glossary has several dictionaries: use version 3 of the API.")
    [pair] = kept.counts
    return pair


def _info(kept: KeptGlossary) -> schemas.GlossaryInfo:
    source, target = _only_pair(kept)
    return schemas.GlossaryInfo(
        glossary_id=kept.id,
        name=kept.name,
        source_lang=source,
        target_lang=target,
        creation_time=kept.created_at.isoformat(),
        entry_count=kept.counts[source, target],
    )


def _all_info(kept: KeptGlossary) -> schemas.MultilingualGlossaryInfo:
    dictionaries = [
        schemas.DictionaryInfo(source_lang=source, target_lang=target, entry_count=count)
        for (source, target), count in kept.counts.items()
    ]
    return schemas.MultilingualGlossaryInfo(
        glossary_id=kept.id,
        name=kept.name,
        dictionaries=dictionaries,
        creation_time=kept.created_at.isoformat(),
    )
