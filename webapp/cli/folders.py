"""What ``visavis translate`` has to do: which files, and where their translations go."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.output import STDOUT
from webapp.errors import BadInput, VisavisError

if TYPE_CHECKING:
    from webapp.translation.files import File


@dataclass(frozen=True, slots=True)
class FileWork:
    """A file to translate: where it is, what is wanted of it, and where its translation goes.

    ``wanted`` is the name of a format, ``bilingual`` for that of the file's kind, or empty.
    """

    path: Path
    wanted: str
    #: The folder or the file that is written, or STDOUT.
    output: Path
    #: Whether ``output`` is the file itself.
    is_named: bool = False

    def read(self) -> "tuple[File, str]":
        """The file, named as its content demands, and the name of the format of its translation.

        Raises BadInput, and what finding the file's reader raises.
        """
        from webapp.formats.readers.catalogue import reader_of
        from webapp.translation.files import File

        try:
            data = sys.stdin.buffer.read() if self.path == STDOUT else self.path.read_bytes()
        except OSError as error:
            raise BadInput(f"{self.path} cannot be read: {error.strerror}.") from error
        reader = reader_of(data, self.path.name)
        is_named_so = self.path.suffix.lower() in reader.extensions
        name = self.path.name if is_named_so else self.path.stem + reader.extensions[0]
        bilingual = f"bilingual-{reader.name if reader.name in ('srt', 'vtt') else 'txt'}"
        return File(name, data), bilingual if self.wanted == "bilingual" else self.wanted

    def result(self, languages: tuple[str, str]) -> re.Pattern[str] | None:
        """What the name of the translation matches; None for a file that cannot be translated."""
        from webapp.translation.files import result_pattern

        try:
            file, format_name = self.read()
            return result_pattern(file, *languages, format_name)
        except VisavisError:
            return None

    def is_done(self, pattern: re.Pattern[str] | None) -> bool:
        """Whether the translation is there and newer than the file."""
        if pattern is None or not self.output.is_dir():
            return False
        changed = self.path.stat().st_mtime
        names = (entry for entry in self.output.iterdir() if pattern.fullmatch(entry.name))
        return any(entry.stat().st_mtime >= changed for entry in names)

    def place(self, name: str) -> Path:
        """Where the translation goes, whose own name is ``name``."""
        if self.is_named or self.output == STDOUT:
            return self.output
        self.output.mkdir(parents=True, exist_ok=True)
        return self.output / name


def work_of(
    path: Path, output: Path | None, languages: tuple[str, str], wanted: str
) -> Sequence[FileWork]:
    """What is to do for a file, a folder or standard input; says how much is done already.

    ``output`` is None for beside the file. Raises BadInput and click.BadParameter.
    """
    if not path.is_dir():
        if output is not None and output.is_dir():
            raise click.BadParameter(f"{output} is a folder.")
        if output is not None:
            return [FileWork(path, wanted, output, is_named=True)]
        if path == STDOUT or wanted == "json":
            return [FileWork(path, wanted, STDOUT)]
        return _undone([FileWork(path, wanted, path.parent)], languages)
    if wanted == "json" or output == STDOUT or (output is not None and output.is_file()):
        raise BadInput(f"{path} is a folder: give a folder with -o or nothing, and no --json.")
    return _undone(_in_folder(path, output or path, wanted), languages)


def _in_folder(folder: Path, output: Path, wanted: str) -> list[FileWork]:
    """The files in a folder, and in those in it, whose names end as files do that are read."""
    from webapp.formats.readers.catalogue import extensions

    endings = frozenset(extensions())
    files = (file for file in sorted(folder.rglob("*")) if file.suffix.lower() in endings)
    return [
        FileWork(file, wanted, output / file.parent.relative_to(folder))
        for file in files
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and (output == folder or output not in file.parents)
    ]


def _undone(works: Iterable[FileWork], languages: tuple[str, str]) -> list[FileWork]:
    """The work that is left; a translation of another file here is not translated itself."""
    patterns = {work: work.result(languages) for work in works}
    results: dict[Path, list[re.Pattern[str]]] = {}
    for work, pattern in patterns.items():
        plain = replace(work, wanted="").result(languages)
        results.setdefault(work.output.resolve(), []).extend(filter(None, (pattern, plain)))
    files = {
        work: pattern
        for work, pattern in patterns.items()
        if not any(p.fullmatch(work.path.name) for p in results.get(work.path.parent.resolve(), []))
    }
    left = [work for work, pattern in files.items() if not work.is_done(pattern)]
    if len(left) < len(files):
        click.echo(f"Done before: {len(files) - len(left)} of {len(files)}.", err=True)
    return left
