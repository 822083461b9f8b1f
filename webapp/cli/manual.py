"""``visavis completion`` and ``manual``: what shells and ``man`` need, from the commands."""

from collections.abc import Iterator
from importlib.metadata import version
from inspect import cleandoc
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from webapp.cli.output import write_output

#: A variable of this name asks the command for completions (click's convention).
_VARIABLE = "_VISAVIS_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands.

    Options, formats and names of files are completed too.
    For bash: eval "$(visavis completion bash)" in ~/.bashrc.
    """
    complete = get_completion_class(shell)
    if complete is not None:
        click.echo(complete(context.find_root().command, {}, "visavis", _VARIABLE).source())


@click.command("manual")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.pass_context
def manual(context: click.Context, folder: Path) -> None:
    """Write the manual pages into FOLDER.

    There is one for each command. man looks for them in ~/.local/share/man/man1.
    """
    for name, page in _pages(_named(context)):
        write_output(folder / f"{name}.1", [page.encode()])
        click.echo(folder / f"{name}.1")


def _named(context: click.Context) -> click.Context:
    """The whole command under its own name, whatever it was called by."""
    return click.Context(context.find_root().command, info_name="visavis")


def _pages(context: click.Context) -> Iterator[tuple[str, str]]:
    """The manual pages of a command and of those below it, with their names."""
    yield context.command_path.replace(" ", "-"), _page(context)
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            if command is not None:
                yield from _pages(click.Context(command, context, info_name=name))


def _page(context: click.Context) -> str:
    from click_man.man import ManPage

    command = context.command
    page = ManPage(context.command_path)
    page.version = version("visavis")
    page.short_help = _summary(command)
    page.synopsis = " ".join(command.collect_usage_pieces(context))
    page.description = "\n\n".join(filter(None, [cleandoc(command.help or ""), _epilog(context)]))
    records = (parameter.get_help_record(context) for parameter in command.params)
    page.options = list(filter(None, records))
    if isinstance(command, click.Group):
        page.commands = [(name, _summary(below)) for name, below in command.commands.items()]
    return str(page)


def _summary(command: click.Command) -> str:
    """The first sentence of a command's help, without its last mark."""
    return " ".join((command.help or "").partition("\n\n")[0].split()).removesuffix(".")


def _epilog(context: click.Context) -> str:
    """What stands below the options in a command's help, each line a paragraph."""
    formatter = click.HelpFormatter(width=200)
    context.command.format_epilog(context, formatter)
    return "\n\n".join(filter(None, map(str.strip, formatter.getvalue().splitlines())))
