"""What changed since a day, or since the last report was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.history import FORGOTTEN, moment
from notesnlp.ledger.schema import (
    DECISIONS,
    FINDINGS,
    HISTORY,
    ITEM_FINDINGS,
    MEETINGS,
    PRIORITIES,
    SENT,
    THEME_FINDINGS,
    THEMES,
)

_ORDER = ("meeting", "need", "dependency", "idea", "followup", "framing", "theme", "item", "decision", "priority")  # fmt: skip
_WHAT = {"new": "new", "corrected": "corrected", "gone": "no longer there", "back": "back again"}


@dataclass(frozen=True, slots=True)
class Learned:
    """One thing that the ledger learned: what changed, and of what.

    Attributes:
        at: the moment at which the ledger learned of it.
        about: meeting, theme, item, decision, priority, or a finding's kind.
        what: new, no longer there, or which value changed and how.
        name: the meeting, theme or item, or the quote.
        unit: the customer or unit concerned, where there is one.
        finding: id of the finding that proves it, as runs know it; None of a meeting.
    """

    at: str
    about: str
    what: str
    name: str
    unit: str | None = None
    finding: str | None = None


def note_sent(
    ledger: Ledger, recipients: Sequence[str], subject: str, *, at: str | None = None
) -> None:
    """Write down that a report was sent: what changes from now on is news to its readers."""
    with ledger.writing() as connection:
        row = {"at": at or moment(connection), "recipients": list(recipients), "subject": subject}
        connection.execute(insert(SENT).values(**row))


def last_sent(connection: Connection, recipient: str | None = None) -> str | None:
    """The moment at which a report was last sent, to `recipient` where one is named."""
    rows = connection.execute(select(SENT.c.at, SENT.c.recipients).order_by(SENT.c.id.desc()))
    return next((row.at for row in rows if recipient is None or recipient in row.recipients), None)


def changes_since(connection: Connection, since: dt.date | str) -> list[Learned]:
    """What the ledger learned from `since` on: a day, or a moment as `keys.now` writes it.

    What was on the way only (new and gone again since) is not told, and of a value that
    changed more than once, only from what to what it changed in the end. A promise that is new
    or gone is told once, not also as the finding that it was made of.
    """
    start = since.isoformat() if isinstance(since, dt.date) else since
    found = [
        *_histories(connection, start),
        *_decisions(connection, start),
        *_priorities(connection, start),
    ]
    items = {(item.finding, item.what) for item in found if item.about == "item"}
    found += [item for item in _findings(connection, start) if (item.finding, item.what) not in items]  # fmt: skip
    return sorted(found, key=lambda item: (_ORDER.index(item.about), item.name, item.at))


def _findings(connection: Connection, start: str) -> list[Learned]:
    statement = (
        select(FINDINGS, MEETINGS.c.unit, MEETINGS.c.gone_on.label("meeting_gone_on"))
        .join(MEETINGS)
        .where((FINDINGS.c.first_seen >= start) | (FINDINGS.c.gone_on >= start))
    )
    news = []
    for row in connection.execute(statement):
        if row.row.get("rehearsal"):
            continue
        is_new, is_gone = row.first_seen >= start, row.gone_on is not None
        if is_new != is_gone and not (is_new and row.meeting_gone_on):
            what = _WHAT["new" if is_new else "gone"]
            at = row.first_seen if is_new else row.gone_on
            news.append(Learned(at, row.kind, what, row.quote, row.unit, row.public_id))
    return news


def _histories(connection: Connection, start: str) -> list[Learned]:
    """Each subject's changes brought together: the first value before, the last one after."""
    names = _names(connection)
    later = (HISTORY.c.at >= start, HISTORY.c.subject != FORGOTTEN)
    statement = select(HISTORY).where(*later).order_by(HISTORY.c.id)
    steps: dict[tuple[str, str], list[str]] = {}
    values: dict[tuple[str, str, str], tuple[str | None, str | None, str]] = {}
    last: dict[tuple[str, str], str] = {}
    for row in connection.execute(statement):
        subject = (row.subject, row.subject_id)
        last[subject] = row.at
        if row.what in _WHAT:
            steps.setdefault(subject, []).append(row.what)
        else:
            before = values.get((*subject, row.what), (row.before, None, ""))[0]
            values[*subject, row.what] = (before, row.after, row.at)
    news = []
    for subject, what in steps.items():
        told = _told(what)
        if told:
            about = names.get(subject, (subject[1], None, None))
            news.append(Learned(last[subject], subject[0], told, *about))
    for (kind, id, column), (before, after, at) in values.items():
        if before != after and "new" not in steps.get((kind, id), ()):
            about = names.get((kind, id), (id, None, None))
            news.append(
                Learned(at, kind, f"{column}: {before or 'none'} → {after or 'none'}", *about)
            )
    return news


