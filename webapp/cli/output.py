"""What commands print and write: sentences for domain errors, progress, JSON, and files."""

import errno
import io
import json
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from webapp.errors import BadInput, VisavisError

STDOUT = Path("-")
#: The exit status of a command that Ctrl-C ended, as shells give it.
INTERRUPTED = 130


class SentenceGroup(click.Group):
    """A group that prints only the sentence of a domain error and ends with status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a fault of the domain or the system becomes click's, with a sentence."""
        _let_every_letter_out()
        try:
            return super().invoke(ctx)
        except VisavisError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # click ends quietly when nobody reads on
                raise
            sentence = f"{error.filename or 'A file'} cannot be used: {error.strerror or error}."
            raise click.ClickException(sentence) from error
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None


def _let_every_letter_out() -> None:
    """Have what is printed be UTF-8, which Windows and some terminals do not choose themselves.

    A terminal keeps its encoding and shows what it has no sign for as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


class Progress(ExitStack):
    """A bar on standard error, from the first step on; none where that is no terminal."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label
        self._bar: Any = None

    def advance(self, steps: int, total: int) -> None:
        """Show that so many more steps of all are done."""
        if self._bar is None:
            self._bar = self.enter_context(
                click.progressbar(
                    length=total,
                    label=self._label,
                    file=sys.stderr,
                    hidden=not sys.stderr.isatty(),
                )
            )
        self._bar.length = total
        self._bar.update(steps)


def print_json(value: Any) -> None:
    """Print a value as JSON, in UTF-8 letters, indented."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def checked_output(
    _context: click.Context, _option: click.Parameter, path: Path | None
) -> Path | None:
    """Refuse a file in a folder that does not exist, before the work begins."""
    if path not in (None, STDOUT) and not path.absolute().parent.is_dir():
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
