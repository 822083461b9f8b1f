"""The rooms and the arrows between them, read from the imports (see CONTRIBUTING.md)."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from webapp.formats.readers.catalogue import READERS
from webapp.formats.writers.catalogue import FORMATS

ROOT = Path(__file__).parents[2]
WEBAPP = ROOT / "webapp"

#: What each room may import of the package; every room may import webapp.errors.
ROOMS = {
    "text": {"text"},
    "formats": {"formats", "text"},
    "engine": {"engine", "words", "text", "settings", "resources", "private_files"},
    "library": {"library", "text", "private_files"},
    "words": {"words", "text", "resources", "private_files"},
    "study": {"study", "words", "library", "text"},
    "translation": {"translation", "library", "engine", "formats", "text", "redis_connections"},
    "pretranslation": {
        "pretranslation",
        "translation",
        "study",
        "words",
        "library",
        "engine",
        "formats",
        "text",
        "private_files",
        "redis_connections",
    },
    "views": {
        "views",
        "fetching",
        "pretranslation",
        "translation",
        "library",
        "engine",
        "formats",
        "text",
        "words",
        "study",
        "settings",
        "people",
        "resources",
        "hosts",
        "logs",
        "redis_connections",
    },
}
#: The one room (or module) that may import each library, as module prefixes below webapp. Standard
#: tools of the language of a room (lxml's trees, click's commands) stay in that room.
KEEPERS = {
    "alembic": ("library.",),
    "argostranslate": ("engine.",),
    "cachetools": ("pretranslation.", "translation.", "views."),
    "click": ("cli.",),
    "click_man": ("cli.manual",),
    "ctranslate2": ("engine.",),
    "filelock": ("engine.installing.download", "library.database"),
    "flask": ("views.", "app", "server"),
    "fsrs": ("study.reviewing",),
    "genanki": ("formats.writers.anki",),
    "huey": ("pretranslation.jobs", "pretranslation.queues"),
    "limits": ("views.api.allowance", "settings"),
    "lxml": ("formats.",),
    "markdown_it": ("formats.",),
    "markupsafe": ("views.",),
    "pikepdf": ("formats.writers.pdf.tagging",),
    "PIL": ("formats.pictures",),
    "platformdirs": ("settings",),
    "polib": ("formats.messages.po",),
    "prometheus_client": ("views.api.",),
    "py3langid": ("text.languages.detection",),
    "pydantic": ("views.api.",),
    "psycopg": ("library.dialects",),
    "pysubs2": ("formats.readers.styled_subtitles",),
    "pypdfium2": ("formats.readers.pdf.",),
    "rapidfuzz": ("text.likeness",),
    "redis": ("redis_connections", "pretranslation.queues", "translation.shared_answers"),
    "reportlab": ("formats.writers.pdf",),
    "sqlalchemy": ("library.",),
    "yaml": ("formats.messages.yaml_values",),
    "waitress": ("server", "connections"),
    "werkzeug": ("views.",),
}
#: AGPL, or importing it: never.
NEVER = ("minisbd", "argostranslate.translate", "argostranslate.sbd")


@cache
def modules() -> list[tuple[str, Path]]:
    files = sorted(WEBAPP.rglob("*.py"))
    return [(".".join(file.relative_to(WEBAPP).with_suffix("").parts), file) for file in files]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(file)))


@cache
def imported(file: Path) -> list[str]:
    """What a module imports; a name that it takes from a module is told after that, and with it."""
    return [name for node in nodes(file) for name in names_of(node)]


def names_of(node: ast.AST) -> list[str]:
    """What a statement imports; none where it is another statement."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    assert node.level == 0, f"{ast.unparse(node)}: imports name their room in full"
    return [f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)]


def loaded_with(module: str) -> set[str]:
    """The libraries that importing a module imports, by itself or by those that it imports."""
    files, reached = dict(modules()), [module]
    libraries: set[str] = set()
    for name in reached:
        for statement in tree(files[name]).body:
            if not isinstance(statement, ast.Import | ast.ImportFrom):
                continue
            for taken in names_of(statement):
                parts = taken.split(".")
                libraries.add(parts[0])
                packages = {".".join([*parts[1:end], "__init__"]) for end in range(len(parts) + 1)}
                reached += sorted({".".join(parts[1:]), *packages} & files.keys() - set(reached))
    return libraries & KEEPERS.keys()


