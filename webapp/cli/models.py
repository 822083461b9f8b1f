"""``visavis models``: list, install and remove translation packages."""

import tempfile
from pathlib import Path

import click

from webapp.cli.output import SentenceGroup
from webapp.engine.download import OFFICIAL_PACKAGES, download
from webapp.engine.installation import install_archive, remove_packages, user_folder
from webapp.engine.packages import InstalledPackage, argos_folders, bundled_folder, find_packages
from webapp.errors import PackageError


@click.group(cls=SentenceGroup)
def models() -> None:
    """List, install and remove translation packages."""


@models.command("list")
def list_models() -> None:
    """Show the packages in use, one a pair of languages."""
    packages = find_packages([*argos_folders(), bundled_folder()])
    if not packages:
        click.echo("No translation package is installed. Try: visavis models install fr_en")
    for package in packages:
        click.echo(_description(package))


@models.command()
@click.argument("what")
def install(what: str) -> None:
    """Install WHAT: a .argosmodel file, or fr_en, the official package (67 MB download)."""
    official = OFFICIAL_PACKAGES.get(what)
    if official is None:
        package = install_archive(_archive(what), user_folder())
    else:
        folder = user_folder()
        with tempfile.TemporaryDirectory(prefix="visavis-") as scratch:
            archive = Path(scratch) / official.file_name
            with click.progressbar(length=official.size, label=f"Downloading {what}") as bar:
                download(official, archive, bar.update)
            package = install_archive(archive, folder)
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


def _archive(what: str) -> Path:
    path = Path(what)
    if not path.is_file():
        known = ", ".join(OFFICIAL_PACKAGES)
        raise PackageError(f"{what} is neither a file nor an official package ({known}).")
    return path


def _description(package: InstalledPackage) -> str:
    place = "bundled" if package.bundled else str(package.path)
    names = f"{package.source_name} → {package.target_name}"
    return f"{package.name}  {names}, version {package.version} ({place})"
