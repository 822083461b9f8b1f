"""Functions of this room by their names; a module is imported when it is first needed."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def function_named(dotted: str) -> Callable[..., Any]:
    """The function of webapp.formats that a row of a catalogue names, as ``module.function``."""
    module, _, name = dotted.rpartition(".")
    function: Callable[..., Any] = getattr(import_module(f"webapp.formats.{module}"), name)
    return function
