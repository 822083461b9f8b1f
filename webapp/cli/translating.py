"""The command ``visavis translate``: one file or standard input, and nothing of it is kept."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.output import STDOUT, checked_output, write_output
from webapp.errors import EmptyText
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.engine import Translator
    from webapp.translation.interpreter import Order, Route
    from webapp.translation.texts import Aligned


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "-o",
    "--output",
    default=str(STDOUT),
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    callback=checked_output,
    help="Write here, not to stdout.",
)
@click.option("--bilingual", is_flag=True, help="Each sentence with its translation below it.")
@click.option("--source", default="fr", show_default=True, help="Language of the text.")
@click.option("--target", default="en", show_default=True, help="Language to translate it into.")
def translate(file: BinaryIO, output: Path, bilingual: bool, source: str, target: str) -> None:
    """Translate FILE (- for standard input), keeping nothing of it.

    What FILE is shows from its content, or else from its name. It comes back as the same kind of
    file, in the encoding that it was in; with --bilingual, as plain text or subtitles in UTF-8.
    """
    from webapp.engine import ArgosTranslators
    from webapp.formats.readers.catalogue import reader_of
    from webapp.translation.files import File, FileTranslator

    data, name = file.read(), getattr(file, "name", str(STDOUT))
    reader = reader_of(data, name)
    both = "bilingual-" + (reader.name if reader.name in ("srt", "vtt") else "txt")
    translators = ArgosTranslators(Settings.from_environment())
    try:
        terminal = _Terminal(translators.get(source, target))
        given = File(Path(name).stem + reader.extensions[0], data)
        files = FileTranslator(terminal, terminal.routes)
        translated = files.translate(given, source, target, both if bilingual else "")
    finally:
        translators.close()
    write_output(output, [translated.data])


class _Terminal:
    """Translates with a progress bar on standard error when that is a terminal."""

    def __init__(self, translator: "Translator") -> None:
        self._translator = translator

    def routes(self, order: "Order") -> "Sequence[Route]":
        """The one route; raises EmptyText for a file without words."""
        from webapp.translation.interpreter import Route

        if not any(text.strip() for text in order.texts):
            raise EmptyText
        return [Route(order.source_language, None, self._translator)]

    def translate(self, order: "Order", routes: "Sequence[Route]") -> "list[Aligned]":
        """Translate the one text of an order; raises TranslationFailed, Unavailable."""
        from webapp.translation.batches import Knowledge
        from webapp.translation.texts import fill

        outlines = [order.outline(text, routes[0].source_language) for text in order.texts]
        with click.progressbar(length=1, label="Translating", file=sys.stderr) as bar:

            def advance(segments: int, total: int) -> None:
                bar.length = total
                bar.update(segments)

            translation_of = fill(
                outlines, self._translator, Knowledge(), order.manner, on_progress=advance
            )
        return [outline.filled(translation_of) for outline in outlines]
