"""Writes docs/python.md: all that ``visavis`` gives to programs, from its docstrings.

python -m tests.reference
"""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import griffe

import visavis

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "python.md"
#: What griffe found: an object, or an alias that answers for the object elsewhere.
Thing = Any
HEAD = """# In Python

`pip install .` gives programs the package `visavis`. This page is made of its docstrings
(`python -m tests.reference`), so that it says what the code says; the
[README](../README.md#in-python) has an example of each part.

"""


def reference() -> str:
    """The page, in Markdown."""
    package = griffe.load(
        "visavis", search_paths=[ROOT], resolve_aliases=True, resolve_external=True
    )
    objects = [package[name] for name in visavis.__all__]
    objects.sort(key=lambda thing: (not thing.is_function, not _is_of_the_face(thing)))
    parts = [_docstring(package), *(part for thing in objects for part in _parts(thing))]
    return HEAD + "\n\n".join(parts) + "\n"


def _is_of_the_face(thing: Thing) -> bool:
    """Whether it is defined in ``visavis`` itself, and no kind of what that gives."""
    return str(thing.canonical_path).startswith("visavis.")


def _parts(thing: Thing) -> Iterator[str]:
    yield f"## `{thing.name}`"
    if _is_of_the_face(thing):
        yield _code(thing)
    yield _docstring(thing)
    if thing.is_class:
        yield from _members(thing)


def _members(thing: Thing) -> Iterator[str]:
    """The fields of a class in a list, then its methods where it is used for these."""
    public = [each for each in thing.members.values() if not each.name.startswith("_")]
    fields = [each for each in public if each.is_attribute]
    if fields:
        yield "\n".join(f"- `{each.name}`{_kind(each)}{_remark(each)}" for each in fields)
    for each in public if _is_of_the_face(thing) else ():
        if each.is_function:
            yield f"### `{thing.name}.{each.name}`"
            yield _code(each)
            yield _docstring(each)


def _code(thing: Thing) -> str:
    shown = thing.final_target if thing.is_alias else thing
    return f"```python\n{shown.signature(name=shown.name)}\n```"


def _kind(field: Thing) -> str:
    """The type of a field, without what the library keeps it by."""
    annotation = str(field.annotation or "")
    if annotation.startswith("Mapped["):
        annotation = annotation[len("Mapped[") : -1]
    return f": `{annotation}`" if annotation else ""


def _remark(field: Thing) -> str:
    return f" – {_docstring(field)}" if field.docstring else ""


def _docstring(thing: Thing) -> str:
    """The docstring as Markdown, which writes code with one sign."""
    return cleandoc(thing.docstring.value if thing.docstring else "").replace("``", "`")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
