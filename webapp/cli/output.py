"""Writes bytes of the command line to a file, whole or not at all, or to standard output."""

from collections.abc import Iterable
from pathlib import Path

import click

from webapp.errors import BadInput

STDOUT = Path("-")


def checked_output(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """Refuse a file in a folder that does not exist, before the work begins."""
    if path != STDOUT and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"There is no folder {path.parent}.")
    return path


def write_output(path: Path, pieces: Iterable[bytes]) -> None:
    """Write ``pieces`` to ``path``; raises BadInput when the file cannot be written."""
    try:
        with click.open_file(str(path), "wb", atomic=path != STDOUT) as file:
            file.writelines(pieces)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from error
