"""Writes reference/cli.md from the commands themselves: `python docs/cli_reference.py`."""

from __future__ import annotations

from pathlib import Path

import click

from notesnlp.cli.main import cli

PATH = Path(__file__).parent / "reference" / "cli.md"


def reference() -> str:
    """The reference as Markdown."""
    context = click.Context(cli, info_name="notesnlp", help_option_names=["-h", "--help"])
    parts = [
        "# Commands",
        "This page is written by `python docs/cli_reference.py`.",
        _block(context),
    ]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=name, parent=context)
            parts += [f"## notesnlp {name}", _block(inner)]
            parts += _below(inner)
    return "\n\n".join(parts) + "\n"


def _below(context: click.Context) -> list[str]:
    """The commands of a command that has some."""
    group = context.command
    if not isinstance(group, click.Group):
        return []
    parts = []
    for name in group.list_commands(context):
        inner = group.get_command(context, name)
        if inner is not None:
            below = click.Context(inner, info_name=name, parent=context, help_option_names=["-h", "--help"])  # fmt: skip
            parts += [f"### notesnlp {context.info_name} {name}", _block(below)]
    return parts


def _block(context: click.Context) -> str:
    context.max_content_width = 100
    return f"```text\n{context.command.get_help(context)}\n```"


if __name__ == "__main__":
    PATH.write_text(reference(), encoding="utf-8")
