"""The form of an event in TOML, and what to tell people whose file does not keep to it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

from notesnlp.catalogue.lines import line_of
from notesnlp.errors import ConfigError

Team = Literal[
    "network",
    "end-user computing",
    "telephony",
    "applications",
    "data & reporting",
    "security",
    "procurement",
    "service desk",
    "facilities liaison",
]
Grade = Literal["A", "B", "C", "estimate"]

ESTIMATE = "estimate"
LONGEST_DAYS = 3650
"""Ten years: longer than any purchase or agreement, and short enough to count back from a date."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Days = Annotated[int, Field(strict=True, ge=0, le=LONGEST_DAYS)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WorkTable(_Table):
    """One ``[[event.workstreams]]``; descriptions say what is allowed where the type does not."""

    name: Text = Field(description="say in a few words what is done")
    team: Team
    lead_days: tuple[Days, Days] = Field(
        description=f"write shortest and longest in whole calendar days from 0 to {LONGEST_DAYS}, "
        "as [30, 90]"
    )
    source: Text = Field(description=f'write "{ESTIMATE}", or title and address of the source')
    grade: Grade

    @field_validator("lead_days")
    @classmethod
    def _in_order(cls, days: tuple[int, int]) -> tuple[int, int]:
        if days[0] > days[1]:
            raise ValueError(f"{days[0]} days are more than {days[1]}")
        return days

    @field_validator("source")
    @classmethod
    def _has_address(cls, source: str) -> str:
        if source != ESTIMATE and not any(part in source for part in ("http://", "https://")):
            raise ValueError(f"{source!r} has no address")
        return source

    @field_validator("grade")
    @classmethod
    def _fits_source(cls, grade: Grade, info: ValidationInfo) -> Grade:
        if info.data.get("source") == ESTIMATE and grade != ESTIMATE:
            raise ValueError(f"an estimate cannot have grade {grade!r}")
        return grade


class EventTable(_Table):
    """One ``[event]``; each key's description says what is allowed."""

    name: Text = Field(description="name the event as a CIO would")
    description: Text = Field(description="say in a sentence or two what happens")
    workstreams: Annotated[tuple[WorkTable, ...], Field(min_length=1)] = Field(
        description="write at least one [[event.workstreams]] with "
        "name, team, lead_days, source and grade"
    )
    consequence: Text = Field(description="say what happens if it is found late")
    questions: Texts = Field(description='write a list of texts, as ["When do you move?"]')
    look_alikes: Texts = Field(description='write a list of texts, as ["moving house privately"]')


@dataclass(frozen=True, slots=True)
class Source:
    """Where events are written, for messages.

    Attributes:
        path: the file.
        within: the keys under which they stand in it: none in a catalogue's own file,
            ``events`` in the settings.
    """

    path: Path
    within: tuple[str, ...] = ()

    def place(self, event_id: str, loc: Iterable[int | str] = (), *, quoted: bool = False) -> str:
        """The line and the key of what is wrong, such as ``line 7, audit.workstreams[0].team``."""
        keys = [*self.within, event_id, *loc]
        steps = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)[1:]
        line = line_of(self.path, keys)
        shown = f"key '{steps}'" if quoted else steps
        return f"line {line}, {shown}" if line else shown


def read_event(
    event_id: str, table: object, *, source: Source, known: Mapping[str, Any], ids: Collection[str]
) -> EventTable:
    """The event `event_id` of a file: the keys of `table` over those that are `known` already.

    Args:
        event_id: the table's name in the file.
        table: what stands under it.
        source: the file, for messages.
        known: keys of the event that `table` may replace; empty for a new event.
        ids: events there are already, to suggest one where `event_id` looks misspelt.

    Raises:
        ConfigError: the event does not keep to the form; only the first fault is told.

    """
    if not isinstance(table, dict):
        raise ConfigError(
            f"{_shown(table)} is no event",
            path=source.path,
            place=source.place(event_id, quoted=True),
            remedy=f"write a table, as [{'.'.join([*source.within, event_id])}]",
        )
    try:
        return EventTable.model_validate({**known, **table})
    except ValidationError as error:
        raise _told(error, event_id, source=source, ids=ids, is_new=not known) from error


def _told(
    error: ValidationError, event_id: str, *, source: Source, ids: Collection[str], is_new: bool
) -> ConfigError:
    # An unknown key explains a missing one, a misspelt one say, so it is told first.
    faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
    fault = faults[0]
    if len(fault["loc"]) == 1 and fault["type"] == "missing" and is_new:
        own = (each["loc"] for each in faults if each["type"] == "missing")
        lacking = [str(loc[0]) for loc in own if len(loc) == 1]
        near = difflib.get_close_matches(event_id, ids, n=1)
        hint = f", or did you mean [{near[0]}]?" if near else ""
        return ConfigError(
            f"a new event without {', '.join(lacking)}",
            path=source.path,
            place=source.place(event_id),
            remedy=f"add {'it' if len(lacking) == 1 else 'them'}{hint}",
        )
    return ConfigError(
        _reason(fault),
        path=source.path,
        place=source.place(event_id, fault["loc"]),
        remedy=_remedy(fault),
    )


def _reason(fault: ErrorDetails) -> str:
    key = fault["loc"][-1]
    match fault["type"]:
        case "extra_forbidden":
            return f"unknown key {str(key)!r}"
        case "missing" if isinstance(key, int):
            return "a number is missing"
        case "missing":
            return f"key {key!r} is missing"
        case "value_error":
            return str(fault["ctx"]["error"])
        case "literal_error":
            return f"{_shown(fault['input'])} is not known"
        case "too_long":
            return "more than two numbers"
        case "too_short":
            return "the list is empty"
        case "string_too_short":
            return "the text is empty"
        case _:
            return f"{_shown(fault['input'])} does not fit"


def _remedy(fault: ErrorDetails) -> str:
    in_work = fault["loc"][0] == "workstreams" and len(fault["loc"]) > 2
    table: type[_Table] = WorkTable if in_work else EventTable
    if fault["type"] == "extra_forbidden":
        return "known keys are " + ", ".join(table.model_fields)
    if fault["type"] == "value_error" and fault["loc"][-1] == "grade":
        return f'write grade = "{ESTIMATE}", or the source'
    field = table.model_fields[str(fault["loc"][2] if in_work else fault["loc"][0])]
    return field.description or "one of " + ", ".join(get_args(field.annotation))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
