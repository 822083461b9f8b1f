"""``visavis people``: how much each person's library has, and none of its texts."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from webapp.cli.options import json_option, settings_options
from webapp.cli.output import print_json
from webapp.errors import BadInput
from webapp.settings import Settings


@click.command("people")
@json_option
@settings_options("data_dir")
def list_people(as_json: bool, settings: Settings) -> None:
    """List who has a library, and how large it is.

    A line has the name, the texts with their characters, the megabytes on the disk, when the
    library was last changed, and its folder, which is a --data-dir. No title and no text is shown.
    """
    from webapp.people import folders

    rows = [_facts_of(folder, settings) for folder in folders(settings)]
    if not rows and not settings.people_folder.is_dir():
        raise BadInput(
            "Nobody has a library of their own here; VISAVIS_OWN_LIBRARIES gives each one."
        )
    if as_json:
        print_json(rows)
        return
    for row in rows:
        size = (
            f"{row['texts']:,} texts\t{row['characters']:,} characters\t{row['bytes'] / 1e6:.1f} MB"
        )
        click.echo(f"{row['name']}\t{size}\t{row['changed_at'][:10]}\t{row['folder']}")


def _facts_of(folder: Path, settings: Settings) -> dict[str, Any]:
    from webapp.opening import existing_library
    from webapp.people import NAME_FILE

    with existing_library(replace(settings, data_dir=folder, database_url="")) as library:
        size = library.documents.size()
    files = [file.stat() for file in folder.rglob("*") if file.is_file()]
    changed = datetime.fromtimestamp((folder / "library.sqlite3").stat().st_mtime, UTC)
    return {
        "name": (folder / NAME_FILE).read_text(encoding="utf-8"),
        "texts": size.texts,
        "characters": size.characters,
        "bytes": sum(file.st_size for file in files),
        "changed_at": changed.isoformat(timespec="seconds"),
        "folder": str(folder),
    }
