"""The ledger's findings: what is new, what differs, what is found no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from notesnlp.ledger.keys import finding_key
from notesnlp.ledger.same import Known, match_findings
from notesnlp.ledger.schema import FINDINGS, MEETINGS
from notesnlp.model.finding import Finding, finding_from_dict

_MEETINGS_S = ("schema", "id", "meeting", "date", "unit", "unit_kind")
"""Keys of a finding's JSON that its meeting tells, or its own columns."""
_RUN_S = {"theme": None, "item": None, "state": "open"}
"""Keys that only all meetings of a run together tell, with what they are before."""
_AT_ONCE = 500
"""Values in one statement; SQLite takes 32,766."""


def remember_findings(
    connection: Connection,
    findings: Sequence[Finding],
    meetings: Mapping[str, int],
    firsts: frozenset[str],
    at: str,
) -> dict[str, int]:
    """Write the findings of the meetings that were read; the number of each by its id.

    Args:
        connection: that writes.
        findings: of all meetings that were read.
        meetings: numbers of those meetings by their names; copies share one.
        firsts: names of the meetings that stand for their copies.
        at: the moment.
    """
    of_meeting: dict[int, list[Finding]] = {meetings[name]: [] for name in firsts}
    for item in findings:
        if item.evidence.meeting in firsts:
            of_meeting[meetings[item.evidence.meeting]].append(item)
    rows: list[dict[str, Any]] = []
    known = _known(connection, of_meeting)
    numbers: dict[tuple[int, str], int] = {}
    changed, lost = [], []
    for number, items in of_meeting.items():
        before = known[number]
        pairs = match_findings([_from_row(row) for row in before], [_from(item) for item in items])
        for place, item in enumerate(items):
            values = finding_values(item)
            if place not in pairs:
                rows.append(values | {"meeting_id": number, "first_seen": at, "changed_on": at})
                continue
            row = before[pairs[place]]
            numbers[number, values["key"]] = row.id
            if row.gone_on is not None or any(getattr(row, key) != values[key] for key in values):
                changed.append(values | {"number": row.id, "changed_on": at, "gone_on": None})
        matched = set(pairs.values())
        lost += [
            row.id
            for place, row in enumerate(before)
            if place not in matched and row.gone_on is None
        ]
    _change(connection, changed, lost, at)
    for row in _insert(connection, rows):
        numbers[row.meeting_id, row.key] = row.id
    return {
        item.evidence.id: numbers[meetings[item.evidence.meeting], finding_key(item)]
        for item in findings
        if (meetings[item.evidence.meeting], finding_key(item)) in numbers
    }


def _known(connection: Connection, meetings: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {number: [] for number in meetings}
    all_of_them = sorted(found)
    live_first = (FINDINGS.c.gone_on.is_not(None), FINDINGS.c.id)
    for first in range(0, len(all_of_them), _AT_ONCE):
        some = all_of_them[first : first + _AT_ONCE]
        statement = select(FINDINGS).where(FINDINGS.c.meeting_id.in_(some)).order_by(*live_first)
        for row in connection.execute(statement):
            found[row.meeting_id].append(row)
    return found


def _change(
    connection: Connection, changed: Sequence[dict[str, Any]], lost: Sequence[int], at: str
) -> None:
    """Rewrite rows; keys step aside first, for two findings may change places."""
    if lost:
        gone = update(FINDINGS).where(FINDINGS.c.id == bindparam("number"))
        connection.execute(
            gone.values(gone_on=at, key=bindparam("aside")),
            [{"number": number, "aside": f"~{number}"} for number in lost],
        )
    if changed:
        aside = update(FINDINGS).where(FINDINGS.c.id == bindparam("number"))
        connection.execute(
            aside.values(key=bindparam("aside")),
            [{"number": row["number"], "aside": f"~{row['number']}"} for row in changed],
        )
        connection.execute(update(FINDINGS).where(FINDINGS.c.id == bindparam("number")), changed)


def _insert(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    if rows:
        statement = insert(FINDINGS).returning(FINDINGS.c.meeting_id, FINDINGS.c.key, FINDINGS.c.id)
        yield from connection.execute(statement, rows)


def finding_values(item: Finding) -> dict[str, Any]:
    """The columns that tell what a finding says."""
    row = item.to_dict()
    return {
        "key": finding_key(item),
        "public_id": item.evidence.id,
        "kind": item.kind,
        "type": item.type,
        "quote": item.evidence.quote,
        "score": item.score,
        "row": {key: row[key] for key in row if key not in _MEETINGS_S and key not in _RUN_S},
    }


def finding_of(row: Any) -> Finding:
    """The finding that a row of findings joined with its meeting holds.

    Args:
        row: has the columns `public_id` and `row` of the finding, and `name`, `date`, `unit` and
            `unit_kind` of its meeting.
    """
    return finding_from_dict(
        {
            **_RUN_S,
            **row.row,
            "id": row.public_id,
            "meeting": row.name,
            "date": row.date,
            "unit": row.unit,
            "unit_kind": row.unit_kind,
        }
    )


def live_findings(connection: Connection) -> dict[int, Finding]:
    """What the detectors find in the meetings that are not gone, by number, in the order of the meetings."""
    statement = (
        select(
            FINDINGS.c.id, FINDINGS.c.public_id, FINDINGS.c.row,
            MEETINGS.c.name, MEETINGS.c.date, MEETINGS.c.unit, MEETINGS.c.unit_kind,
        )
        .join(MEETINGS)
        .where(FINDINGS.c.gone_on.is_(None), MEETINGS.c.gone_on.is_(None))
    )  # fmt: skip
    found = {row.id: finding_of(row) for row in connection.execute(statement)}
    return dict(sorted(found.items(), key=lambda pair: _order(pair[1])))


def _order(item: Finding) -> tuple[str, int, int, int, str]:
    place = item.evidence
    return place.meeting, place.turn, place.start, place.end, item.kind


def _from(item: Finding) -> Known:
    place = item.evidence
    return Known(finding_key(item), item.kind, place.turn, place.start, place.end, place.quote)


def _from_row(row: Any) -> Known:
    place = row.row
    return Known(row.key, row.kind, place["turn"], place["start"], place["end"], place["quote"])


def by_meeting(findings: Mapping[int, Finding]) -> dict[str, list[int]]:
    """The numbers of `findings` by their meetings' names."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, item in findings.items():
        found[item.evidence.meeting].append(number)
    return found
