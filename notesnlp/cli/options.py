"""What several commands take."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notesnlp.catalogue import Event
    from notesnlp.config import MailSettings, Settings
    from notesnlp.ledger import Ledger

NOT_DELIVERED = 5
"""Exit code of `send` and `outbox` while something waits."""
LEDGER_VARIABLE = "NOTESNLP_LEDGER"
"""Names the ledger for all commands, password and all: others cannot see it there."""
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


def without_password(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An address on the command line, which everybody on the machine can see, without a password."""
    from urllib.parse import parse_qs, urlsplit

    if value and "://" in value and _is_typed(ctx, param):
        try:
            parts = urlsplit(value)
            secret = parts.password or parse_qs(parts.query).get("password")
        except ValueError:  # no address at all, which whoever opens it tells
            secret = None
        if secret:
            raise click.BadParameter(
                "everybody on this machine can see a password here; put it into ~/.pgpass, or the "
                f"whole address into the variable {LEDGER_VARIABLE}"
            )
    return value


def _is_typed(ctx: click.Context, param: click.Parameter) -> bool:
    return ctx.get_parameter_source(str(param.name)) is click.core.ParameterSource.COMMANDLINE


def ledger_option(command: Any) -> Any:
    """Adds ``--ledger`` to a command."""
    return click.option(
        "--ledger",
        metavar="URL",
        envvar=LEDGER_VARIABLE,
        callback=without_password,
        help="The ledger, where it is not the one that the run in OUT remembered in.",
    )(command)


def about_run(out: Path) -> dict[str, Any]:
    """What `run.json` of the run in `out` says; nothing where there is none, or it is damaged."""
    import json

    from notesnlp.report.publish import RUN, steady

    try:
        with steady(out):
            about = json.loads((out / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return about if isinstance(about, dict) else {}


def ledger_of(out: Path, url: str | None) -> Ledger:
    """The ledger given, or else that of the run in `out`.

    Raises:
        LedgerError: there is none.
    """
    from notesnlp.errors import LedgerError
    from notesnlp.ledger import open_ledger

    if url:
        return open_ledger(url)
    if (out / LEDGER_FILE).is_file():
        return open_ledger(out / LEDGER_FILE)
    named = about_run(out).get("ledger")
    if named and "***" not in named and ("://" in named or Path(named).is_file()):
        return open_ledger(named)
    raise LedgerError(
        "the run's ledger needs a password" if named and "***" in named else "there is no ledger",
        path=out,
        remedy="name it with --ledger, or run `notesnlp analyze FOLDER -o OUT` first",
    )


def ledger_if_any(out: Path, url: str | None) -> Ledger | None:
    """The ledger given, or else that of the run in `out`; None where the run has none."""
    from notesnlp.errors import LedgerError

    if url is not None:
        return ledger_of(out, url)
    try:
        return ledger_of(out, None)
    except LedgerError as error:
        if error.path == str(out):
            return None
        raise


def run_settings(out: Path) -> Settings:
    """The settings that were in force in the run in `out`; the defaults where it says none."""
    from pydantic import ValidationError

    from notesnlp.config import Settings

    try:
        return Settings.model_validate(about_run(out).get("settings", {}))
    except ValidationError:
        return Settings()


def settings_option(command: Any) -> Any:
    """Adds ``--settings`` to a command."""
    return click.option(
        "--settings",
        "settings_file",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The settings file, where it is not notesnlp.toml in the run's first folder of notes.",
    )(command)


def mail_settings(out: Path, file: Path | None) -> MailSettings:
    """How the reports of the run in `out` look and are mailed, as the settings say now.

    Where their file is gone, or lies on another machine, reports look as those of the run did, and
    nothing is known of servers and readers.

    Raises:
        ConfigError: the settings are wrong.
    """
    if file is None and not has_settings(out):
        return run_settings(out).mail
    return settings_now(out, file).mail


def settings_now(out: Path, file: Path | None = None) -> Settings:
    """The settings as `file` has them now, by default that of the first folder of the run in `out`.

    Raises:
        ConfigError: the settings are wrong.
    """
    from notesnlp.config import read_settings

    return read_settings(file or _settings_file(out))


def events_now(out: Path) -> Mapping[str, Event]:
    """The catalogue with the organisation's own events, as the settings of the run in `out` say now.

    Where their file is gone, or lies on another machine, those that were in force in the run.

    Raises:
        ConfigError: the settings are wrong.
    """
    from notesnlp.catalogue import catalogue_with, own_events

    return catalogue_with(own_events(settings_now(out) if has_settings(out) else run_settings(out)))


def has_settings(out: Path) -> bool:
    """Whether the settings file of the run in `out` is there still; what cannot be read is there."""
    file = _settings_file(out)
    return file is not None and os.path.lexists(file)


def _settings_file(out: Path) -> Path | None:
    """Where the settings of the run in `out` are, if it has any."""
    from notesnlp.config import FILE_NAME

    try:
        return Path(about_run(out)["folders"][0]) / FILE_NAME
    except (LookupError, TypeError):
        return None
