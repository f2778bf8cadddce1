"""What several commands take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from notesnlp.config import Settings

LEDGER_FILE = "ledger.db"
"""The ledger of a run's folder."""


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """A day given as ISO."""
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2016-03-08") from error


def settings_for(folder: Path, **overrides: Any) -> Settings:
    """The settings of `folder` under what was given on the command line."""
    from notesnlp.config import load_settings

    return load_settings(folder, **overrides)
