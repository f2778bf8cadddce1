"""The sections of the settings but the mail's, each with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from notesnlp.config.section import Section


class Thresholds(Section):
    """Calibrated scores from which a finding is reported; unset ones are the models' own."""

    framing: float | None = Field(None, ge=0, le=1)
    need: float | None = Field(None, ge=0, le=1)
    dependency: float | None = Field(None, ge=0, le=1)
    idea: float | None = Field(None, ge=0, le=1)
    followup: float | None = Field(None, ge=0, le=1)


class Audience(Section):
    """Terms of one audience: what engineers call everyday, nurses need not know."""

    technical: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()


class Terms(Section):
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


class FramingRules(Section):
    """How much each rule of framing weighs; ``off`` switches it off."""

    unexplained_term: Severity = "warning"
    solution_before_need: Severity = "warning"
    us_and_them: Severity = "warning"

    def severity(self, rule: str) -> Severity:
        """The severity of a rule by the name that findings carry, such as ``us-and-them``."""
        value: Severity = getattr(self, rule.replace("-", "_"))
        return value


class Conversations(Section):
    """Who may see how single persons of IT talk over the months; nobody unless it is switched on."""

    named_trends: bool = Field(False, description="reckon trends of single persons at all")
    may_see: tuple[str, ...] = Field(
        (), description="who besides each person may see that person's trend"
    )


class Priority(Section):
    """Weights of the parts of a theme's priority; see docs/explanation/priorities.md."""

    severity: float = Field(6.0, ge=0, description="how often it is told, and how much it hurts")
    reach: float = Field(0.25, ge=0, description="how many units tell of it")
    external: float = Field(0.5, ge=0, description="customers outside")
    churn: float = Field(0.5, ge=0, description="customers who may leave")
    again: float = Field(0.25, ge=0, description="told again in later meetings, or stuck")
    date: float = Field(0.25, ge=0, description="a date that forces")
    recency: float = Field(0.1, ge=0, description="told lately")
    dependency: float = Field(0.1, ge=0, description="dated events of its units")


class Limits(Section):
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


class Cache(Section):
    """What is kept of earlier runs, so that nothing is done twice."""

    megabytes: int = Field(
        4_000, ge=1, description="size of what is kept in the output folder; the oldest goes first"
    )


class Stuck(Section):
    """When a commitment on the carry-over list counts as stuck; 0 switches a rule off."""

    overdue_days: int = Field(30, ge=0, description="days after its due day")
    mentions: int = Field(3, ge=0, description="meetings that speak of it without its moving")
    no_owner_days: int = Field(60, ge=0, description="days without anybody who owns it")


class Retention(Section):
    """How long what was said is kept."""

    months: int = Field(
        0, ge=0, description="after which `forget --expired` erases meetings; 0 keeps all"
    )


class Coverage(Section):
    """How often everybody should be met."""

    meetings_per_year: float = Field(2.0, gt=0, description="with each customer and unit")


class Redaction(Section):
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


class Remembering(Section):
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


class Demand(Section):
    """How the demand record is exported."""

    columns: Mapping[str, Mapping[str, str]] = Field(
        COLUMN_MAPS, validate_default=True, description="what each column holds, by program"
    )

    @field_validator("columns")
    @classmethod
    def _with_shipped(cls, given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        return {name: dict(columns) for name, columns in {**COLUMN_MAPS, **given}.items()}
