"""The command ``visavis``.

serve · work · translate · import · export · correct · list · show · search · tag · delete ·
word · words · status · memory · models · dictionaries · keys · check · backup · restore ·
library · people · completion · manual
"""

import click

from webapp.cli.dictionaries import dictionaries
from webapp.cli.documents import correct_document, export_document, import_files
from webapp.cli.keys import keys
from webapp.cli.library import backup_library, check_library, library, restore_library
from webapp.cli.manual import completion, manual
from webapp.cli.memory import memory
from webapp.cli.models import models
from webapp.cli.options import ALL, ENGINE, LIBRARY, QUEUE, settings_options
from webapp.cli.output import INTERRUPTED, SentenceGroup
from webapp.cli.people import list_people
from webapp.cli.shelf import (
    delete_documents,
    list_documents,
    search_documents,
    show_document,
    show_status,
    tag_document,
)
from webapp.cli.translating import UNCERTAIN, translate
from webapp.cli.vocabulary import words
from webapp.cli.words import word
from webapp.settings import Settings

#: What a command ends with; a test compares it with the README.
EXIT_STATUS = (
    "Exit status: 0, done; 1, a fault that is told in a sentence, or nothing found by search; "
    f"2, a wrong command line; {UNCERTAIN}, translate --check found something uncertain; "
    f"{INTERRUPTED}, ended by Ctrl-C."
)


@click.group(cls=SentenceGroup, epilog=EXIT_STATUS)
@click.version_option(package_name="visavis")
def main() -> None:
    """Read French beside English, translated offline on your own machine."""


@main.command()
@settings_options(*ALL)
def serve(settings: Settings) -> None:
    """Serve the library, and translate in the background.

    Every option can also be given as an environment variable: --data-dir is VISAVIS_DATA_DIR.
    """
    from webapp.server import serve as run_server

    run_server(settings, announce=click.echo)


@main.command()
@settings_options(*LIBRARY, *QUEUE, "seeds", *ENGINE)
def work(settings: Settings) -> None:
    """Translate what is pending, beside a server.

    The server then runs with --no-consumer.
    """
    from webapp.worker import work as run_worker

    run_worker(settings, announce=click.echo)


for _command in (
    translate,
    import_files,
    export_document,
    correct_document,
    list_documents,
    show_document,
    search_documents,
    tag_document,
    delete_documents,
    word,
    words,
    show_status,
    memory,
    models,
    dictionaries,
    keys,
    check_library,
    backup_library,
    restore_library,
    library,
    list_people,
    completion,
    manual,
):
    main.add_command(_command)