def under(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def wrong_arrows(module: str, names: list[str]) -> list[str]:
    allowed = ROOMS.get(module.split(".")[0])
    if allowed is None:
        return []
    rooms = {name.split(".")[1] for name in names if name.startswith("webapp.")}
    return sorted(rooms - allowed - {"errors"})


def wrong_libraries(module: str, names: list[str]) -> list[str]:
    foreign = [
        library
        for library, keepers in KEEPERS.items()
        if not f"{module}.".startswith(tuple(f"{k.rstrip('.')}." for k in keepers))
        and any(under(name, library) for name in names)
    ]
    return foreign + [name for name in names if any(under(name, never) for never in NEVER)]


def test_arrows_point_inward_and_libraries_keep_to_their_rooms() -> None:
    wrong = {
        module: wrong_arrows(module, imported(file)) + wrong_libraries(module, imported(file))
        for module, file in modules()
    }
    assert {module: names for module, names in wrong.items() if names} == {}


def test_a_turned_arrow_is_seen() -> None:
    assert wrong_arrows("text.paragraphs", ["webapp.library"]) == ["library"]
    assert wrong_libraries("library.schema", ["flask"]) == ["flask"]
    assert wrong_libraries("engine.packages", ["argostranslate.translate"]) == [
        "argostranslate.translate"
    ]
    assert wrong_libraries("engine.packages", ["argostranslate.package"]) == []


def folders(room: str) -> dict[str, set[str]]:
    """What each folder of a room, and each module beside them, imports of the others."""
    arrows: dict[str, set[str]] = defaultdict(set)
    for module, file in modules():
        if module.startswith(f"{room}."):
            start = module.split(".")[1]
            names = imported(file)
            ends = {name.split(".")[2] for name in names if name.startswith(f"webapp.{room}.")}
            arrows[start] |= ends - {start}
    return arrows


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_the_folders_and_modules_of_a_room_import_each_other_in_no_circle(room: str) -> None:
    TopologicalSorter(folders(room)).prepare()


def test_a_circle_is_seen() -> None:
    with pytest.raises(CycleError):
        TopologicalSorter({"cuts": {"edits"}, "edits": {"memory"}, "memory": {"cuts"}}).prepare()


def test_no_module_of_translation_knows_a_format_by_its_name() -> None:
    names = {reader.name for reader in READERS} | set(FORMATS)
    for file in sorted((WEBAPP / "translation").glob("*.py")):
        constants = {node.value for node in nodes(file) if isinstance(node, ast.Constant)}
        assert constants & names == set(), file


def test_one_function_alone_leads_browsers_to_an_address() -> None:
    """See lead_back in webapp/views/context.py."""
    leading = {
        module
        for module, file in modules()
        for name in ("redirect(", ".location =", '"Location"] =')
        if name in file.read_text(encoding="utf-8")
    }
    assert leading == {"views.context"}


def test_what_programs_import_needs_no_library_and_no_flask_of_its_own() -> None:
    names = {name for file in (ROOT / "visavis").glob("*.py") for name in imported(file)}
    rooms = {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name.partition(".")[0] for name in rooms} == {"visavis", "webapp"}
    assert not any(under(name, "webapp.views") for name in rooms)


def test_every_module_begins_with_what_it_is_for() -> None:
    without = [module for module, file in modules() if not ast.get_docstring(tree(file))]
    assert without == []


def test_a_start_waits_for_no_library_whose_work_comes_later() -> None:
    assert loaded_with("cli.main") == {"click", "platformdirs"}
    later = {
        "alembic",
        "argostranslate",
        "ctranslate2",
        "lxml",
        "PIL",
        "psycopg",
        "redis",
        "reportlab",
    }
    assert later & loaded_with("server") == set()


def test_every_library_has_its_keepers() -> None:
    names = {name.partition(".")[0] for _, file in modules() for name in imported(file)}
    assert names - sys.stdlib_module_names - {"webapp"} == KEEPERS.keys()


def public_classes() -> dict[str, list[str]]:
    """The modules that define each public class."""
    homes = defaultdict(list)
    for module, file in modules():
        for node in tree(file).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module)
    return homes


def test_no_two_modules_define_public_classes_of_one_name() -> None:
    assert {name: homes for name, homes in public_classes().items() if len(homes) > 1} == {}


def test_no_test_module_imports_another() -> None:
    """What several need stands in a module of its own, such as tests/documents.py."""
    imports = [
        (file.relative_to(ROOT).as_posix(), name)
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        for name in imported(file)
        if any(part.startswith("test_") for part in name.split("."))
    ]
    assert imports == []


def folders_of_tests(mirror: Path) -> set[Path]:
    """The folders that have tests, below the one that mirrors another."""
    return {file.parent.relative_to(mirror) for file in mirror.rglob("test_*.py")}


def test_tests_stand_in_folders_that_mirror_those_of_the_code() -> None:
    beside = {Path("training"), Path("visavis")}  # rooms of their own, not of webapp
    for mirror, folder in (("unit", WEBAPP), ("web", WEBAPP / "views")):
        tests = folders_of_tests(ROOT / "tests" / mirror) - beside
        assert [name for name in sorted(tests) if not (folder / name).is_dir()] == []


#: Words that are no names for things: they say where a thing comes from, not what it is.
FILLERS = {"own", "made", "told", "said", "around"}
#: In webapp, which is read and changed most, neither are these. In the few lines of a test or a
#: script beside it what is found, or each of a row, is plain from the line that binds it.
FILLERS_OF_WEBAPP = FILLERS | {"found", "each"}


def bound_names(file: Path) -> Iterator[str]:
    """The variables and parameters that a module binds."""
    for node in nodes(file):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg


def test_no_variable_has_a_filler_for_a_name() -> None:
    fillers = {file: FILLERS_OF_WEBAPP for _, file in modules()}
    for folder in ("visavis", "tests", "bench", "training"):
        fillers |= dict.fromkeys((ROOT / folder).rglob("*.py"), FILLERS)
    bound = {file: words & set(bound_names(file)) for file, words in fillers.items()}
    assert {str(file.relative_to(ROOT)): names for file, names in bound.items() if names} == {}


def test_every_module_that_says_it_is_a_command_is_run_as_one() -> None:
    commands = [file for file in ROOT.glob("training/**/*.py") if is_command(file)]
    assert len(commands) > 5
    assert [file.name for file in commands if not runs(file)] == []


def is_command(file: Path) -> bool:
    return (ast.get_docstring(tree(file)) or "").startswith("Command:")


def runs(file: Path) -> bool:
    """Whether a module, or the one that a package runs, calls its command when it is run."""
    run = file.with_name("__main__.py") if file.name == "__init__.py" else file
    return 'if __name__ == "__main__":\n    main()' in run.read_text(encoding="utf-8")
