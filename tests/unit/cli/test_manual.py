"""Help, completion and manual pages, all made from the commands."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from webapp.cli.main import main
from webapp.formats.writers.catalogue import FORMATS


def contexts(
    command: click.Command, parent: click.Context | None = None
) -> Iterator[click.Context]:
    context = click.Context(command, parent, info_name=command.name if parent else "visavis")
    yield context
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from contexts(below, context)


def test_the_list_of_commands_cuts_no_sentence() -> None:
    groups = [each for each in contexts(main) if isinstance(each.command, click.Group)]
    assert [g.command_path for g in groups] == [
        "visavis",
        "visavis words",
        "visavis memory",
        "visavis models",
        "visavis dictionaries",
        "visavis keys",
        "visavis library",
    ]
    for group in groups:
        commands = group.get_help().partition("Commands:")[2]
        assert "..." not in commands, group.command_path


def test_a_command_has_its_own_options_only() -> None:
    options = {context.command_path: str(context.get_help()) for context in contexts(main)}
    assert "--port" in options["visavis serve"]
    for path, text in options.items():
        assert ("--port" in text) == (path == "visavis serve"), path
        assert ("--beam-size" in text) <= (
            path.split()[-1] in {"serve", "work", "translate", "import", "correct"}
        ), path


def test_the_help_of_export_names_every_format() -> None:
    shown = CliRunner().invoke(main, ["export", "--help"]).stdout
    rows = re.findall(r"^  ([\w.-]+)  +\S", shown, re.MULTILINE)
    assert set(rows) >= set(FORMATS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_of_the_shell(shell: str) -> None:
    done = CliRunner().invoke(main, ["completion", shell])
    assert done.exit_code == 0
    assert f"_VISAVIS_COMPLETE={shell}_complete" in done.stdout


def test_formats_are_completed() -> None:
    environ = {"_VISAVIS_COMPLETE": "fish_complete", "COMP_WORDS": "visavis export 1 fol"}
    done = CliRunner().invoke(main, prog_name="visavis", env={**environ, "COMP_CWORD": "fol"})
    assert done.stdout.strip() == "plain,folded-epub"


def test_every_command_has_its_manual_page(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["manual", str(tmp_path)]).exit_code == 0
    pages = {file.stem: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    assert set(pages) == {context.command_path.replace(" ", "-") for context in contexts(main)}
    assert "visavis\\-export \\- Write DOCUMENT as FORMAT\n" in pages["visavis-export"]
    assert "folded-epub" in pages["visavis-export"]
    assert "\\-\\-json" in pages["visavis-list"]
    assert "Exit status: 0" in pages["visavis"]


def test_ctrl_c_ends_a_command_with_the_status_of_shells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("webapp.worker.work", interrupted)
    assert CliRunner().invoke(main, ["work"]).exit_code == 130
