"""A small part of ``make attack`` finds nothing, and the whole finds what is wrong."""

from pathlib import Path

import pytest

from tests.attack import Tally, calls, everywhere, files
from tests.attack.__main__ import main

#: The parts that need servers of their own, or minutes.
NONE = ["--no-hostile", "--no-wire", "--no-folders"]
NONE += [
    f"--{part}=0"
    for part in ("bodies", "described", "sockets", "requests", "imports", "kills", "migrations")
]


def test_a_few_of_all_attacks_find_no_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "reliability.md"
    few = ["--files=4", "--calls=2", "--texts=4"]
    assert main([*few, *NONE, f"--write={file}"]) == 0
    printed = capsys.readouterr().out
    assert file.read_text("utf-8").endswith(f"\n\n{printed}")
    assert printed.startswith("| attack | tries | faults |")
    assert "| odd requests | 12 | 0 |" in printed


def test_a_fault_is_found_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(files, "read_document", broken)
    monkeypatch.setattr(calls, "is_public", lambda address: address == "10.0.0.1")
    monkeypatch.setattr(everywhere, "attack", broken)
    assert main(["--files=1", "--calls=0", "--texts=0", *NONE]) == 1
    assert "IndexError of" in capsys.readouterr().out
    assert main(["--only=calls", "--calls=1"]) == 1
    assert "calls: the attack itself broke off: IndexError" in capsys.readouterr().out
    assert main(["--only=texts", "--texts=0"]) == 1  # nothing was tried
    monkeypatch.setattr(everywhere, "attack", lambda *_: Tally("every address", 1))
    assert main(["--only=calls", "--calls=1"]) == 1
    printed = capsys.readouterr().out
    assert "10.0.0.1 counts as public" in printed
