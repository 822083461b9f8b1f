"""Every curl command that people are shown works as it stands."""

import html
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import requests

from tests.contract.conftest import ROOT, missing

SHOWN = "http://127.0.0.1:8000"


def commands_of(text: str) -> list[str]:
    """The curl commands of a text, each on one line."""
    joined = text.replace("\\\n", " ")
    return re.findall(r"^curl .*", joined, re.MULTILINE)


def called(command: str, folder: Path) -> str:
    (folder / "article.txt").write_text("Il pleut.", "utf-8")
    arguments = shlex.split(command, comments=True)
    done = subprocess.run([*arguments, "--fail"], capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture(autouse=True)
def curl() -> None:
    if shutil.which("curl") is None:
        missing("curl")


def test_the_commands_of_the_readme(server: str, tmp_path: Path) -> None:
    commands = commands_of((ROOT / "README.md").read_text("utf-8"))
    assert len(commands) >= 3
    for command in commands:
        answers = called(command.replace(SHOWN, server), tmp_path).splitlines()
        assert all(json.loads(answer) for answer in answers)


def test_the_commands_of_the_page_about_the_api(server: str, tmp_path: Path) -> None:
    page = requests.get(f"{server}/docs").text
    commands = commands_of(html.unescape(re.sub(r"<(?:pre|code|/code|/pre)>", "\n", page)))
    assert len(commands) >= 10
    for command in commands:
        assert called(command, tmp_path)


def test_the_page_loads_nothing_from_elsewhere(server: str) -> None:
    page = requests.get(f"{server}/docs").text
    sources = re.findall(r"""(?:src|href)=["']([^"']+)""", page)
    assert [source for source in sources if not source.startswith(("/", "#"))] == []
    assert all(
        source.startswith("/static/") for source in re.findall(r'<script[^>]*src="([^"]*)', page)
    )
    assert page.count("<script") == len(re.findall(r"<script[^>]* src=", page))
