"""Settings: ``notesnlp.toml`` beside the notes, under what the command line says."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
    model_validator,
)

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


class Audience(_Section):
    """Terms of one audience: what engineers call everyday, nurses need not know."""

    technical: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()


class Terms(_Section):
    """Terms that count as technical, or never do, in this organisation, and for single audiences."""

    technical: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    audience: dict[str, Audience] = Field(
        {}, description='by unit, or by "external" and "internal"; goes before the lists for all'
    )

    def heard_by(self, unit: str | None, unit_kind: str | None) -> Terms:
        """The terms that hold where `unit` listens: its own before those of its kind and of all.

        >>> terms = Terms(technical=("CRM",), audience={"Sales": Audience(everyday=("CRM",))})
        >>> terms.heard_by("sales", "internal").technical, terms.heard_by("Yard", None).technical
        ((), ('CRM',))
        """
        technical, everyday = self.technical, self.everyday
        for name in (unit_kind, unit):
            own = self._audience(name)
            technical = (*_without(technical, own.everyday), *own.technical)
            everyday = (*_without(everyday, own.technical), *own.everyday)
        return Terms(technical=technical, everyday=everyday)

    def _audience(self, name: str | None) -> Audience:
        wanted = (name or "").casefold()
        return next(
            (own for key, own in self.audience.items() if wanted and key.casefold() == wanted),
            Audience(),
        )


def _without(terms: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    gone = {term.casefold() for term in others}
    return tuple(term for term in terms if term.casefold() not in gone)


Severity = Literal["off", "hint", "warning", "error"]


class FramingRules(_Section):
    """How much each rule of framing weighs; ``off`` switches it off."""

    unexplained_term: Severity = "warning"
    solution_before_need: Severity = "warning"
    us_and_them: Severity = "warning"

    def severity(self, rule: str) -> Severity:
        """The severity of a rule by the name that findings carry, such as ``us-and-them``."""
        value: Severity = getattr(self, rule.replace("-", "_"))
        return value


class Conversations(_Section):
    """Who may see how single persons of IT talk over the months; nobody unless it is switched on."""

    named_trends: bool = Field(False, description="reckon trends of single persons at all")
    may_see: tuple[str, ...] = Field(
        (), description="who besides each person may see that person's trend"
    )


class Priority(_Section):
    """Weights of the parts of a theme's priority; see docs/explanation/priorities.md."""

    severity: float = Field(6.0, ge=0, description="how often it is told, and how much it hurts")
    reach: float = Field(0.25, ge=0, description="how many units tell of it")
    external: float = Field(0.5, ge=0, description="customers outside")
    churn: float = Field(0.5, ge=0, description="customers who may leave")
    again: float = Field(0.25, ge=0, description="told again in later meetings, or stuck")
    date: float = Field(0.25, ge=0, description="a date that forces")
    recency: float = Field(0.1, ge=0, description="told lately")
    dependency: float = Field(0.1, ge=0, description="dated events of its units")


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
    seconds: float = Field(
        1_800, gt=0, description="for the analysis of a file, where there are several workers"
    )


class Cache(_Section):
    """What is kept of earlier runs, so that nothing is done twice."""

    megabytes: int = Field(
        4_000, ge=1, description="size of what is kept in the output folder; the oldest goes first"
    )


class Stuck(_Section):
    """When a commitment on the carry-over list counts as stuck; 0 switches a rule off."""

    overdue_days: int = Field(30, ge=0, description="days after its due day")
    mentions: int = Field(3, ge=0, description="meetings that speak of it without its moving")
    no_owner_days: int = Field(60, ge=0, description="days without anybody who owns it")


class Retention(_Section):
    """How long what was said is kept."""

    months: int = Field(
        0, ge=0, description="after which `forget --expired` erases meetings; 0 keeps all"
    )


class Coverage(_Section):
    """How often everybody should be met."""

    meetings_per_year: float = Field(2.0, gt=0, description="with each customer and unit")


class Redaction(_Section):
    """What ``analyze --redact`` replaces, and under which key."""

    on: bool = Field(False, description="redact every run, as --redact does one")
    names: tuple[str, ...] = Field((), description="people whom no roster lists")
    keep: tuple[str, ...] = Field(
        (), description="names of products, firms and places that are no people's"
    )
    roles: bool = Field(True, description="customers keep their roles: Customer 3, Parks")
    regions: tuple[str, ...] = Field(
        ("GB", "US"), description="countries whose national phone numbers are known, as ISO codes"
    )
    key_file: Path | None = Field(
        None, description="holds the key and the numbers given; the user's own by default"
    )


