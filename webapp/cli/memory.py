"""``visavis memory``: take the memories of other tools in, and give one's own out."""

from pathlib import Path
from typing import IO

import click

from webapp.cli.options import LIBRARY, json_option, settings_options
from webapp.cli.output import checked_output, print_json, write_output
from webapp.settings import Settings


@click.group()
def memory() -> None:
    """Take translation memories in and out.

    The memory has what people translated, for every package; the files are TMX.
    """


@memory.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--source", default="fr", show_default=True, help="Language to translate from.")
@click.option("--target", default="en", show_default=True, help="Language to translate into.")
@json_option
@settings_options(*LIBRARY)
def import_memory(
    file: IO[bytes], source: str, target: str, as_json: bool, settings: Settings
) -> None:
    """Take the pairs of FILE, a TMX, into the memory.

    All or none of them. A sentence that has a translation by hand here keeps that.
    """
    from webapp.library import Library
    from webapp.pretranslation.learning import Learning, pairs_of

    learning, languages = Learning(Path(file.name).name), (source, target)
    with pairs_of(file, languages, learning) as groups, Library(settings.library_url) as library:
        learning.new = library.units.learn(languages, groups, learning.name)
    if as_json:
        counts = {name: getattr(learning, name) for name in ("read", "new", "left_out")}
        print_json(counts)
        return
    click.echo(
        f"{learning.read:,} read, {learning.new:,} new, {learning.left_out:,} not in both languages"
    )


@memory.command("export")
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, writable=True), callback=checked_output
)
@settings_options(*LIBRARY)
def export_memory(file: Path, settings: Settings) -> None:
    """Write all that people gave to FILE, a TMX.

    A FILE of - is the standard output.
    """
    from webapp.formats.writers.exchange import write_memory
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        write_output(file, write_memory(library.units.all()))
