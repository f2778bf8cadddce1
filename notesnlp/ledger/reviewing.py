"""What there is to review, the least certain first, and the reviewed as an annotated set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from notesnlp.catalogue import Event
from notesnlp.errors import LedgerError
from notesnlp.ledger.bodies import meeting_of
from notesnlp.ledger.corrections import corrected
from notesnlp.ledger.decisions import Decision, last_decisions
from notesnlp.ledger.findings import by_meeting, live_findings
from notesnlp.ledger.schema import MEETINGS, THEME_FINDINGS, THEMES
from notesnlp.model.finding import Dependency, Finding, FollowUp
from notesnlp.model.meeting import Meeting


@dataclass(frozen=True, slots=True)
class ToReview:
    """A finding before a reviewer.

    Attributes:
        number: in the ledger.
        finding: as the detectors found it.
        decision: the last one, or None.
        theme: name of the theme it is in, or None.
    """

    number: int
    finding: Finding
    decision: Decision | None
    theme: str | None

    @property
    def owner(self) -> str | None:
        """Who owns it, of a follow-up."""
        return self.finding.owner if isinstance(self.finding, FollowUp) else None

    @property
    def date(self) -> str | None:
        """When it is due, or when the event is."""
        if isinstance(self.finding, FollowUp):
            return self.finding.due
        return self.finding.when if isinstance(self.finding, Dependency) else None


def uncertainty(score: float) -> float:
    """How far a calibrated score is from telling: 1 at one half, 0 at none and one.

    >>> [round(uncertainty(score), 1) for score in (0.5, 0.7, 1.0)]
    [1.0, 0.6, 0.0]
    """
    return 1.0 - abs(2.0 * score - 1.0)


def to_review(
    connection: Connection, *, unit: str | None = None, kind: str | None = None, all: bool = False
) -> list[ToReview]:
    """The findings that nobody has decided on, the least certain first.

    Args:
        connection: that reads.
        unit: only of this customer or unit.
        kind: only of this kind.
        all: those that are decided too.
    """
    decisions = last_decisions(connection)
    themes = _theme_names(connection)
    found = [
        ToReview(number, item, decisions.get(number), themes.get(number))
        for number, item in live_findings(connection).items()
        if (all or number not in decisions)
        and (kind is None or item.kind == kind)
        and (unit is None or (item.evidence.unit or "").casefold() == unit.casefold())
    ]
    return sorted(found, key=lambda item: (-uncertainty(item.finding.score), item.number))


def by_public_id(items: Sequence[ToReview]) -> dict[str, ToReview]:
    """`items` by the ids that their findings have in `findings.jsonl`."""
    return {item.finding.evidence.id: item for item in items}


def meeting_named(connection: Connection, name: str) -> Meeting:
    """The meeting of that name.

    Raises:
        LedgerError: there is none.
    """
    statement = select(MEETINGS.c.body).where(MEETINGS.c.name == name)
    body = connection.scalars(statement.order_by(MEETINGS.c.gone_on.is_not(None))).first()
    if body is None:
        raise LedgerError(f"there is no meeting {name!r}", remedy="it may have been forgotten")
    return meeting_of(body)


def reviewed_meetings(
    connection: Connection, events: Mapping[str, Event]
) -> tuple[list[tuple[Meeting, list[Finding]]], int]:
    """Meetings of which every finding is decided, with those findings that are right, as corrected.

    Args:
        connection: that reads.
        events: the catalogue in force.

    Returns:
        The meetings by name, and how many others have findings that nobody decided on.
    """
    decisions = last_decisions(connection)
    findings = live_findings(connection)
    reviewed, waiting = [], 0
    for name, numbers in sorted(by_meeting(findings).items()):
        if not all(number in decisions for number in numbers):
            waiting += 1
            continue
        meeting = meeting_named(connection, name)
        right = [
            corrected(findings[number], decisions[number].changes, meeting, events)
            for number in numbers
            if decisions[number].verdict != "reject"
        ]
        reviewed.append((meeting, right))
    return reviewed, waiting


def _theme_names(connection: Connection) -> Mapping[int, str]:
    statement = (
        select(THEME_FINDINGS.c.finding_id, THEMES.c.name)
        .join(THEMES)
        .where(THEMES.c.gone_on.is_(None))
    )
    return {row.finding_id: row.name for row in connection.execute(statement)}
