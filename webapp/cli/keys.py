"""``visavis keys``: make, list and revoke keys to the API."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.settings import Settings, checked_rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from webapp.library.keys import Keys


@click.group()
def keys() -> None:
    """Make, list and revoke keys to the API (callers need one where VISAVIS_API_KEYS is on)."""


data_dir = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Folder of the library."
)


@contextmanager
def _opened(data_dir: Path | None) -> "Iterator[Keys]":
    from webapp.library import Library

    library = Library(Settings.from_environment(data_dir=data_dir).library_url)
    try:
        yield library.keys
    finally:
        library.close()


@keys.command()
@click.argument("name")
@click.option("--rate-limit", help="Calls allowed, such as “60 per minute”, for this key.")
@click.option("--max-request-chars", type=click.IntRange(1), help="Longest text of one request.")
@data_dir
def create(
    name: str, rate_limit: str | None, max_request_chars: int | None, data_dir: Path | None
) -> None:
    """Make a key for NAME and show it once."""
    from webapp.formats.plain_text import storable

    checked_rate(rate_limit or "", "--rate-limit")
    with _opened(data_dir) as keys:
        row, key = keys.create(storable(name), rate_limit, max_request_chars)
    click.echo(f"Key {row.id}, for {name}. Keep it now, it cannot be shown again:", err=True)
    click.echo(key)


@keys.command("list")
@data_dir
def list_keys(data_dir: Path | None) -> None:
    """Show every key's number, name and limits."""
    with _opened(data_dir) as keys:
        known = keys.all()
    for key in known:
        facts = [str(key.id), key.name, f"made {key.created_at:%Y-%m-%d}"]
        facts += [f"revoked {key.revoked_at:%Y-%m-%d}"] if key.revoked_at else []
        facts += [key.rate_limit] if key.rate_limit else []
        facts += [f"{key.max_request_chars} characters"] if key.max_request_chars else []
        click.echo(" · ".join(facts))
    if not known:
        click.echo("There are no keys. Make one with: visavis keys create NAME")


@keys.command()
@click.argument("number", type=int)
@data_dir
def revoke(number: int, data_dir: Path | None) -> None:
    """Make the key with this NUMBER invalid for good."""
    with _opened(data_dir) as keys:
        key = keys.revoke(number)
    click.echo(f"Key {key.id}, for {key.name}, is revoked.")
