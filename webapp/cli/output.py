"""Where the command line writes: a file, whole or not at all, or standard output, as bytes."""

from collections.abc import Iterable
from pathlib import Path

import click

from webapp.errors import BadInput

STDOUT = Path("-")


def checked_output(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """Refuse a place that nothing can be written to before the work is done, not after it."""
    if path != STDOUT and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"There is no folder {path.parent}.")
    return path


def write_output(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the pieces; raises BadInput when the file cannot be written."""
    try:
        with click.open_file(str(path), "wb", atomic=path != STDOUT) as file:
            file.writelines(pieces)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from error
