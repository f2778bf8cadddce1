"""Follow-ups carried over from meeting to meeting, and whether their loops are closed.

A loop is closed when three things are known, each by itself: the matter was prioritised, the one
who asked was told, and somebody accountable owns it. Each has its evidence, or is missing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, delete, insert, select

from notesnlp.config import Stuck
from notesnlp.errors import LedgerError
from notesnlp.ledger.decisions import last_decisions
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.findings import live_findings
from notesnlp.ledger.history import moment
from notesnlp.ledger.schema import FACTS, HISTORY, ITEM_FINDINGS, ITEMS, PRIORITIES, THEMES
from notesnlp.model.finding import Evidence, Finding
from notesnlp.model.when import last_day

Fact = Literal["prioritised", "told", "owner"]
FACTS_OF_A_LOOP: tuple[Fact, ...] = get_args(Fact)
Level = Literal["now", "next", "later", "no"]
LEVELS: tuple[Level, ...] = get_args(Level)

_PRIORITISED = re.compile(
    r"\b(?:priorit(?:y|ies|is|iz)\w*|top of (?:the|our|my) list|on (?:the|our) (?:road ?map|backlog)"
    r"|(?:in|into) (?:the|our|this|next) (?:plan|sprint|release|quarter)|scheduled for|budgeted)\b",
    re.I,
)
"""Words by which people say that something has its place among what will be done."""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """A commitment that is not done, or whose loop is open.

    Attributes:
        id: the item's.
        state: open, stuck, done or dropped, as the meetings tell.
        stuck_by: the rules by which it is stuck, in words; empty where by none.
        facts: the evidence of each of `FACTS_OF_A_LOOP`; None where it is missing.
        mentions: where it was spoken of, the oldest first.
        history: when it changed and how, the oldest first.
    """

    id: str
    owner: str | None
    due: str | None
    state: str
    reason: str
    stuck_by: tuple[str, ...]
    facts: Mapping[Fact, str | None]
    mentions: tuple[Evidence, ...]
    history: tuple[str, ...]

    @property
    def unit(self) -> str | None:
        """The customer or unit to whom it matters: that of the first mention."""
        return self.mentions[0].unit

    @property
    def closed(self) -> bool:
        """Whether it is done and all three facts are known."""
        return self.state in {"done", "dropped"} and all(self.facts.values())


def carry_over(
    connection: Connection,
    rules: Stuck,
    *,
    today: dt.date | None,
    person: str | None = None,
    unit: str | None = None,
    closed: bool = False,
) -> list[CarriedOver]:
    """The commitments to speak of next time: by unit, the stuck ones first.

    Args:
        connection: that reads.
        rules: when one is stuck.
        today: the day against which days are counted; the newest meeting's by default.
        person: only what this person owns.
        unit: only what matters to this customer or unit.
        closed: also those whose loops are closed.
    """
    findings = live_findings(connection)
    decisions = last_decisions(connection)
    dates = [item.evidence.date for item in findings.values() if item.evidence.date]
    day = today or max(dates, default=None)
    said = _facts(connection)
    history = _history(connection)
    found = []
    told = _told(connection)
    for row in connection.execute(select(ITEMS).where(ITEMS.c.gone_on.is_(None))).all():
        mentions = [
            findings[number]
            for number in told.get(row.id, ())
            if number in findings
            and not (number in decisions and decisions[number].verdict == "reject")
        ]
        if not mentions:
            continue
        places = tuple(item.evidence for item in mentions)
        item = CarriedOver(
            row.id, row.owner, row.due, row.state, row.reason,
            _stuck_by(row, mentions[-1].type, places, day, rules),
            _closing(row.owner, row.state, row.reason, mentions, said.get(row.id, {})),
            places, tuple(history.get(row.id, ())),
        )  # fmt: skip
        if (
            (closed or not item.closed)
            and (person is None or (item.owner or "").casefold() == person.casefold())
            and (unit is None or (item.unit or "").casefold() == unit.casefold())
        ):
            found.append(item)
    return sorted(found, key=_order)


def note_fact(ledger: Ledger, item: str, fact: str, evidence: str, *, by: str) -> None:
    """Write down what a person knows of an item's loop; it replaces what was written before.

    Raises:
        LedgerError: there is no such item or fact.
    """
    if fact not in FACTS_OF_A_LOOP:
        raise LedgerError(f"unknown fact {fact!r}", remedy="one of " + ", ".join(FACTS_OF_A_LOOP))
    with ledger.writing() as connection:
        if connection.scalar(select(ITEMS.c.id).where(ITEMS.c.id == item)) is None:
            raise LedgerError(f"there is no item {item!r}", remedy=_ITEMS_ARE)
        connection.execute(delete(FACTS).where(FACTS.c.item_id == item, FACTS.c.fact == fact))
        row = {"fact": fact, "evidence": evidence, "by": by, "at": moment(connection)}
        connection.execute(insert(FACTS).values(item_id=item, **row))


_ITEMS_ARE = "see `notesnlp show OUT promises` for the items' names"


def set_priority(
    ledger: Ledger, theme: str, level: str, *, note: str | None = None, by: str
) -> None:
    """Write down what a person decided on a theme.

    Raises:
        LedgerError: there is no such theme or level.
    """
    if level not in LEVELS:
        raise LedgerError(f"unknown level {level!r}", remedy="one of " + ", ".join(LEVELS))
    with ledger.writing() as connection:
        if connection.scalar(select(THEMES.c.id).where(THEMES.c.id == theme)) is None:
            raise LedgerError(
                f"there is no theme {theme!r}", remedy="see the column theme of themes.csv"
            )
        row = {"theme_id": theme, "level": level, "note": note, "by": by, "at": moment(connection)}
        connection.execute(insert(PRIORITIES).values(**row))


def priorities(connection: Connection) -> dict[str, Level]:
    """The last level that people decided on for each theme."""
    rows = connection.execute(select(PRIORITIES).order_by(PRIORITIES.c.id))
    return {row.theme_id: row.level for row in rows}


def _stuck_by(
    row: Any, last: str, places: Sequence[Evidence], today: dt.date | None, rules: Stuck
) -> tuple[str, ...]:
    if row.state in {"done", "dropped"}:
        return ()
    found = ["somebody says so"] if last == "stuck" else []
    if row.due and today and rules.overdue_days:
        late = (today - last_day(row.due)).days
        if late > rules.overdue_days:
            found.append(f"{late} days overdue")
    meetings = len({place.meeting for place in places})
    if rules.mentions and meetings >= rules.mentions:
        found.append(f"spoken of in {meetings} meetings without moving")
    first = min((place.date for place in places if place.date), default=None)
    if row.owner is None and first and today and rules.no_owner_days:
        days = (today - first).days
        if days > rules.no_owner_days:
            found.append(f"no owner for {days} days")
    return tuple(found)


def _closing(
    owner: str | None,
    state: str,
    reason: str,
    mentions: Sequence[Finding],
    said: Mapping[Fact, str],
) -> dict[Fact, str | None]:
    """The evidence of the three facts: a person's word first, then what the meetings say."""
    places = [item.evidence for item in mentions]
    first = places[0]
    later = [place for place in places if place.meeting != first.meeting]
    prioritised = next((place for place in places if _PRIORITISED.search(place.quote)), None)
    told = next((place for place in later if place.side == "it" and place.unit == first.unit), None)
    owning = next((item.evidence for item in reversed(mentions) if getattr(item, "owner", None)), None)  # fmt: skip
    found: dict[Fact, str | None] = {
        "prioritised": _cited(prioritised),
        "told": _cited(told)
        or (reason if state in {"done", "dropped"} and "”" in reason else None),
        "owner": f"{owner}: {_cited(owning)}" if owner and owning else None,
    }
    return {**found, **said}