def _told(steps: Sequence[str]) -> str | None:
    """What a row of steps comes to, None where to nothing."""
    was_there = steps[0] in {"gone", "corrected"}
    is_there = steps[-1] != "gone"
    if was_there and is_there:
        return _WHAT["corrected"] if "corrected" in steps else None
    if was_there:
        return _WHAT["gone"]
    return _WHAT["new" if steps[0] == "new" else "back"] if is_there else None


_Name = tuple[str, str | None, str | None]


def _names(connection: Connection) -> dict[tuple[str, str], _Name]:
    """What meetings, themes and items are called, whom they concern, and their first finding."""
    found: dict[tuple[str, str], _Name] = {}
    for row in connection.execute(select(MEETINGS.c.id, MEETINGS.c.name, MEETINGS.c.unit)):
        found["meeting", str(row.id)] = (row.name, row.unit, None)
    typical = _typical(connection)
    for id, name in connection.execute(select(THEMES.c.id, THEMES.c.name)):
        found["theme", id] = (name, None, typical.get(id))
    statement = (
        select(ITEM_FINDINGS.c.item_id, FINDINGS.c.quote, MEETINGS.c.unit, FINDINGS.c.public_id)
        .join(FINDINGS, ITEM_FINDINGS.c.finding_id == FINDINGS.c.id)
        .join(MEETINGS)
        .order_by(ITEM_FINDINGS.c.place.desc())
    )
    for id, quote, unit, finding in connection.execute(statement):
        found["item", id] = (quote, unit, finding)
    return found


def _typical(connection: Connection) -> dict[str, str]:
    """The most typical finding of each theme."""
    rows = connection.execute(
        select(THEME_FINDINGS.c.theme_id, FINDINGS.c.public_id)
        .join(FINDINGS, THEME_FINDINGS.c.finding_id == FINDINGS.c.id)
        .order_by(THEME_FINDINGS.c.place.desc())
    )
    return {row.theme_id: row.public_id for row in rows}


def _decisions(connection: Connection, start: str) -> list[Learned]:
    statement = (
        select(DECISIONS, FINDINGS.c.quote, FINDINGS.c.public_id, MEETINGS.c.unit)
        .join(FINDINGS, DECISIONS.c.finding_id == FINDINGS.c.id)
        .join(MEETINGS)
        .where(DECISIONS.c.at >= start)
    )
    return [
        Learned(
            row.at, "decision", f"{row.verdict} by {row.by}", row.quote, row.unit, row.public_id
        )
        for row in connection.execute(statement)
    ]


def _priorities(connection: Connection, start: str) -> list[Learned]:
    statement = select(PRIORITIES, THEMES.c.name).join(THEMES).where(PRIORITIES.c.at >= start)
    typical = _typical(connection)
    return [
        Learned(
            row.at,
            "priority",
            f"{row.level} by {row.by}",
            row.name,
            None,
            typical.get(row.theme_id),
        )
        for row in connection.execute(statement)
    ]
