"""Where `notesnlp analyze` looks, under which settings, and what keeps what it reads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notesnlp.cli.options import settings_for

if TYPE_CHECKING:
    from notesnlp.config import Settings
    from notesnlp.run.remote import Mirror
    from notesnlp.run.shelf import Shelf


class Folder(click.ParamType["Path | str"]):
    """A folder, or the URL of one in a storage."""

    name = "folder"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        """The folder as a path, a URL as it is."""
        return value if "://" in str(value) else Path(value)


def begin(
    folders: tuple[Path | str, ...],
    out: Path,
    *,
    since: dt.date | None,
    today: dt.date | None,
    redact: bool,
    kept: bool,
    fresh: bool,
) -> tuple[list[Path | Mirror], Settings, Shelf]:
    """Where to look, under which settings, and what keeps analyses.

    A redacted run keeps none, and removes those that are there: they hold names. So may what killed
    runs have left in the folder of temporary files.
    """
    from notesnlp.run.shelf import FOLDER, Shelf, clear_shelf
    from notesnlp.run.temporary import sweep

    sweep()
    shelf = Shelf(out / FOLDER if kept and not redact else None, fresh=fresh)
    places = _located(folders, shelf)
    settings = _settings(places[0], since, today)
    if not redact and not settings.redaction.on:
        return places, settings, shelf
    from notesnlp.report.output import check_out

    if shelf.folder:  # the settings say it, and may lie in a storage
        shelf = Shelf()
        places = _located(folders, shelf)
        settings = _settings(places[0], since, today)
    check_out(out, redacted=True)
    clear_shelf(out)
    return places, settings.redacting(), shelf


def _settings(place: Path | Mirror, since: dt.date | None, today: dt.date | None) -> Settings:
    folder = place if isinstance(place, Path) else place.folder
    return settings_for(folder, since=since, today=today)


def _located(folders: tuple[Path | str, ...], shelf: Shelf) -> list[Path | Mirror]:
    """The folders, and what is known here of those that lie elsewhere."""
    from notesnlp.run.remote import Mirror

    home = shelf.folder / "remote" if shelf.folder else None
    return [Mirror(item, home) if isinstance(item, str) else item for item in folders]
