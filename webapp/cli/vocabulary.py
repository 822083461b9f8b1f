"""``visavis words``: take lists of known words in, and give the vocabulary out."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO

import click

from webapp.cli.options import LIBRARY, json_option, settings_options
from webapp.cli.output import checked_output, print_json, write_output
from webapp.settings import Settings

#: The states of a word; a test compares them with those of the library.
STATES = ("new", "learning-1", "learning-2", "learning-3", "learning-4", "known", "ignored")


@click.group()
def words() -> None:
    """Take words that you know in, and yours out."""


@words.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--state",
    type=click.Choice(STATES),
    default="known",
    show_default=True,
    help="That of words of which FILE does not say one.",
)
@json_option
@settings_options(*LIBRARY)
def import_words(file: IO[bytes], state: str, as_json: bool, settings: Settings) -> None:
    """Keep the words of FILE that are not kept yet.

    It is a list in plain text, a table (CSV, TSV), or an export of Lute or LingQ.
    """
    from webapp.formats.word_lists import read_word_list
    from webapp.library import Library, WordState
    from webapp.study.lists import take_in
    from webapp.words.lookup import bundled_dictionary

    listed = read_word_list(file.read())
    with Library(settings.library_url) as library:
        taken = take_in(bundled_dictionary(), library.vocabulary, listed, WordState(state))
    if as_json:
        print_json({"kept": taken.kept, "before": taken.before, "missing": taken.missing})
        return
    click.echo(
        f"{taken.kept:,} kept, {taken.before:,} were kept before, "
        f"{taken.missing:,} are not in the dictionary"
    )


@words.command("export")
@click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False, writable=True), callback=checked_output
)
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@click.option("--reversed", "both_ways", is_flag=True, help="Also cards from meaning to word.")
@settings_options(*LIBRARY)
def export_words(file: Path, state: str | None, both_ways: bool, settings: Settings) -> None:
    """Write your words to FILE.

    It is an Anki deck where its name ends with .apkg, else a table (CSV). Words that are ignored
    are left out unless they are asked for. A FILE of - is the standard output.
    """
    from webapp.formats.writers.vocabulary import write_word_deck, write_word_table
    from webapp.library import WordState
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        kept = library.vocabulary.taken_home(state=WordState(state) if state else None)
    if file.suffix.lower() == ".apkg":
        write_output(file, write_word_deck(kept, reverse=both_ways))
    else:
        write_output(file, _encoded(write_word_table(kept)))


def _encoded(pieces: Iterable[str]) -> Iterable[bytes]:
    return (piece.encode() for piece in pieces)
