"""``visavis import``, ``export`` and ``correct``: bring files into the library and out of it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.options import announced, settings_options, source_option
from webapp.cli.output import STDOUT, write_output
from webapp.errors import BadInput, Busy
from webapp.settings import Settings

if TYPE_CHECKING:
    from webapp.pretranslation.desk import Desk


class _ImportCommand(click.Command):
    """Its help lists the formats that are read; they are loaded for whoever asks for it."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from webapp.formats.readers.catalogue import readable_formats

        self.epilog = f"Files that are read: {readable_formats()}."
        super().format_epilog(ctx, formatter)


@click.command("import", cls=_ImportCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--translate", is_flag=True, help="Translate at once, not by the running server.")
@source_option
@settings_options
def import_files(files: tuple[Path, ...], translate: bool, source: str, settings: Settings) -> None:
    """Put FILES into the library: texts, pages, books, subtitles.

    All or none of them. A running server translates them, or else the next one that starts.
    """
    with _desk(settings) as desk:
        for document in desk.add_files(_readable(files, settings.max_upload_bytes), source):
            if translate:
                with suppress(Busy):  # a running server has begun with it already
                    desk.pretranslate(document.id)
            click.echo(f"{document.id}\t{document.title}")
            if source != document.source_language:
                announced(document.source_language)
            for notice in filter(None, [*(document.notices or []), document.failure]):
                click.echo(f"  {notice}", err=True)


@click.command("export")
@click.argument("document", type=int)
@click.argument("name", metavar="FORMAT")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write here; - for stdout.",
)
@settings_options
def export_document(document: int, name: str, output: Path | None, settings: Settings) -> None:
    """Write DOCUMENT, by its number in the reader's address, as FORMAT.

    Without --output the file is named by the title, in this folder. An unknown FORMAT lists all
    formats.
    """
    from webapp.formats.writers.catalogue import format_named
    from webapp.pretranslation.editions import edition_of

    with _desk(settings) as desk:
        chosen = format_named(name, desk.library.documents.get(document).imported_format)
        edition = edition_of(desk.library, document, keeps_active=settings.active_content)
        path = output or Path(chosen.filename(edition))
        if output is None and path.exists():
            raise BadInput("A file of that name is here already; say another one with --output.")
        write_output(path, chosen.write(edition))
        if path != STDOUT:
            click.echo(path)
        if edition.notice:
            click.echo(edition.notice, err=True)


@click.command("correct")
@click.argument("document", type=int)
@click.argument("file", type=click.File("rb"))
@settings_options
def correct_document(document: int, file: BinaryIO, settings: Settings) -> None:
    """Correct DOCUMENT by FILE, a corrected XLIFF or TMX; the memory keeps its targets too."""
    from webapp.pretranslation.corrections import correct_document as correct

    with _desk(settings) as desk:
        corrected = correct(desk.library, desk.translators, document, file.read())
        click.echo(f"{corrected.changed} changed, {corrected.unmatched} not in this document")


@contextmanager
def _desk(settings: Settings) -> Iterator["Desk"]:
    from webapp.opening import open_desk

    desk = open_desk(settings)
    try:
        yield desk
    finally:
        desk.close()


def _readable(files: tuple[Path, ...], most: int) -> list[Path]:
    for file in files:
        if not file.is_file():
            raise BadInput(f"There is no file {file}.")
        if file.stat().st_size > most:
            raise BadInput(f"{file} is larger than {most:,} bytes (--max-upload-bytes).")
    return list(files)
