"""The command ``visavis translate``: one file or standard input, and nothing of it is kept."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from webapp.cli.options import announced, source_option
from webapp.cli.output import STDOUT, checked_output, write_output
from webapp.errors import EmptyText
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.engine import Translators
    from webapp.translation.interpreter import Order, Route
    from webapp.translation.texts import Aligned, AlignedSegment

#: The exit status of ``translate --check`` when a sentence is uncertain.
UNCERTAIN = 3


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
@click.option(
    "--check",
    is_flag=True,
    help=f"Print each uncertain sentence on stderr, and end with {UNCERTAIN} if there is any.",
)
@source_option
@click.option("--target", default="en", show_default=True, help="Language to translate it into.")
def translate(
    file: BinaryIO, output: Path, bilingual: bool, check: bool, source: str, target: str
) -> None:
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
        terminal = _Terminal(translators)
        given = File(Path(name).stem + reader.extensions[0], data)
        files = FileTranslator(terminal, terminal.routes)
        translated = files.translate(given, source, target, both if bilingual else "")
    finally:
        translators.close()
    write_output(output, [translated.data])
    if check and _print_doubts(terminal.segments):
        sys.exit(UNCERTAIN)


def _print_doubts(segments: "Sequence[AlignedSegment]") -> int:
    """Print why each uncertain sentence is so, its number first; gives how many there are."""
    from webapp.text.checks import doubt_of

    uncertain = [(n, segment) for n, segment in enumerate(segments, 1) if segment.checks]
    for number, segment in uncertain:
        click.echo(f"{number}\t{doubt_of(segment.checks)}\t{segment.source}", err=True)
    return len(uncertain)


class _Terminal:
    """Translates with a progress bar on standard error when that is a terminal.

    ``segments`` are those that were translated, in reading order.
    """

    def __init__(self, translators: "Translators") -> None:
        self._translators = translators
        self.segments: list[AlignedSegment] = []

    def routes(self, order: "Order") -> "Sequence[Route]":
        """The one route; says on standard error which language is found for AUTO.

        Raises EmptyText for a file without words, UnsupportedPair, and for AUTO UnreadLanguage and
        BadInput.
        """
        from webapp.translation.interpreter import Route
        from webapp.translation.routing import AUTO, source_language

        if not any(text.strip() for text in order.texts):
            raise EmptyText
        source, target = order.source_language, order.target_language
        if source == AUTO:
            source = announced(source_language("\n".join(order.texts), target, self._translators))
        return [Route(source, None, self._translators.get(source, target))]

    def translate(self, order: "Order", routes: "Sequence[Route]") -> "list[Aligned]":
        """Translate the one text of an order; raises TranslationFailed, Unavailable."""
        from webapp.translation.batches import Knowledge
        from webapp.translation.texts import fill

        source = routes[0].source_language
        translator = self._translators.get(source, order.target_language)
        outlines = [order.outline(text, source) for text in order.texts]
        with click.progressbar(length=1, label="Translating", file=sys.stderr) as bar:

            def advance(segments: int, total: int) -> None:
                bar.length = total
                bar.update(segments)

            translation_of = fill(
                outlines, translator, Knowledge(), order.manner, on_progress=advance
            )
        texts = [outline.filled(translation_of) for outline in outlines]
        self.segments += [segment for text in texts for segment in text.segments]
        return texts
