"""The command ``visavis``.

serve · work · translate · import · export · correct · models · keys · check · backup · restore
"""

import click

from webapp.cli.documents import correct_document, export_document, import_files
from webapp.cli.keys import keys
from webapp.cli.library import backup_library, check_library, restore_library
from webapp.cli.models import models
from webapp.cli.options import settings_options
from webapp.cli.output import SentenceGroup
from webapp.cli.translating import translate
from webapp.settings import Settings


@click.group(cls=SentenceGroup)
@click.version_option(package_name="visavis")
def main() -> None:
    """Read French beside English, translated offline on your own machine."""


@main.command()
@settings_options
def serve(settings: Settings) -> None:
    """Serve the library and the reader, and translate in the background.

    Every option can also be given as an environment variable: --data-dir is VISAVIS_DATA_DIR.
    """
    from webapp.server import serve as run_server

    run_server(settings, announce=click.echo)


@main.command()
@settings_options
def work(settings: Settings) -> None:
    """Translate what the library has pending, beside a server that runs with --no-consumer."""
    from webapp.worker import work as run_worker

    run_worker(settings, announce=click.echo)


main.add_command(translate)
main.add_command(import_files)
main.add_command(export_document)
main.add_command(correct_document)
main.add_command(models)
main.add_command(keys)
main.add_command(check_library)
main.add_command(backup_library)
main.add_command(restore_library)
