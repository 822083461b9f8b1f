"""``visavis dictionaries``: install, list and remove dictionaries beside the bundled one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.options import json_option, settings_options
from webapp.cli.output import SentenceGroup, print_json
from webapp.settings import Settings

if TYPE_CHECKING:
    from webapp.words.installed import InstalledDictionaries, InstalledDictionary


@click.group(cls=SentenceGroup)
def dictionaries() -> None:
    """Install, list and remove dictionaries."""


@dictionaries.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What it is called, instead of its own name.")
@settings_options("data_dir")
def install(file: Path, name: str | None, settings: Settings) -> None:
    """Install the dictionary FILE, from French.

    It is StarDict (.ifo, or its archive), dictd or FreeDict (.index, or its archive), Yomitan
    (.zip) or a table of word and meaning with a tab between (.tsv). One of the same name is
    replaced.
    """
    from webapp.formats.dictionaries.bounded import read_within_bounds

    with read_within_bounds(file) as read:
        kept = _installed(settings).install(name or read.name, read.format, read.headwords)
    click.echo(f"Installed {_line(kept)}")


@dictionaries.command("list")
@json_option
@settings_options("data_dir")
def list_dictionaries(as_json: bool, settings: Settings) -> None:
    """Show the dictionaries that were installed."""
    installed = _installed(settings).all()
    if as_json:
        print_json(
            [{"name": d.name, "format": d.format, "headwords": d.headwords} for d in installed]
        )
        return
    if not installed:
        click.echo("No dictionary was installed; the bundled one is always there.")
    for dictionary in installed:
        click.echo(_line(dictionary))


@dictionaries.command()
@click.argument("name")
@settings_options("data_dir")
def remove(name: str, settings: Settings) -> None:
    """Remove the installed dictionary NAME."""
    _installed(settings).remove(name)
    click.echo("Removed.")


def _installed(settings: Settings) -> "InstalledDictionaries":
    from webapp.words.installed import InstalledDictionaries

    return InstalledDictionaries(settings.dictionaries_folder)


def _line(dictionary: "InstalledDictionary") -> str:
    if dictionary.headwords is None:
        return f"{dictionary.name}: its file is damaged; remove it and install it again"
    return f"{dictionary.name} ({dictionary.format}, {dictionary.headwords:,} words)"
