"""Gives commands an option for every setting."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from webapp.settings import Settings


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for every setting; the command takes one ``settings``."""

    def run(*args: Any, **options: Any) -> Any:
        given = {setting.name: options.pop(setting.name) for setting in fields(Settings)}
        return command(*args, settings=Settings.from_environment(**given), **options)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__dict__.update(command.__dict__)
    for setting in reversed(fields(Settings)):
        run = _option(setting.name, setting.type, setting.metadata["explanation"])(run)
    return run


def source_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option ``--source``."""
    return click.option(
        "--source", default="fr", show_default=True, help="Language of the text, or auto: find it."
    )(command)


def announced(language: str) -> str:
    """Say on standard error which language was found, unless it is French; gives its code."""
    from webapp.text import language_name

    if language != "fr":
        click.echo(f"This looks like {language_name(language)}.", err=True)
    return language


def _option(name: str, kind: Any, explanation: str) -> Callable[[Any], Any]:
    flag = name.replace("_", "-")
    if kind is bool:
        return click.option(f"--{flag}/--no-{flag}", default=None, help=explanation)
    return click.option(
        f"--{flag}", type=click.Path(path_type=Path) if kind is Path else kind, help=explanation
    )
