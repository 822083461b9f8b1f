"""The command ``visavis``: serve · work · translate · import · export · correct · models · keys."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.documents import correct_document, export_document, import_files
from webapp.cli.keys import keys
from webapp.cli.models import models
from webapp.cli.options import settings_options
from webapp.cli.output import STDOUT, SentenceGroup, checked_output, write_output
from webapp.errors import EmptyText
from webapp.settings import Settings

if TYPE_CHECKING:
    from webapp.translation.texts import AlignedText


@click.group(cls=SentenceGroup)
@click.version_option(package_name="visavis")
def main() -> None:
    """Read French beside English, translated offline on your own machine."""


@main.command()
@settings_options
def serve(settings: Settings) -> None:
    """Serve the library and the reader, and translate in the background.

    Every option can also be given as an environment variable: --data-dir is VISAVIS_DATA_DIR.
    """
    from webapp.server import serve as run_server

    run_server(settings, announce=click.echo)


@main.command()
@settings_options
def work(settings: Settings) -> None:
    """Translate what the library has pending, beside a server that runs with --no-consumer."""
    from webapp.worker import work as run_worker

    run_worker(settings, announce=click.echo)


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "-o",
    "--output",
    default=str(STDOUT),
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    callback=checked_output,
    help="Write here, not to stdout; UTF-8 in either place.",
)
@click.option("--bilingual", is_flag=True, help="Each sentence with its translation below it.")
@click.option("--source", default="fr", show_default=True, help="Language of the text.")
@click.option("--target", default="en", show_default=True, help="Language to translate it into.")
def translate(file: BinaryIO, output: Path, bilingual: bool, source: str, target: str) -> None:
    """Translate the text FILE (- for standard input), keeping nothing of it."""
    from webapp.formats.edition import Edition
    from webapp.formats.plain_text import read_text
    from webapp.formats.writers.plain import write_bilingual_text

    text = read_text(file.read())
    if not text.strip():
        raise EmptyText
    translated = _translated(text, source, target)
    edition = Edition("", source, target, translated.paragraphs)
    pieces = write_bilingual_text(edition) if bilingual else [translated.target]
    write_output(output, (piece.encode() for piece in pieces))


def _translated(text: str, source: str, target: str) -> "AlignedText":
    """Translate a text, with a progress bar on standard error when that is a terminal."""
    from webapp.engine import ArgosTranslators
    from webapp.translation.texts import translate_texts

    translators = ArgosTranslators(Settings.from_environment())
    try:
        translator = translators.get(source, target)
        with click.progressbar(length=1, label="Translating", file=sys.stderr) as bar:

            def advance(segments: int, total: int) -> None:
                bar.length = total
                bar.update(segments)

            [translated] = translate_texts([text], translator, on_progress=advance)
        return translated
    finally:
        translators.close()


main.add_command(import_files)
main.add_command(export_document)
main.add_command(correct_document)
main.add_command(models)
main.add_command(keys)
