"""Settings: ``notesnlp.toml`` beside the notes, under what the command line says."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from notesnlp.errors import ConfigError

FILE_NAME = "notesnlp.toml"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Thresholds(_Section):
    """Calibrated scores from which a finding is reported; unset ones are the models' own."""

    framing: float | None = Field(None, ge=0, le=1)
    need: float | None = Field(None, ge=0, le=1)
    dependency: float | None = Field(None, ge=0, le=1)
    idea: float | None = Field(None, ge=0, le=1)
    followup: float | None = Field(None, ge=0, le=1)


class Terms(_Section):
    """Terms that count as technical, or never do, in this organisation."""

    technical: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()


class Priority(_Section):
    """Weights of the parts of a theme's priority; see docs/explanation/priorities.md."""

    severity: float = Field(4.0, ge=0, description="how much it hurts, and how often it is told")
    reach: float = Field(1.5, ge=0, description="how many units tell of it")
    external: float = Field(1.0, ge=0, description="customers outside")
    churn: float = Field(1.0, ge=0, description="customers who may leave")
    again: float = Field(0.5, ge=0, description="told again in later meetings, or stuck")
    date: float = Field(0.5, ge=0, description="a date that forces")
    recency: float = Field(0.25, ge=0, description="told lately")
    dependency: float = Field(0.25, ge=0, description="dated events of its units")


class Limits(_Section):
    """What is not read, so that no file can cost all memory or a night; each refusal is told."""

    file_mb: int = Field(200, ge=1, description="size of a file")
    characters: int = Field(10_000_000, ge=1000, description="text of a file: 300 hours of speech")
    line_characters: int = Field(
        250_000, ge=1000, description="a line or paragraph: 4 hours of speech"
    )
    files: int = Field(100_000, ge=1, description="files below the folders")
    depth: int = Field(50, ge=1, description="folders within each other")
    unpacked_mb: int = Field(500, ge=1, description="an archive or a Word document, unpacked")
    archive_files: int = Field(5_000, ge=1, description="files in an archive")
    pages: int = Field(5_000, ge=1, description="pages of a PDF")


class Stuck(_Section):
    """When a commitment on the carry-over list counts as stuck; 0 switches a rule off."""

    overdue_days: int = Field(30, ge=0, description="days after its due day")
    mentions: int = Field(3, ge=0, description="meetings that speak of it without its moving")
    no_owner_days: int = Field(60, ge=0, description="days without anybody who owns it")


class Coverage(_Section):
    """How often everybody should be met."""

    meetings_per_year: float = Field(2.0, gt=0, description="with each customer and unit")


class Remembering(_Section):
    """How the ledger knows files again."""

    place: str = Field(
        "",
        description="name of this machine or drive, where several share a ledger and their paths",
    )


class Settings(_Section):
    """All settings, with their defaults."""

    fiscal_month: int = Field(1, ge=1, le=12, description="month in which the fiscal year begins")
    since: dt.date | None = Field(None, description="leave out meetings before this day")
    today: dt.date | None = Field(
        None, description="the day against which dates are late; the newest meeting's by default"
    )
    models: Path | None = Field(None, description="folder of models instead of the shipped ones")
    thresholds: Thresholds = Thresholds()
    terms: Terms = Terms()
    priority: Priority = Priority()
    limits: Limits = Limits()
    stuck: Stuck = Stuck()
    coverage: Coverage = Coverage()
    ledger: Remembering = Remembering()


def load_settings(folder: Path | None = None, **overrides: Any) -> Settings:
    """The settings of ``notesnlp.toml`` in `folder`, if there is one, under `overrides`.

    Args:
        folder: where to look for the file.
        overrides: settings given otherwise; those that are None do not count.

    Raises:
        ConfigError: the file is no TOML, a key is unknown, or a value does not fit.
    """
    path = folder / FILE_NAME if folder else None
    values: dict[str, Any] = {}
    if path and path.is_file():
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(
                f"not TOML: {error}", path=path, remedy="mend the line named"
            ) from error
    values |= {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(values)
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


def _keys_beside(place: Sequence[int | str]) -> Iterable[str]:
    """The keys that the section of the key at `place` knows."""
    section: type[BaseModel] = Settings
    for part in place[:-1]:
        inner = section.model_fields[str(part)].annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            section = inner
    return section.model_fields