def _cited(place: Evidence | None) -> str | None:
    return f"“{place.quote}” ({place.meeting}, line {place.line})" if place else None


def _told(connection: Connection) -> dict[str, list[int]]:
    """The findings of each item, the oldest first, read at once."""
    found: dict[str, list[int]] = {}
    order = select(ITEM_FINDINGS).order_by(ITEM_FINDINGS.c.item_id, ITEM_FINDINGS.c.place)
    for row in connection.execute(order):
        found.setdefault(row.item_id, []).append(row.finding_id)
    return found


def _facts(connection: Connection) -> dict[str, dict[Fact, str]]:
    found: dict[str, dict[Fact, str]] = {}
    for row in connection.execute(select(FACTS)):
        found.setdefault(row.item_id, {})[row.fact] = f"{row.evidence} ({row.by}, {row.at[:10]})"
    return found


def _history(connection: Connection) -> dict[str, list[str]]:
    """What became of each item, a line a change."""
    found: dict[str, list[str]] = {}
    statement = select(HISTORY).where(HISTORY.c.subject == "item").order_by(HISTORY.c.id)
    for row in connection.execute(statement):
        change = f"{row.what} {row.before or 'none'} → {row.after or 'none'}" if row.before or row.after else row.what  # fmt: skip
        found.setdefault(row.subject_id, []).append(f"{row.at[:10]} {change}")
    return found


def _order(item: CarriedOver) -> tuple[str, bool, str, str]:
    return item.unit or "\uffff", not item.stuck_by, item.due or "9999", item.id
