"""How far a run is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_LINE_EVERY = 25


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A callable that is told how many of how many files are done, and the last one's name."""
    if quiet:
        yield lambda done, total, name: None
    elif not sys.stderr.isatty():
        yield _print_line
    else:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda done, total, name: bar.update(
                task, completed=done, total=total, description=name[-40:]
            )


def _print_line(done: int, total: int, name: str) -> None:
    if done == total or done % _LINE_EVERY == 0:
        click.echo(f"{done} of {total} files read", err=True)
