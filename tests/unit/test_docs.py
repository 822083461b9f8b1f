"""Documentation that cannot lie: every setting, command and target is told, with its default."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import click
import pytest

import visavis
from tests import reference
from webapp.cli.main import EXIT_STATUS, main
from webapp.formats.readers.catalogue import readable_formats
from webapp.formats.writers.catalogue import FORMATS
from webapp.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = [
    *ROOT.glob("*.md"),
    *(
        page
        for room in ("docs", "models", "dictionaries", "training")
        for page in (ROOT / room).glob("*.md")
    ),
]


def commands(group: click.Group, prefix: str = "visavis") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def shown_default(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Path):
        return "your data folder"
    return f"`{value}`" if value != "" else "empty"


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.name)
def test_every_setting_has_its_row(setting: object) -> None:
    name = setting.name  # type: ignore[attr-defined]
    explanation = setting.metadata["explanation"]  # type: ignore[attr-defined]
    default = shown_default(setting.default)  # type: ignore[attr-defined]
    assert f"| `{PREFIX}{name.upper()}` | {default} | {explanation} |" in README


def test_no_setting_is_told_that_does_not_exist() -> None:
    names = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", README))
    assert names == {setting.name.upper() for setting in fields(Settings)}


@pytest.mark.parametrize("command", list(commands(main)))
def test_every_command_is_told(command: str) -> None:
    assert re.search(rf"(^|`|\| ){command}\b", README, re.MULTILINE)


def test_the_exit_status_is_told() -> None:
    assert EXIT_STATUS in " ".join(README.split())


def test_every_name_that_programs_import_is_told() -> None:
    functions = {name for name in visavis.__all__ if name[0].islower()} | {"Translator", "Library"}
    assert [name for name in functions if f"visavis.{name}(" not in README] == []


def test_the_page_on_python_is_what_the_docstrings_say() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.reference()


def test_every_client_that_calls_a_server_is_in_the_table() -> None:
    table = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    clients = {re.split("[>=]", name)[0] for name in groups["contract"]} - {"schemathesis"}
    pinned = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    npm = re.findall(r"(\S+)@([\d.]+)", (ROOT / "Makefile").read_text("utf-8"))
    wanted = [pin.replace("==", " ") for pin in pinned if pin.split("==")[0] in clients]
    wanted += [f"`{name}` {version}" for name, version in npm if not name.startswith("htmx")]
    assert len(wanted) >= 7
    assert [client for client in wanted if client not in table] == []


def test_every_format_that_is_read_is_told() -> None:
    assert f"Read: {readable_formats()}." in " ".join(README.split())


def test_every_download_format_is_told() -> None:
    assert [name for name in FORMATS if f"`{name}`" not in README] == []


def test_every_make_target_is_told() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)
    assert "run" in targets
    assert [target for target in targets if f"`make {target}`" not in CONTRIBUTING] == []


def anchors(text: str) -> set[str]:
    """The names that a page's headings have in links, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    bare = (re.sub(r"[^\w\s-]", "", heading.strip().lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in bare}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]*?)(?:#([^)\s]*))?\)", page.read_text(encoding="utf-8"))
    for target, anchor in targets:
        if "://" in target:
            continue
        there = page.parent / target if target else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), f"{target}#{anchor}"


def test_the_guide_for_readers_has_every_key_of_the_help() -> None:
    guide = (ROOT / "docs/reading.md").read_text(encoding="utf-8")
    template = (ROOT / "templates/reader/_sentence.html").read_text(encoding="utf-8")
    keys = re.findall(r"<kbd>([^<{]+)</kbd>", template)
    for listed in re.findall(r'^\s+\("\w+", \[(.+?)\]', template, re.MULTILINE):
        keys += re.findall(r'"(.+?)"', listed)[:1]  # a second one is another way to type it
    assert len(keys) > 20
    assert [key for key in keys if f"`{key}`" not in guide] == []


#: A path as texts name it: with an ending of files, or as a folder; ``*`` stands for any name.
PATH = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)*(?:/|\.(?:css|html|js|md|py|toml|ya?ml)))`")
FOLDERS = [
    ".ci",
    "bench",
    "deploy",
    "docs",
    "static",
    "templates",
    "tests",
    "training",
    "visavis",
    "webapp",
]
#: The examples of CONTRIBUTING; words in capitals stand for names, too.
EXAMPLES = {"webapp/formats/readers/scroll.py"}


@cache
def repository() -> list[str]:
    """Every file and folder, each with a slash before it."""
    inside = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*")]
    files = [*ROOT.iterdir(), *inside]
    return [f"/{file.relative_to(ROOT).as_posix()}" for file in files]


def is_there(path: str) -> bool:
    """Whether the repository has a path, which may leave out its first folders."""
    is_a_name = any(Path(part).stem.isupper() for part in path.split("/"))
    return is_a_name or any(fnmatchcase(f, f"*/{path.rstrip('/')}") for f in repository())


@pytest.mark.parametrize(
    "file",
    [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))],
    ids=lambda file: file.name,
)
def test_every_path_that_is_named_exists(file: Path) -> None:
    paths = set(PATH.findall(file.read_text(encoding="utf-8"))) - EXAMPLES
    assert [path for path in sorted(paths) if not is_there(path)] == []


def test_a_path_that_is_not_there_is_seen() -> None:
    assert PATH.findall("see `readers/word/reader.py` and `readers/`, not `x = 1`") == [
        "readers/word/reader.py",
        "readers/",
    ]
    assert is_there("office/word/reader.py")
    assert not is_there("formats/readers/word/reader.py")


#: A test as the documents name it: its file and its function.
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
#: How many kinds of faults were found.
KINDS = 21


def test_every_kind_of_fault_that_was_found_names_its_tests() -> None:
    found = (ROOT / "docs" / "found.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|(.*)$", found, re.MULTILINE)
    assert [number for number, _ in rows] == [str(number) for number in range(1, KINDS + 1)]
    assert [number for number, row in rows if not NAMED_TEST.search(row)] == []


@pytest.mark.parametrize("name", ["docs/found.md", "SECURITY.md"])
def test_every_test_that_a_document_names_is_there(name: str) -> None:
    named = NAMED_TEST.findall((ROOT / name).read_text(encoding="utf-8"))
    assert named
    for file, function in named:
        tests = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {function}(" in tests, f"{file}::{function}"
