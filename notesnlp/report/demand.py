"""The demand record: what a unit will need of IT, in the fields that portfolio programs ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from notesnlp.errors import ConfigError
from notesnlp.model.when import first_day
from notesnlp.report.history import in_one_line, said_at, standing
from notesnlp.report.plan import URGENCY_NAMES, Planned
from notesnlp.report.tables import Row

FIELDS = (
    "id",
    "title",
    "requester",
    "unit",
    "unit_kind",
    "event",
    "status",
    "state",
    "business_need",
    "need_by",
    "need_by_text",
    "history",
    "start_by",
    "urgency",
    "impact",
    "effort",
    "workstreams",
    "mentioned",
    "denied",
    "silent",
    "interdependencies",
    "questions",
    "source",
)
"""Fields of the record, which column maps may name in braces."""
EFFORT = "unknown"
"""Nobody has estimated it: the record says so instead of guessing."""

_FIELD = re.compile(r"\{(\w+)\}")


def demand_rows(plan: Sequence[Planned]) -> list[Row]:
    """One row a planned event, in the order of the plan, columns as in `FIELDS`."""
    return [_row(item, plan) for item in plan]


def _row(item: Planned, plan: Sequence[Planned]) -> Row:
    entry, place = item.entry, item.finding.evidence
    works = item.works
    return {
        "id": entry.id,
        "title": f"{item.name} – {place.unit}" if place.unit else item.name,
        "requester": place.speaker,
        "unit": place.unit,
        "unit_kind": place.unit_kind,
        "event": entry.lead.event,
        "status": entry.status,
        "state": standing(entry),
        "business_need": place.quote,
        "need_by": first_day(entry.when).isoformat() if entry.when else None,
        "need_by_text": entry.unresolved[0] if entry.unresolved else entry.lead.when_text,
        "history": in_one_line(entry.changes) or None,
        "start_by": item.start_by.isoformat() if item.start_by else None,
        "urgency": URGENCY_NAMES[item.urgency],
        "impact": item.consequence,
        "effort": EFFORT,
        "workstreams": [
            work.work.name + (f" (start by {work.start_by})" if work.start_by else "")
            for work in works
        ],
        **{
            heard: [work.work.name for work in works if work.heard == heard]
            for heard in ("mentioned", "denied", "silent")
        },
        "interdependencies": _others(item, plan),
        "questions": list(entry.questions),
        "source": said_at(place),
    }


def _others(item: Planned, plan: Iterable[Planned]) -> list[str]:
    """Other events that the same unit plans: their work meets the same people and places."""
    unit = item.finding.evidence.unit
    return [
        f"{other.name} ({other.entry.when or 'no date known'})"
        for other in plan
        if other is not item
        and unit is not None
        and other.finding.evidence.unit == unit
        and other.entry.status != "cancelled"
    ]


def mapped(
    rows: Iterable[Row], name: str, maps: Mapping[str, Mapping[str, str]], path: Path
) -> tuple[tuple[str, ...], list[Row]]:
    """`rows` in the columns of another program.

    Args:
        rows: of `demand_rows`.
        name: of the column map.
        maps: what each column holds, by map: words, and fields in braces.
        path: the settings' file, for messages.

    Returns:
        The columns, and the rows with them.

    Raises:
        ConfigError: there is no such map, or it names a field that the record has not.
    """
    if name not in maps:
        raise ConfigError(
            f"there is no column map {name!r}",
            path=path,
            place="key 'demand.columns'",
            remedy=f"known ones are {', '.join(maps)}; others go under [demand.columns.{name}]",
        )
    columns = maps[name]
    for column, form in columns.items():
        for field in _FIELD.findall(form):
            if field not in FIELDS:
                raise ConfigError(
                    f"unknown field {field!r}",
                    path=path,
                    place=f"key 'demand.columns.{name}.{column}'",
                    remedy=f"known fields are {', '.join(FIELDS)}",
                )
    filled = [
        {
            column: _FIELD.sub(lambda found, row=row: _words(row[found[1]]), form).strip()  # type: ignore[misc]
            for column, form in columns.items()
        }
        for row in rows
    ]
    return tuple(columns), filled


def _words(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
