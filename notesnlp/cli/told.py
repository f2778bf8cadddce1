"""What `notesnlp analyze` tells of a run besides its summary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click


def tell_unchanged(about: Mapping[str, Any], out: Path, *, quiet: bool, as_json: bool) -> None:
    """Say again what the run in `out` said, and that nothing has changed since."""
    for failure in about["failures"]:
        warn(**failure)
    if as_json:
        click.echo(json.dumps(about["counts"]))
    elif not quiet:
        for file in about["files"]:
            tell_left_out(file)
        from notesnlp.cli.summary import print_told
        from notesnlp.report.about import UNCHANGED

        print_told(about[UNCHANGED]["summary"], out)
        click.echo(f"Nothing has changed since {about['written']}; nothing was written.")


def warn(path: str, reason: str, place: str | None, remedy: str | None) -> None:
    """A file that could not be read."""
    where = f"{path}, {place}" if place else path
    _echo(f"not read: {where}: {reason}" + (f" ({remedy})" if remedy else ""))


def tell_left_out(file: Mapping[str, Any]) -> None:
    """What a file holds that was not read, or was read and not judged, as `run.json` tells it."""
    for warning in file["warnings"]:
        _echo(f"partly read: {file['file']}: {warning}")
    if file["not_judged"]:
        from notesnlp.language.identify import LANGUAGES

        for code, size in file["not_judged"].items():
            _echo(
                f"not judged: {file['file']}: {size:,} characters of {LANGUAGES[code]}, "
                "and the models know English only"
            )


def _echo(line: str) -> None:
    """Print one line to the standard error; a file's name may hold line breaks and worse."""
    click.echo("".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in line), err=True)