class Remembering(_Section):
    """How the ledger knows files again."""

    place: str = Field(
        "",
        description="name of this machine or drive, where several share a ledger and their paths",
    )


COLUMN_MAPS: Mapping[str, Mapping[str, str]] = {
    "servicenow": {
        "short_description": "{title}",
        "description": "{business_need}\n\n{source}",
        "requested_by": "{requester}",
        "department": "{unit}",
        "start_date": "{start_by}",
        "due_date": "{need_by}",
        "business_case": "{impact}",
        "dependencies": "{interdependencies}",
        "effort": "{effort}",
        "assumptions": "{questions}",
        "correlation_id": "{id}",
    },
    "jira": {
        "Summary": "{title}",
        "Issue Type": "Task",
        "Description": "{business_need}\n\nImpact: {impact}\n\nWork: {workstreams}\n\nAsk: {questions}\n\n{source}",
        "Reporter": "{requester}",
        "Start Date": "{start_by}",
        "Due Date": "{need_by}",
        "Labels": "it-dependency",
        "Effort": "{effort}",
        "Interdependencies": "{interdependencies}",
        "External ID": "{id}",
    },
}
"""Columns of the demand record for other programs: what each holds, fields in braces."""


class Demand(_Section):
    """How the demand record is exported."""

    columns: Mapping[str, Mapping[str, str]] = Field(
        COLUMN_MAPS, validate_default=True, description="what each column holds, by program"
    )

    @field_validator("columns")
    @classmethod
    def _with_shipped(cls, given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        return {name: dict(columns) for name, columns in {**COLUMN_MAPS, **given}.items()}


Attachment = Literal["html", "xlsx", "ics"]


class SendRule(_Section):
    """Who gets what: one digest, sent to every address of the rule."""

    to: tuple[str, ...] = Field(min_length=1, description="addresses")
    units: Literal["all"] | tuple[str, ...] = Field(
        description="whose meetings they read of; all must be said"
    )
    only: Literal["everything", "promises"] = "everything"
    owner: str | None = Field(None, description="only the promises that this person made")
    attach: tuple[Attachment, ...] = ()
    locale: str | None = Field(None, description="of dates and numbers; the mail's by default")

    @field_validator("to", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _owner_of_promises(self) -> Self:
        if self.owner and self.only != "promises":
            raise ValueError("owner goes with only = 'promises'")
        if not self.units:
            raise ValueError("units names none; write unit names, or all")
        return self


class MailSettings(_Section):
    """How reports are mailed, and to whom. A password is never among the settings."""

    host: str | None = Field(None, description="of the server that takes the mail")
    port: int | None = Field(None, ge=1, le=65535, description="587, or 465 with tls")
    security: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: Path | None = Field(None, description="certificates to trust beside the system's")
    sender: str | None = None
    user: str | None = Field(None, description="to log in as; nobody by default")
    password_env: str = Field("NOTESNLP_MAIL_PASSWORD", description="variable that holds it")
    password_file: Path | None = Field(None, description="that its owner alone can read")
    keyring: str | None = Field(None, description="service under which a keyring holds it")
    timeout_s: float = Field(30, gt=0, description="for each answer of the server")
    accept_timeout_s: float = Field(600, gt=0, description="for its answer to a whole message")
    retry_minutes: float = Field(5, gt=0, description="first pause; doubled up to four hours")
    give_up_hours: float = Field(120, gt=0, description="after these a message is given up")
    largest_mb: float = Field(20, gt=0, description="size of a message")
    list_id: str | None = Field(None, description="made from the sender's domain by default")
    templates: Path | None = Field(
        None, description="folder of templates that replace shipped ones"
    )
    locale: str | None = Field(None, description="of dates and numbers, such as en-US")
    send: tuple[SendRule, ...] = ()


class Settings(_Section):
    """All settings, with their defaults."""

    _path: Path = PrivateAttr(Path(FILE_NAME))

    fiscal_month: int = Field(1, ge=1, le=12, description="month in which the fiscal year begins")
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
        ConfigError: the file is no TOML, a key is unknown, or a value does not fit.
    """
    return read_settings(folder / FILE_NAME if folder else None, **overrides)


def read_settings(path: Path | None, **overrides: Any) -> Settings:
    """The settings of the file at `path`, where there is one, under `overrides`.

    Paths among the settings of the mail and of redaction count from the file's folder.

    Raises:
        ConfigError: as `load_settings`.
    """
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
        settings = Settings.model_validate(values)
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
    if path.is_file():
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
