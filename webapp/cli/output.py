"""What commands print and write: sentences for domain errors, and bytes to a file or stdout."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from webapp.errors import BadInput, VisavisError

STDOUT = Path("-")


class SentenceGroup(click.Group):
    """A group that prints only the sentence of a domain error and ends with status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a domain error becomes click's error with the same sentence."""
        try:
            return super().invoke(ctx)
        except VisavisError as error:
            raise click.ClickException(str(error)) from error


def checked_output(_context: click.Context, _option: click.Parameter, path: Path) -> Path:
    """Refuse a file in a folder that does not exist, before the work begins."""
    if path != STDOUT and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"There is no folder {path.parent}.")
    return path


def write_output(path: Path, pieces: Iterable[bytes]) -> None:
    """Write ``pieces`` to ``path``, a file whole or not at all.

    Raises BadInput when the file cannot be written.
    """
    try:
        with click.open_file(str(path), "wb", atomic=path != STDOUT) as file:
            file.writelines(pieces)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from error
