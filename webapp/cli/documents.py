"""``visavis import``, ``export`` and ``correct``: bring files into the library and out of it."""

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.options import (
    ENGINE,
    LIBRARY,
    FormatsCommand,
    announced,
    choices_options,
    format_names,
    json_option,
    settings_options,
    source_option,
)
from webapp.cli.output import STDOUT, checked_output, print_json, write_output
from webapp.cli.shelf import facts_of
from webapp.errors import BadInput, Busy
from webapp.settings import Settings

if TYPE_CHECKING:
    from webapp.formats.readers.choices import Choices
    from webapp.formats.readers.imported import ImportedDocument
    from webapp.library import Document


class _ImportCommand(click.Command):
    """Its help lists the formats that are read; they are loaded for whoever asks for it."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from webapp.formats.readers.catalogue import readable_formats

        self.epilog = f"Files that are read: {readable_formats()}."
        super().format_epilog(ctx, formatter)


@click.command("import", cls=_ImportCommand)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--translate", is_flag=True, help="Translate at once, not by the running server.")
@source_option
@choices_options
@json_option
@settings_options(*LIBRARY, "seeds", "max_text_chars", "max_upload_bytes", *ENGINE)
def import_files(
    files: tuple[Path, ...],
    translate: bool,
    source: str,
    choices: "Choices",
    as_json: bool,
    settings: Settings,
) -> None:
    """Put FILES into the library: texts, pages, books, subtitles.

    All or none of them. A running server translates them, or else the next one that starts.
    """
    from webapp.engine import ArgosTranslators
    from webapp.opening import open_desk
    from webapp.pretranslation.intake import check_can_be_kept

    several = _read(files, settings.max_upload_bytes, choices)
    translators = ArgosTranslators(settings)
    for imported in several:
        check_can_be_kept(imported, source, "en", translators)
    with closing(open_desk(settings, translators)) as desk:
        documents = desk.add_imported(several, source_language=source)
        for document in documents if translate else ():
            with suppress(Busy):  # a running server has begun with it already
                desk.pretranslate(document.id)
        kept = [desk.library.documents.get(document.id) for document in documents]
    if as_json:
        print_json([facts_of(document) for document in kept])
        return
    for document in kept:
        _print_imported(document, source)


@click.command("export", cls=FormatsCommand)
@click.argument("document", type=int)
@click.argument("name", metavar="FORMAT", shell_complete=format_names)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    callback=checked_output,
    help="Write here; - for stdout.",
)
@click.option(
    "--reader", default="", help="With the highlights and notes of this name, and everybody's."
)
@settings_options(*LIBRARY, "active_content")
def export_document(
    document: int, name: str, output: Path | None, reader: str, settings: Settings
) -> None:
    """Write DOCUMENT as FORMAT.

    DOCUMENT is its number in the reader's address. Without --output the file is named by the title,
    in this folder. Not every format suits every document.
    """
    from webapp.formats.writers.catalogue import format_named
    from webapp.opening import existing_library
    from webapp.pretranslation.editions import edition_of

    with existing_library(settings) as library:
        chosen = format_named(name, library.documents.get(document).imported_format)
        keeps_active = settings.active_content
        edition = edition_of(library, document, reader=reader, keeps_active=keeps_active)
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
@json_option
@settings_options(*LIBRARY)
def correct_document(document: int, file: BinaryIO, as_json: bool, settings: Settings) -> None:
    """Correct DOCUMENT by FILE, an XLIFF or TMX.

    The memory keeps the file's targets too, and its notes stand beside their sentences. A sentence
    whose codes (bold, links, notes) are not those of its source keeps its words.
    """
    from webapp.opening import existing_library
    from webapp.pretranslation.corrections import correct_document as correct

    with existing_library(settings) as library:
        corrected = correct(library, document, file.read())
    if as_json:
        counts = {name: getattr(corrected, name) for name in ("changed", "unmatched", "notes")}
        print_json(counts | {"faults": [str(faulty) for faulty in corrected.faults]})
        return
    click.echo(
        f"{corrected.changed} changed, {corrected.unmatched} not in this document, "
        f"{corrected.notes} notes"
    )
    for faulty in corrected.faults:
        click.echo(f"  {faulty}", err=True)


def _read(files: Sequence[Path], most: int, choices: "Choices") -> "list[ImportedDocument]":
    """What is read from all files, before a library is opened for them."""
    from webapp.formats.readers.bounded import read_file

    for file in files:
        if file.stat().st_size > most:
            raise BadInput(f"{file} is larger than {most:,} bytes (--max-upload-bytes).")
    return [read_file(file.read_bytes(), file.name, choices) for file in files]


def _print_imported(document: "Document", source: str) -> None:
    click.echo(f"{document.id}\t{document.title}")
    if source != document.source_language:
        announced(document.source_language)
    for notice in filter(None, [*(document.notices or []), document.failure]):
        click.echo(f"  {notice}", err=True)
