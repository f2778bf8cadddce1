"""The `notesnlp` command."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module

import click

from notesnlp import __version__
from notesnlp.errors import NotesError

WRONG_USAGE = 2
INTERRUPTED = 130

_COMMANDS = {
    "init": "Write a commented settings file and rosters for a folder of notes.",
    "analyze": "Read every meeting below the folders and write what was found.",
    "explain": "Tell why a finding was made, and what would have changed it.",
    "report": "Build the reports of a run again.",
    "show": "Show a run's findings as a table.",
    "send": "Mail the report to whom the rules or --to name.",
    "outbox": "List, retry or drop what waits to be delivered.",
    "themes": "Look into themes; merge, split, rename and pin them.",
    "brief": "Prepare the next meeting with a customer or unit.",
    "review": "Accept, reject or correct findings.",
    "forget": "Erase a meeting, a person, a unit or what is old everywhere.",
    "train": "Train models on annotated sets.",
    "evaluate": "Measure the models on annotated sets.",
    "doctor": "Tell what is installed, which models, and what is missing.",
}


class _LazyGroup(click.Group):
    """Imports a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"notesnlp.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="notesnlp")
def cli() -> None:
    """Read meeting notes and tell the CIO what customers said.

    A first report: notesnlp analyze notes/ -o out/
    """


def main() -> None:
    """Run the command line; every error raised on purpose becomes one line and an exit code."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except NotesError as error:
        from notesnlp.report.words import one_line

        with suppress(OSError):  # standard error may lie on the disk that is full
            click.echo(f"notesnlp: {one_line(str(error))}", err=True)  # it may quote a file's name
        sys.exit(WRONG_USAGE)
    sys.exit(code if isinstance(code, int) else 0)
