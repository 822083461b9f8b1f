"""The command ``visavis word``: what a French word means."""

import sys
from typing import TYPE_CHECKING

import click

from webapp.cli.options import json_option, settings_options
from webapp.cli.output import print_json
from webapp.settings import Settings

if TYPE_CHECKING:
    from webapp.words.dictionary import Meaning
    from webapp.words.lookup import Entry


@click.command("word")
@click.argument("form")
@json_option
@click.option("--source", default="fr", show_default=True, help="Language of the word.")
@settings_options("data_dir")
def word(form: str, as_json: bool, source: str, settings: Settings) -> None:
    """Say what the French word FORM means.

    The bundled dictionary is asked, and those that were installed. With --json it is what GET
    /words/FORM gives.
    """
    from webapp.errors import UnknownWord
    from webapp.words.installed import InstalledDictionaries, look_up_all
    from webapp.words.lookup import as_fields, bundled_dictionary, checked_language

    checked_language(source)
    try:
        installed = InstalledDictionaries(settings.dictionaries_folder)
        entries = look_up_all(bundled_dictionary(), installed, form)
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
    from webapp.words.lookup import SOURCE

    source = "" if entry.source == SOURCE else f"{entry.source}: "
    head = [f"{source}{entry.lemma}", entry.kind, " · ".join(entry.grammar)]
    meanings = ", ".join(_meaning(meaning) for meaning in entry.meanings) or "–"
    return f"{', '.join(filter(None, head))}: {meanings}"


def _meaning(meaning: "Meaning") -> str:
    return meaning.text if meaning.share is None else f"{meaning.text} ({meaning.share:.0%})"
