"""How much a library has is known without reading its texts."""

from pathlib import Path

from webapp.library import Library, NewDocument
from webapp.library.dialects import opened
from webapp.text import split_text


def new(text: str) -> NewDocument:
    return NewDocument("t", text, split_text(text, "fr"), "fr", "en")


def test_the_size_of_a_library_is_that_of_its_texts_and_reads_none_of_them(
    library_url: str,
) -> None:
    library = Library(library_url)
    library.documents.add([new("Déjà vu 😀."), new("Il pleut.\n\nEncore.")])
    assert library.documents.size() == (2, 10 + 18)
    library.close()
    engine = opened(library_url)
    if engine.dialect.name == "sqlite":
        sizes = "SELECT count(*), coalesce(sum(characters), 0) FROM documents"
        with engine.connect() as connection:
            [step] = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sizes}").all()
        assert "COVERING INDEX ix_documents_characters" in step[-1]


def test_a_copy_in_another_library_has_its_length(library_url: str, tmp_path: Path) -> None:
    with (
        Library(library_url) as library,
        Library(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other,
    ):
        [document] = library.documents.add([new("Il pleut.")])
        library.copies.put(document.id, other.copies)
        assert other.documents.size() == (1, 9)
