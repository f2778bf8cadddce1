"""What people decide on findings: kept for good, the last word on each finding counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sqlalchemy import Connection, insert, select

from notesnlp.catalogue import Event
from notesnlp.errors import LedgerError
from notesnlp.ledger.bodies import meeting_of
from notesnlp.ledger.corrections import correct, corrected
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.findings import finding_of
from notesnlp.ledger.history import moment
from notesnlp.ledger.remember import Remembered
from notesnlp.ledger.schema import DECISIONS, FINDINGS, MEETINGS
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting

Verdict = Literal["accept", "reject", "correct", "open"]
"""What a person says of a finding; ``open`` takes back what was said."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on one finding.

    Attributes:
        finding: its number in the ledger.
        verdict: see `Verdict`.
        changes: the corrected values, see `corrections.CHANGEABLE`.
        note: in the person's words.
        by: who decided.
        at: when, as `keys.now` writes it; the moment of writing where it is empty.
    """

    finding: int
    verdict: Verdict
    changes: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    by: str = ""
    at: str = ""


def decide(
    ledger: Ledger, decisions: Sequence[Decision], *, by: str, events: Mapping[str, Event]
) -> int:
    """Write decisions, all or none of them; those that say nothing new are left out.

    Args:
        ledger: where to.
        decisions: on findings that the ledger holds.
        by: who decided.
        events: the catalogue in force: what a dependency can be corrected to.

    Returns:
        How many were new.

    Raises:
        LedgerError: a finding is not there, or a correction does not fit it.
    """
    with ledger.writing() as connection:
        before = last_decisions(connection)
        rows = []
        for item in decisions:
            _check(connection, item, events)
            if not _is_new(before.get(item.finding), item):
                continue
            rows.append(
                {
                    "finding_id": item.finding,
                    "verdict": item.verdict,
                    "changes": dict(item.changes),
                    "note": item.note,
                    "by": by,
                    "at": item.at or moment(connection),
                }
            )
        if rows:
            connection.execute(insert(DECISIONS), rows)
    return len(rows)


def last_decisions(connection: Connection) -> dict[int, Decision]:
    """The last decision on each finding that has one that stands."""
    found = {item.finding: item for item in all_decisions(connection)}
    return {number: item for number, item in found.items() if item.verdict != "open"}


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision ever made, the oldest first."""
    return [
        Decision(row.finding_id, row.verdict, row.changes, row.note, row.by, row.at)
        for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.id))
    ]


def decided(
    findings: Iterable[Finding],
    meetings: Iterable[Meeting],
    remembered: Remembered,
    decisions: Mapping[int, Decision],
    events: Mapping[str, Event],
) -> list[Finding]:
    """`findings` without those that were rejected, the others as they were corrected.

    Args:
        findings: as the detectors found them.
        meetings: theirs.
        remembered: what the ledger calls them.
        decisions: the last ones by the findings' numbers.
        events: the catalogue in force.
    """
    said = [
        (item, decisions.get(remembered.findings.get(item.evidence.id, -1))) for item in findings
    ]
    wanted = {item.evidence.meeting for item, word in said if word and word.verdict == "correct"}
    by_name = {
        meeting.name: meeting for meeting in (meetings if wanted else ()) if meeting.name in wanted
    }
    kept = []
    for item, decision in said:
        if decision is not None and decision.verdict == "reject":
            continue
        if decision is not None and decision.verdict == "correct":
            meeting = by_name[item.evidence.meeting]
            item = corrected(item, decision.changes, meeting, events)
        kept.append(item)
    return kept


def _check(connection: Connection, decision: Decision, events: Mapping[str, Event]) -> None:
    """Refuse a decision that cannot be carried out."""
    if decision.verdict not in VERDICTS:
        raise LedgerError(
            f"unknown verdict {decision.verdict!r}", remedy="one of " + ", ".join(VERDICTS)
        )
    if (decision.verdict == "correct") != bool(decision.changes):
        raise LedgerError(
            "a correction says what is corrected, and only a correction does",
            place=f"finding {decision.finding}",
            remedy="give the new type, quote, theme, owner or date, with the verdict correct",
        )
    statement = (
        select(
            FINDINGS.c.public_id, FINDINGS.c.row, MEETINGS.c.body,
            MEETINGS.c.name, MEETINGS.c.date, MEETINGS.c.unit, MEETINGS.c.unit_kind,
        )
        .join(MEETINGS)
        .where(FINDINGS.c.id == decision.finding)
    )  # fmt: skip
    row = connection.execute(statement).first()
    if row is None:
        raise LedgerError(
            f"there is no finding {decision.finding}", remedy="it may have been forgotten"
        )
    if decision.changes:
        correct(finding_of(row), decision.changes, meeting_of(row.body), events)


def _is_new(before: Decision | None, item: Decision) -> bool:
    if before is None:
        return item.verdict != "open"
    return (before.verdict, dict(before.changes), before.note or None) != (
        item.verdict,
        dict(item.changes),
        item.note or None,
    )
