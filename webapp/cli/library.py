"""``visavis check``, ``backup``, ``restore`` and ``library copy``: the library as a whole."""

from pathlib import Path

import click

from webapp.cli.options import LIBRARY, json_option, settings_options
from webapp.cli.output import print_json
from webapp.errors import BadInput
from webapp.settings import Settings


@click.command("check")
@json_option
@settings_options(*LIBRARY)
def check_library(as_json: bool, settings: Settings) -> None:
    """Say what the library has and whether it is whole.

    Nothing is changed.
    """
    from webapp.library.upkeep.checking import check

    facts, faults = check(settings.library_url)
    if as_json:
        print_json({"facts": facts, "faults": faults})
    else:
        for line in facts:
            click.echo(line)
        for line in faults:
            click.echo(f"WRONG: {line}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    if not as_json:
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
    if settings.people_folder.is_dir():
        click.echo(
            "People's own libraries are not in it: “visavis people” names their folders, and each "
            "is copied with --data-dir."
        )


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


@click.group("library")
def library() -> None:
    """Bring a library to another database."""


@library.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@json_option
def copy_library(source: str, target: str, as_json: bool) -> None:
    """Copy the library FROM to TO, whole or not at all.

    Each is the path of a SQLite file or the address of a database (postgresql://…). TO must be
    new or empty. What is written into FROM meanwhile is not copied, so end its server before.
    """
    from webapp.library import Library
    from webapp.library.upkeep.moving import address_of, check_is_there, copy_rows

    urls = address_of(source), address_of(target)
    check_is_there(urls[0])
    for url in urls:
        Library(url).close()  # brings the one and the other to the newest schema
    counts = copy_rows(*urls)
    if as_json:
        print_json(dict(counts))
        return
    for name, count in counts.items():
        click.echo(f"{count} {name}")
    click.echo("All of it was copied; the counts of both are the same.")


def _library_file(settings: Settings) -> Path:
    from webapp.library.upkeep.copies import file_of

    file = file_of(settings.library_url)
    if file is None:
        raise BadInput(
            "This library is no SQLite file: copy it by the database's own program "
            "(pg_dump), or into a file by “visavis library copy”."
        )
    return file
