"""``visavis library copy`` takes a library from one database to the other, whole or not at all."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli.main import main
from webapp.library import Library, NewDocument, Target
from webapp.library.schema import Base
from webapp.library.upkeep import moving
from webapp.text import split_text

TEXT = "Bonjour. Il pleut.\n\nIl neige."


def fill(url: str) -> None:
    with Library(url) as library:
        new = NewDocument(
            "Ça\0", TEXT, split_text(TEXT), "fr", "en", original=b"\0\xff", notices=["!"]
        )
        document = library.documents.add([new])[0]
        library.worklist.store(document.id, "m", {"Il pleut.": Target("It rains.", -0.25)})
        position = library.documents.part(document.id, 1, 9).blocks[0].segments[0].id
        library.edits.edit(position, "Hello.", 0)
        library.shelf.name(document.id, "Ça", ["été", "a"])


def rows(url: str) -> dict[str, list[dict[str, object]]]:
    with moving._connected(url, "it") as engine, engine.connect() as connection:
        return {
            table.name: sorted(map(dict, connection.execute(table.select()).mappings()), key=repr)
            for table in Base.metadata.sorted_tables
        }


def copied(source: str, target: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["library", "copy", source, target])
    return result.exit_code, result.output


def test_a_library_goes_to_postgresql_and_back_and_stays_what_it_was(
    tmp_path: Path, url: str
) -> None:
    first, last = tmp_path / "first.sqlite3", tmp_path / "last.sqlite3"
    fill(f"sqlite:///{first}")
    status, printed = copied(str(first), url)
    assert (status, "3 segments\n" in printed) == (0, True)
    assert copied(url, f"sqlite:///{last}")[0] == 0
    before = rows(f"sqlite:///{first}")
    assert sum(map(len, before.values())) > 8
    assert before == rows(url) == rows(f"sqlite:///{last}")
    with Library(url) as library:  # new rows get ids behind those that came
        assert (
            library.documents.add([NewDocument("T", "A.", split_text("A."), "fr", "en")])[0].id == 2
        )


def test_a_target_that_has_something_and_a_source_that_is_none_are_refused(
    tmp_path: Path, url: str
) -> None:
    file = tmp_path / "library.sqlite3"
    fill(f"sqlite:///{file}")
    fill(url)
    before = rows(url)
    status, printed = copied(str(file), url)
    assert (status, "has texts or other things already" in printed) == (1, True)
    assert rows(url) == before
    status, printed = copied(str(tmp_path / "nothing.sqlite3"), url)
    assert (status, "There is no library" in printed) == (1, True)
    assert not (tmp_path / "nothing.sqlite3").exists()
    status, printed = copied("mysql://there", url)
    assert status == 1
    assert "no database URL" in printed


def test_a_copy_that_is_cut_off_leaves_nothing(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "library.sqlite3"
    fill(f"sqlite:///{file}")

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(moving, "set_sequences", killed)
    assert copied(str(file), url)[0] != 0
    assert not any(rows(url).values())
    monkeypatch.undo()
    assert copied(str(file), url)[0] == 0
