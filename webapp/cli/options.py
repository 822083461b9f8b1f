"""Gives commands the settings that they use as options."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.settings import Settings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_SETTINGS = {setting.name: setting for setting in fields(Settings)}
#: All settings, for the server.
ALL = tuple(_SETTINGS)
#: Where the library is.
LIBRARY = ("data_dir", "database_url")
#: Where jobs are queued.
QUEUE = ("queue_url",)
#: How the engine translates.
ENGINE = (
    "threads",
    "batch_tokens",
    "beam_size",
    "english_figures",
    "kept_terms",
    "device",
    "compute_type",
)


def settings_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an option for each of these settings; the command takes one ``settings``.

    The environment gives it the settings that have no option, too.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            given = {name: options.pop(name) for name in names}
            return command(*args, settings=Settings.from_environment(**given), **options)

        run.__name__, run.__doc__ = command.__name__, command.__doc__
        run.__dict__.update(command.__dict__)
        for name in reversed(names):
            run = _option(name, _SETTINGS[name].type, _SETTINGS[name].metadata["explanation"])(run)
        return run

    return decorate


def source_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--source``."""
    return click.option(
        "--source", default="fr", show_default=True, help="Language of the text, or auto: find it."
    )(command)


def choices_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options about how files are read; it takes one ``choices``."""

    def run(
        *args: Any, column: str, without_licence: bool, with_asides: bool, **options: Any
    ) -> Any:
        from webapp.formats.readers.choices import Choices

        choices = Choices(column, without_licence, with_asides)
        return command(*args, choices=choices, **options)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__dict__.update(command.__dict__)
    run = click.option(
        "--with-asides",
        is_flag=True,
        help="Read the headers, footers and comments of a file of an office, too.",
    )(run)
    run = click.option(
        "--without-licence",
        is_flag=True,
        help="Leave out the header and the licence of a file of Project Gutenberg.",
    )(run)
    return click.option(
        "--column", default="", help="Of a table (CSV, TSV): the heading or number of its column."
    )(run)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def announced(language: str) -> str:
    """Say on standard error which language was found, unless it is French; gives its code."""
    from webapp.text import language_name

    if language != "fr":
        click.echo(f"This looks like {language_name(language)}.", err=True)
    return language


class FormatsCommand(click.Command):
    """A command whose help lists the formats that are written; they are loaded for that alone."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list, and what stands below it."""
        from webapp.formats.writers.catalogue import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(entry.name, entry.label) for entry in FORMATS.values()])
        super().format_epilog(ctx, formatter)


def format_names(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> "list[CompletionItem | str]":
    """The names of formats that begin so, for a shell to complete."""
    from webapp.formats.writers.catalogue import FORMATS

    return [name for name in FORMATS if name.startswith(begun)]


def _option(name: str, kind: Any, explanation: str) -> Callable[[Any], Any]:
    flag = name.replace("_", "-")
    if kind is bool:
        return click.option(f"--{flag}/--no-{flag}", default=None, help=explanation)
    return click.option(
        f"--{flag}", type=click.Path(path_type=Path) if kind is Path else kind, help=explanation
    )
