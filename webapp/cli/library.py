"""``visavis check``, ``backup`` and ``restore``: the library as a file."""

from pathlib import Path

import click

from webapp.errors import BadInput
from webapp.settings import Settings

_data_dir = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Folder of the library."
)


@click.command("check")
@_data_dir
def check_library(data_dir: Path | None) -> None:
    """Say what the library has and whether anything is wrong with it; nothing is changed."""
    from webapp.library.checking import check

    facts, faults = check(Settings.from_environment(data_dir=data_dir).library_url)
    for line in facts:
        click.echo(line)
    for line in faults:
        click.echo(f"WRONG: {line}", err=True)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo("Nothing is wrong.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_data_dir
def backup_library(file: Path, data_dir: Path | None) -> None:
    """Copy the library to FILE, also while a server runs."""
    from webapp.library.copies import take_copy

    take_copy(_library_file(data_dir), file)
    click.echo(f"{file} is a copy of the library. “visavis restore {file}” puts it back.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_data_dir
def restore_library(file: Path, data_dir: Path | None) -> None:
    """Put the copy FILE in the place of the library, which is kept beside it."""
    from webapp.library.copies import put_back

    before = put_back(file, _library_file(data_dir))
    click.echo(f"The library is that of {file}.")
    if before:
        click.echo(f"What was there before is in {before}.")


def _library_file(data_dir: Path | None) -> Path:
    from webapp.library.copies import file_of

    file = file_of(Settings.from_environment(data_dir=data_dir).library_url)
    if file is None:
        raise BadInput("This library is no SQLite file; copy it by its database's own program.")
    return file
