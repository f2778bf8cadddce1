"""All settings, and how they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, PrivateAttr, ValidationError

from notesnlp.config.mail import MailSettings, SendRule
from notesnlp.config.section import Section
from notesnlp.config.sections import (
    Cache,
    Conversations,
    Coverage,
    Demand,
    FramingRules,
    Limits,
    Priority,
    Redaction,
    Remembering,
    Retention,
    Stuck,
    Terms,
    Thresholds,
)
from notesnlp.config.toml import toml_if_any
from notesnlp.errors import ConfigError

FILE_NAME = "notesnlp.toml"


class Settings(Section):
    """All settings, with their defaults."""

    _path: Path = PrivateAttr(Path(FILE_NAME))

    fiscal_month: int = Field(1, ge=1, le=12, description="month in which the fiscal year begins")
    units_from_folders: bool = Field(
        False,
        description="the folder in which notes lie is the customer or unit, where nothing else tells",
    )
    since: dt.date | None = Field(None, description="leave out meetings before this day")
    today: dt.date | None = Field(
        None, description="the day against which dates are late; the newest meeting's by default"
    )
    models: Path | None = Field(None, description="folder of models instead of the shipped ones")
    thresholds: Thresholds = Thresholds()
    terms: Terms = Terms()
    framing: FramingRules = FramingRules()
    conversation: Conversations = Conversations()
    priority: Priority = Priority()
    limits: Limits = Limits()
    cache: Cache = Cache()
    stuck: Stuck = Stuck()
    retention: Retention = Retention()
    coverage: Coverage = Coverage()
    ledger: Remembering = Remembering()
    redaction: Redaction = Redaction()
    demand: Demand = Demand()
    events: Mapping[str, Any] = Field(
        {}, description="events added to the catalogue, or changed: tables by their ids"
    )
    mail: MailSettings = MailSettings()

    def redacting(self) -> Settings:
        """These settings, of a run that redacts."""
        return self.model_copy(update={"redaction": self.redaction.model_copy(update={"on": True})})

    @property
    def path(self) -> Path:
        """The file they were read from, for messages."""
        return self._path


def load_settings(folder: Path | None = None, **overrides: Any) -> Settings:
    """The settings of ``notesnlp.toml`` in `folder`, if there is one, under `overrides`.

    Args:
        folder: where to look for the file.
        overrides: settings given otherwise; those that are None do not count.

    Raises:
        ConfigError: the file cannot be read or is no TOML, a key is unknown, or a value does
            not fit.
    """
    return read_settings(folder / FILE_NAME if folder else None, **overrides)


def read_settings(path: Path | None, **overrides: Any) -> Settings:
    """The settings of the file at `path`, where there is one, under `overrides`.

    Paths among the settings of the mail and of redaction count from the file's folder.

    Raises:
        ConfigError: as `load_settings`.
    """
    written = toml_if_any(path) if path else None
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        settings = Settings.model_validate({**(written or {}), **given})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        remedy = (
            f"known keys are {', '.join(_keys_beside(first['loc']))}"
            if first["type"] == "extra_forbidden"
            else "mend the value"
        )
        raise ConfigError(
            f"{first['msg'].lower()}", path=path, place=f"key '{key}'", remedy=remedy
        ) from error
    if path is None:
        return settings
    settings = _with_paths_from(path.parent, settings)
    if written is not None:
        settings._path = path
    return settings


def _with_paths_from(folder: Path, settings: Settings) -> Settings:
    key = settings.redaction.key_file
    if key:
        redaction = settings.redaction.model_copy(update={"key_file": folder / key.expanduser()})
        settings = settings.model_copy(update={"redaction": redaction})
    mail = settings.mail
    named = {
        "ca_file": mail.ca_file,
        "password_file": mail.password_file,
        "templates": mail.templates,
    }
    paths = {key: folder / path.expanduser() for key, path in named.items() if path}
    return (
        settings.model_copy(update={"mail": mail.model_copy(update=paths)}) if paths else settings
    )


def _keys_beside(place: Sequence[int | str]) -> Iterable[str]:
    """The keys that the section of the key at `place` knows."""
    section: type[BaseModel] = Settings
    for part in place[:-1]:
        if part == "send":
            section = SendRule
            continue
        if isinstance(part, int):
            continue
        inner = section.model_fields[str(part)].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            section = inner
    return section.model_fields
