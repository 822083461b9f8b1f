"""A small part of ``make attack`` finds nothing, and the whole finds what is wrong."""

import pytest

from tests.attack import calls, files
from tests.attack.__main__ import main


def test_a_few_of_all_attacks_find_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--files", "4", "--calls", "4", "--kills", "0", "--no-hostile"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("| attack | tries | faults |")
    assert "| odd requests | 24 | 0 |" in printed


def test_a_fault_is_found_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(files, "read_document", broken)
    monkeypatch.setattr(calls, "is_public", lambda address: address == "10.0.0.1")
    assert main(["--files", "1", "--calls", "0", "--kills", "0", "--no-hostile"]) == 1
    printed = capsys.readouterr().out
    assert "IndexError of" in printed
    assert "10.0.0.1 counts as public" in printed
