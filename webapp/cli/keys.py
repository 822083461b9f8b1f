"""``visavis keys``: make, list and revoke keys to the API."""

from typing import TYPE_CHECKING, Any

import click

from webapp.cli.options import LIBRARY, json_option, settings_options
from webapp.cli.output import print_json
from webapp.settings import Settings, checked_rate

if TYPE_CHECKING:
    from webapp.library import ApiKey


@click.group()
def keys() -> None:
    """Make, list and revoke keys to the API.

    Callers need one where VISAVIS_API_KEYS is on.
    """


@keys.command()
@click.argument("name")
@click.option("--rate-limit", help="Calls allowed, such as “60 per minute”, for this key.")
@click.option("--max-request-chars", type=click.IntRange(1), help="Longest text of one request.")
@json_option
@settings_options(*LIBRARY)
def create(
    name: str,
    rate_limit: str | None,
    max_request_chars: int | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Make a key for NAME and show it once."""
    from webapp.formats.plain_text import storable
    from webapp.library import Library

    checked_rate(rate_limit or "", "--rate-limit")
    with Library(settings.library_url) as library:
        row, key = library.keys.create(storable(name), rate_limit, max_request_chars)
    click.echo(f"Key {row.id}, for {name}. Keep it now, it cannot be shown again:", err=True)
    if as_json:
        print_json(_facts_of(row) | {"key": key})
    else:
        click.echo(key)


@keys.command("list")
@json_option
@settings_options(*LIBRARY)
def list_keys(as_json: bool, settings: Settings) -> None:
    """Show every key's number, name and limits."""
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        known = library.keys.all()
    if as_json:
        print_json([_facts_of(key) for key in known])
        return
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
@settings_options(*LIBRARY)
def revoke(number: int, settings: Settings) -> None:
    """Make the key with this NUMBER invalid for good."""
    from webapp.opening import existing_library

    with existing_library(settings) as library:
        key = library.keys.revoke(number)
    click.echo(f"Key {key.id}, for {key.name}, is revoked.")


def _facts_of(key: "ApiKey") -> dict[str, Any]:
    return {
        "number": key.id,
        "name": key.name,
        "created_at": key.created_at.isoformat(),
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
        "rate_limit": key.rate_limit,
        "max_request_chars": key.max_request_chars,
    }
