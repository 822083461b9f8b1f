"""The command ``visavis word``: what a French word means."""

import sys
from typing import TYPE_CHECKING

import click

from webapp.cli.options import json_option
from webapp.cli.output import print_json

if TYPE_CHECKING:
    from webapp.words.lookup import Entry


@click.command("word")
@click.argument("form")
@json_option
@click.option("--source", default="fr", show_default=True, help="Language of the word.")
def word(form: str, as_json: bool, source: str) -> None:
    """Say what the French word FORM means.

    The bundled dictionary is asked. With --json it is what GET /words/FORM gives.
    """
    from webapp.errors import UnknownWord
    from webapp.words.lookup import as_fields, bundled_dictionary, checked_language, look_up

    checked_language(source)
    try:
        entries = look_up(bundled_dictionary(), form)
    except UnknownWord as error:
        if not as_json:
            raise
        print_json(as_fields(form, [], error.nearest))
        sys.exit(1)
    if as_json:
        print_json(as_fields(form, entries))
    else:
        for entry in entries:
            click.echo(_line(entry))


def _line(entry: "Entry") -> str:
    """An entry in one line: lemma, kind, grammar, and the meanings with their shares."""
    head = [entry.lemma, entry.kind, *([" · ".join(entry.grammar)] if entry.grammar else [])]
    meanings = ", ".join(f"{m.text} ({m.share:.0%})" for m in entry.meanings) or "–"
    return f"{', '.join(head)}: {meanings}"
