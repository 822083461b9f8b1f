"""``visavis models``: list, search, install and remove translation packages."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.options import json_option
from webapp.cli.output import SentenceGroup, print_json
from webapp.errors import PackageError
from webapp.settings import Settings

if TYPE_CHECKING:
    from webapp.engine.installing.download import PublishedPackage
    from webapp.engine.installing.index import IndexEntry
    from webapp.engine.packages import InstalledPackage


@click.group(cls=SentenceGroup)
def models() -> None:
    """List, search, install and remove translation packages."""


@models.command("list")
@json_option
def list_models(as_json: bool) -> None:
    """Show the packages in use, one a pair of languages."""
    from webapp.engine.packages import argos_folders, bundled_folder, find_packages

    packages = find_packages([*argos_folders(), bundled_folder()])
    if as_json:
        print_json([_facts_of(package) for package in packages])
        return
    if not packages:
        click.echo("No translation package is installed. Try: visavis models install fr_en")
    for package in packages:
        click.echo(_description(package))


@models.command()
@click.argument("words", nargs=-1)
@json_option
def search(words: tuple[str, ...], as_json: bool) -> None:
    """Show the packages of the index that have all WORDS.

    WORDS are such as german or de_en. VISAVIS_PACKAGE_INDEX names another index than Argos' own, a
    file or an address.
    """
    from webapp.engine.installing.index import read_index
    from webapp.engine.packages import argos_folders, find_packages

    entries = read_index(Settings.from_environment().package_index)
    fitting = [entry for entry in entries if _has_words(entry, words)]
    installed = {package.label for package in find_packages(argos_folders())}
    rows = {entry.package.label: entry for entry in fitting}
    if as_json:
        print_json([_entry_facts(e) | {"installed": n in installed} for n, e in rows.items()])
    else:
        for label, entry in rows.items():
            row = _entry_description(entry)
            click.echo(f"{row} (installed)" if label in installed else row)
    if not fitting:
        raise PackageError("No package of the index fits.")


@models.command()
@click.argument("what")
def install(what: str) -> None:
    """Install WHAT: a file, an address or a name.

    A file ends with .argosmodel. The name fr_en is the official package (67 MB download); search
    shows the names of the index.
    """
    from webapp.engine.installing.download import PublishedPackage
    from webapp.engine.installing.index import WEB, find_published
    from webapp.engine.installing.installation import install_archive, user_folder

    if what.startswith(WEB):
        package = _fetch_and_install(PublishedPackage(what))
    elif Path(what).is_file():
        package = install_archive(Path(what), user_folder())
    else:
        index = Settings.from_environment().package_index
        package = _fetch_and_install(find_published(what, index))
    click.echo(f"Installed {_description(package)}")


@models.command()
@click.argument("pair")
def remove(pair: str) -> None:
    """Remove the installed packages of PAIR.

    PAIR is such as fr_en. The bundled package stays.
    """
    from webapp.engine.installing.installation import remove_packages, user_folder
    from webapp.engine.packages import bundled_folder, find_packages

    removed = remove_packages(pair, user_folder())
    bundled = pair in {package.name for package in find_packages([bundled_folder()])}
    for package in removed:
        click.echo(f"Removed {_description(package)}")
    if bundled:
        click.echo(f"The bundled {pair} package stays.")
    if not removed and not bundled:
        raise PackageError(f"No package {pair[:20]} is installed.")


def _fetch_and_install(published: "PublishedPackage") -> "InstalledPackage":
    from webapp.engine.installing.download import fetched
    from webapp.engine.installing.installation import install_archive, user_folder

    folder = user_folder()
    label = f"Downloading {published.name or published.file_name}"
    with click.progressbar(
        length=published.size or 1,
        label=label,
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:

        def show(received: int, total: int | None) -> None:
            bar.length = total or received
            bar.update(received - bar.pos)

        with fetched(published, Settings.from_environment().downloads, show) as archive:
            package = install_archive(archive, folder, published)
    if not published.sha256:
        sentence = "Nobody tells its checksum: its size, archive and metadata were checked."
        click.echo(sentence, err=True)
    return package


def _has_words(entry: "IndexEntry", words: tuple[str, ...]) -> bool:
    row = _entry_description(entry).casefold()
    return all(word.casefold() in row for word in words)


def _entry_facts(entry: "IndexEntry") -> dict[str, Any]:
    return {
        "name": entry.package.name,
        "source": entry.source_name,
        "target": entry.target_name,
        "version": entry.package.version,
    }


def _facts_of(package: "InstalledPackage") -> dict[str, Any]:
    return {
        "name": package.name,
        "source": package.source_name,
        "target": package.target_name,
        "version": package.version,
        "bundled": package.bundled,
        "path": str(package.path),
    }


def _entry_description(entry: "IndexEntry") -> str:
    names = f"{entry.source_name} → {entry.target_name}"
    return f"{entry.package.name}  {names}, version {entry.package.version}"


def _description(package: "InstalledPackage") -> str:
    place = "bundled" if package.bundled else str(package.path)
    names = f"{package.source_name} → {package.target_name}"
    return f"{package.name}  {names}, version {package.version} ({place})"
