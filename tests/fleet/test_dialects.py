"""PostgreSQL behaves as SQLite does: searches, orders, wide numbers, writers one after another."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.services import Postgres
from webapp.errors import LibraryUnavailable, NotFound
from webapp.library import Library, NewDocument, Target
from webapp.library.dialects import driven
from webapp.library.upkeep.checking import check
from webapp.text import split_text

#: Sources and words that are looked for in them; some are found and some are not.
SOURCES = (
    "L’été, Élodie déjeune à l'hôtel.",
    "Une STRASSE, eine Straße.",
    "Les ﬁlles d’Œdipe\u00a0: 100\u00a0% prêtes (a.b*c) \\d _x_ [y].",
    "Ο Οδυσσεύς και ο ΟΔΥΣΣΕΥΣ.",
    "日本語を読む。ไม่เป็นไร",
    "naïf, cafe\u0301, İstanbul, Ǆ, ½ litre",
)
WORDS = (
    *("ete", "ÉTÉ", "dejeune", "jeune", "l'hotel", "l’hôtel", "strasse", "straße", "aße"),
    *("filles", "ILLES", "oedipe", "œdipe", "100 %", "a.b*c", "(a", "\\d", "_x_", "[y]", "%"),
    *("οδυσσευς", "ΟΔΥΣΣΕΎΣ", "本語", "เป็น", "café", "istanbul", "ǆ", "1⁄2", "litre ", "  une"),
)


def added(library: Library, *sources: str) -> int:
    given = "\n\n".join(sources)
    return library.documents.add([NewDocument("T", given, split_text(given), "fr", "en")])[0].id


def test_a_search_finds_the_same_on_both_databases(tmp_path: Path, url: str) -> None:
    found = []
    for address in (f"sqlite:///{tmp_path / 'library.sqlite3'}", url):
        with Library(address) as library:
            added(library, *SOURCES)
            hits = {words: library.shelf.hits(words) for words in WORDS}
            found.append({words: [h.segment.position for h in hits[words]] for words in WORDS})
    assert found[0] == found[1]
    assert sum(map(bool, found[0].values())) > len(WORDS) / 2


def test_ids_are_wide_texts_unbounded_and_sorted_by_code_points(url: str) -> None:
    Library(url).close()
    engine = create_engine(driven(url))
    with engine.connect() as connection:
        columns = connection.execute(
            text(
                "SELECT column_name, data_type, collation_name FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
            )
        ).all()
    engine.dispose()
    ids = {kind for name, kind, _ in columns if name == "id" or name.endswith("_id")}
    assert ids == {"bigint", "text"}
    orders = {order for _, kind, order in columns if kind in ("text", "character varying")}
    assert orders == {"C"}
    assert "character varying" not in {kind for _, kind, _ in columns}


def test_numbers_that_no_row_has_and_letters_that_cannot_be_stored(url: str) -> None:
    with Library(url) as library:
        document_id = added(library, "Il pleut.")
        for number in (2**31, 2**62):
            with pytest.raises(NotFound):
                library.documents.get(number)
        library.shelf.name(document_id, "A\0B", [])
        assert library.documents.get(document_id).title == "A\N{REPLACEMENT CHARACTER}B"


def test_of_several_that_open_a_new_database_at_once_one_makes_it(url: str) -> None:
    def is_made(address: str) -> bool:
        with Library(address) as library:
            return library.is_new

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(is_made, [url] * 3)) == [False, False, True]
    assert check(url)[1] == []


def test_several_writers_of_one_document_lose_nothing(url: str) -> None:
    with Library(url) as library:
        sources = [f"Phrase numéro {n}." for n in range(60)]
        document_id = added(library, *sources)

        def store(start: int) -> None:
            for source in sources[start::4]:
                library.worklist.store(document_id, "m", {source: Target("x", 0.0)})
                library.memory.correct(("fr", "en"), {"Une.": "One.", "Deux.": "Two."})

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(store, range(4)))
        document = library.documents.get(document_id)
        assert (document.pending_count, document.revision) == (0, 61)
    assert check(url)[1] == []


def test_faults_are_told_in_sentences(server: Postgres, url: str) -> None:
    server.sql("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(LibraryUnavailable, match="LATIN1, not in UTF8"):
        Library(server.url("latin"))
    with pytest.raises(LibraryUnavailable, match="cannot be reached now"):
        Library(server.url("nowhere"))
    with Library(url) as library:
        document_id = added(library, "Il pleut.")
        server.sql(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")
        with pytest.raises(LibraryUnavailable, match="cannot be reached now"):
            library.documents.get(document_id)
