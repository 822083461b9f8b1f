"""The command ``visavis translate``: one file or standard input, and nothing of it is kept."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.options import ENGINE, announced, settings_options, source_option
from webapp.cli.output import STDOUT, Progress, checked_output, write_output
from webapp.errors import BadInput
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.translation.interpreter import Order, Route
    from webapp.translation.texts import AlignedSegment

#: The exit status of ``translate --check`` when a sentence is uncertain.
UNCERTAIN = 3


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "-o",
    "--output",
    default=str(STDOUT),
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    callback=checked_output,
    help="Write here, not to stdout.",
)
@click.option("--bilingual", is_flag=True, help="Each sentence with its translation below it.")
@click.option(
    "--json", "as_json", is_flag=True, help="Each sentence with its translation, as JSON."
)
@click.option("--format", "name", default="", help="Another format; visavis export --help has all.")
@click.option(
    "--check",
    is_flag=True,
    help=f"Print each uncertain sentence on stderr, and end with {UNCERTAIN} if there is any.",
)
@source_option
@click.option("--target", default="en", show_default=True, help="Language to translate it into.")
@settings_options(*ENGINE)
def translate(
    file: BinaryIO,
    output: Path,
    bilingual: bool,
    as_json: bool,
    name: str,
    check: bool,
    source: str,
    target: str,
    settings: Settings,
) -> None:
    """Translate FILE (- for standard input); nothing is kept.

    What FILE is shows from its content, or else from its name. It comes back as the same kind of
    file, in the encoding that it was in; with --bilingual, as plain text or subtitles in UTF-8.
    """
    if bilingual + as_json + bool(name) > 1:
        raise BadInput("Give one of --bilingual, --json and --format.")
    wanted = ("bilingual" if bilingual else "json" if as_json else "") or name
    data, segments = _translated(file, (source, target), wanted, settings)
    write_output(output, [data])
    if check and _print_doubts(segments):
        sys.exit(UNCERTAIN)


def _translated(
    file: BinaryIO, languages: tuple[str, str], format_name: str, settings: Settings
) -> "tuple[bytes, Sequence[AlignedSegment]]":
    """The file translated, and its sentences; the format ``bilingual`` is the one for its kind."""
    from webapp.engine import ArgosTranslators
    from webapp.formats.readers.catalogue import reader_of
    from webapp.translation.direct import DirectInterpreter
    from webapp.translation.files import File, FileTranslator
    from webapp.translation.routing import AUTO

    data, name = file.read(), getattr(file, "name", str(STDOUT))
    reader = reader_of(data, name)
    if format_name == "bilingual":
        format_name += "-" + (reader.name if reader.name in ("srt", "vtt") else "txt")
    translators = ArgosTranslators(settings)
    with Progress("Translating") as progress:
        interpreter = DirectInterpreter(translators, progress.advance)

        def accept(order: "Order") -> "Sequence[Route]":
            routes = interpreter.routes(order)
            if order.source_language == AUTO:
                announced(routes[0].source_language)
            return routes

        progress.callback(translators.close)
        given = File(Path(name).stem + reader.extensions[0], data)
        translated = FileTranslator(interpreter, accept).translate(given, *languages, format_name)
    return translated.data, interpreter.segments


def _print_doubts(segments: "Sequence[AlignedSegment]") -> int:
    """Print why each uncertain sentence is so, its number first; gives how many there are."""
    from webapp.text.checks import doubt_of

    uncertain = [(n, segment) for n, segment in enumerate(segments, 1) if segment.checks]
    for number, segment in uncertain:
        click.echo(f"{number}\t{doubt_of(segment.checks)}\t{segment.source}", err=True)
    return len(uncertain)
