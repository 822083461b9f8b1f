"""``visavis check``, ``backup`` and ``restore``: the library as a file."""

from pathlib import Path

import click

from webapp.cli.options import LIBRARY, settings_options
from webapp.errors import BadInput
from webapp.settings import Settings


@click.command("check")
@settings_options(*LIBRARY)
def check_library(settings: Settings) -> None:
    """Say what the library has and whether it is whole.

    Nothing is changed.
    """
    from webapp.library.upkeep.checking import check

    facts, faults = check(settings.library_url)
    for line in facts:
        click.echo(line)
    for line in faults:
        click.echo(f"WRONG: {line}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("Nothing is wrong.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@settings_options(*LIBRARY)
def backup_library(file: Path, settings: Settings) -> None:
    """Copy the library to FILE, also while a server runs.

    It has the texts with all that you made of them, and your words with their reviews; it does not
    have installed packages and dictionaries.
    """
    from webapp.library.upkeep.copies import take_copy
    from webapp.words.installed import InstalledDictionaries

    take_copy(_library_file(settings), file)
    click.echo(f"{file} is a copy of the library. “visavis restore {file}” puts it back.")
    folder = settings.dictionaries_folder
    if InstalledDictionaries(folder).all():
        click.echo(f"Installed dictionaries are not in it; they are the files in {folder}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@settings_options(*LIBRARY)
def restore_library(file: Path, settings: Settings) -> None:
    """Put the copy FILE in the place of the library.

    The library that was there is kept beside it.
    """
    from webapp.library.upkeep.copies import put_back

    before = put_back(file, _library_file(settings))
    click.echo(f"The library is that of {file}.")
    if before:
        click.echo(f"What was there before is in {before}.")


def _library_file(settings: Settings) -> Path:
    from webapp.library.upkeep.copies import file_of

    file = file_of(settings.library_url)
    if file is None:
        raise BadInput("This library is no SQLite file; copy it by its database's own program.")
    return file
