"""The command ``visavis translate``: a file, a folder or standard input; nothing of it is kept."""

import sys
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.folders import FileWork, work_of
from webapp.cli.options import (
    ENGINE,
    FormatsCommand,
    announced,
    choices_options,
    format_names,
    settings_options,
    source_option,
)
from webapp.cli.output import STDOUT, Progress, checked_output, write_output
from webapp.errors import BadInput, VisavisError
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.engine import Translators
    from webapp.formats.readers.choices import Choices
    from webapp.translation.interpreter import Order, Route
    from webapp.translation.texts import AlignedSegment

#: The exit status of ``translate --check`` when a sentence is uncertain.
UNCERTAIN = 3


@click.command(cls=FormatsCommand)
@click.argument("file", type=click.Path(path_type=Path, exists=True, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    callback=checked_output,
    help="Write here, for a folder into this folder; - for stdout.",
)
@click.option("--bilingual", is_flag=True, help="Each sentence with its translation below it.")
@click.option(
    "--json", "as_json", is_flag=True, help="Each sentence with its translation, as JSON."
)
@click.option(
    "--to",
    "--format",
    "name",
    metavar="FORMAT",
    default="",
    shell_complete=format_names,
    help="Another format, one of those below; without it a file stays what it is.",
)
@click.option(
    "--check",
    is_flag=True,
    help=f"Print each uncertain sentence on stderr, and end with {UNCERTAIN} if there is any.",
)
@click.option(
    "--glossary",
    type=click.File("rb"),
    help="A file of terms (CSV, TSV or TBX) that say how words are translated, or never are.",
)
@source_option
@click.option("--target", default="en", show_default=True, help="Language to translate it into.")
@choices_options
@settings_options(*ENGINE)
def translate(
    file: Path,
    output: Path | None,
    bilingual: bool,
    as_json: bool,
    name: str,
    check: bool,
    glossary: BinaryIO | None,
    source: str,
    target: str,
    choices: "Choices",
    settings: Settings,
) -> None:
    """Translate a file, a folder or standard input (-).

    Nothing of it is kept. What a file is shows from its content, or else from its name. Its
    translation is the same kind of file, in the encoding that it was in, and is written beside it
    (film_en.srt) if -o says nothing else; that of standard input and JSON go to stdout. With
    --bilingual it is plain text or subtitles in UTF-8.

    Of a folder all files that are read are translated, also those in folders in it. A translation
    that is there already and newer than its file is not made again, so that the same command goes
    on after an end. A fault in a file is told, and the next one follows.
    """
    if bilingual + as_json + bool(name) > 1:
        raise BadInput("Give one of --bilingual, --json and --to.")
    wanted = ("bilingual" if bilingual else "json" if as_json else "") or name
    works = work_of(file, output, (source, target), wanted)
    run = _Run((source, target), settings, choices, glossary.read() if glossary else None)
    faults = run.all(works, is_folder=file.is_dir())
    doubts = check and _print_doubts(run.segments)
    sys.exit(1 if faults else UNCERTAIN if doubts else 0)


@dataclass
class _Run:
    """The translation of several files by one engine."""

    languages: tuple[str, str]
    settings: Settings
    choices: "Choices"
    #: The file of terms, if one was given.
    glossary: bytes | None = None
    #: What was translated, in the order of the files.
    segments: "list[AlignedSegment]" = field(default_factory=list)

    def all(self, works: "Sequence[FileWork]", *, is_folder: bool) -> int:
        """Translate each file; gives the count of faults, which a single file raises."""
        from webapp.engine import ArgosTranslators

        faults = 0
        with closing(ArgosTranslators(self.settings)) as translators:
            for number, work in enumerate(works, 1):
                label = f"{number}/{len(works)} {work.path.name}" if is_folder else "Translating"
                try:
                    self._one(work, translators, label)
                except VisavisError as error:
                    if not is_folder:
                        raise
                    faults += 1
                    click.echo(f"{work.path}: {error}", err=True)
        return faults

    def _one(self, work: FileWork, translators: "Translators", label: str) -> None:
        from webapp.formats.term_files import terms_of_file
        from webapp.translation.direct import DirectInterpreter
        from webapp.translation.files import FileTranslator
        from webapp.translation.routing import AUTO

        with Progress(label) as progress:
            interpreter = DirectInterpreter(translators, progress.advance)

            def accept(order: "Order") -> "Sequence[Route]":
                routes = interpreter.routes(order)
                if order.source_language == AUTO:
                    announced(routes[0].source_language)
                return routes

            terms_of = partial(terms_of_file, self.glossary)
            translator = FileTranslator(
                interpreter, accept, terms_of=terms_of, choices=self.choices
            )
            file, format_name = work.read()
            translated = translator.translate(file, *self.languages, format_name)
        path = work.place(translated.name)
        write_output(path, [translated.data])
        self.segments += interpreter.segments
        if path != STDOUT and not work.is_named:
            click.echo(path)


def _print_doubts(segments: "Sequence[AlignedSegment]") -> int:
    """Print why each uncertain sentence is so, its number first; gives how many there are."""
    from webapp.text.checks import doubt_of

    uncertain = [(n, segment) for n, segment in enumerate(segments, 1) if segment.checks]
    for number, segment in uncertain:
        click.echo(f"{number}\t{doubt_of(segment.checks)}\t{segment.source}", err=True)
    return len(uncertain)
