"""The homework before the next meeting with a customer or unit: one page, every line quoted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sqlalchemy import Connection, select

from notesnlp.catalogue import Event
from notesnlp.config import Settings
from notesnlp.conversation.rehearsal import rehearsal
from notesnlp.errors import LedgerError
from notesnlp.ledger.bodies import meeting_of
from notesnlp.ledger.corrections import corrected
from notesnlp.ledger.decisions import last_decisions
from notesnlp.ledger.findings import live_findings
from notesnlp.ledger.loops import CarriedOver, carry_over
from notesnlp.ledger.sayings import sayings
from notesnlp.ledger.schema import MEETINGS
from notesnlp.model.finding import Dependency, Evidence, Finding, Framing, Need
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.model.when import last_day
from notesnlp.report.words import short_day, shortened

ASK = {
    "Who are they?": "What do you do here, and who depends on it?",
    "Why do they buy?": "What made you choose us, and what are you after this year?",
    "What keeps them?": "What would you miss most if we were gone?",
    "What would drive them to a competitor?": "What would have to happen for you to go elsewhere?",
}
"""The four questions, and how to ask what is not known."""
NOT_KNOWN = "not known: ask"
_RECENT_DAYS = 365
_MOST = {"sayings": 2, "answers": 2, "trouble": 4, "promises": 3, "events": 3, "openers": 5, "people": 6}  # fmt: skip
"""What fits on a page."""
_WORDS = 150
"""Characters of a quote in an opening question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the four questions with its answers, the latest first; none where it is not known."""

    question: str
    ask: str
    quotes: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before one meets them; every quote carries its place.

    Attributes:
        today: the day for which it is written.
        met: days of the meetings, the latest first.
        people: those who were there, not of IT.
        does: what they do, in their words.
        uses: how they use us.
        four: the four questions.
        trouble: what hurt within a year, the latest first.
        ours: what we promised and have not done; stuck first.
        theirs: what they promised.
        events: what is coming, the nearest first, those without a day at the end.
        openers: questions to open with.
        catalogue: what the events are called.
    """

    unit: str
    unit_kind: str | None
    today: dt.date | None
    met: tuple[dt.date, ...]
    meetings: int
    people: tuple[Speaker, ...]
    does: tuple[Evidence, ...]
    uses: tuple[Evidence, ...]
    four: tuple[Answer, ...]
    trouble: tuple[Finding, ...]
    ours: tuple[CarriedOver, ...]
    theirs: tuple[CarriedOver, ...]
    events: tuple[Dependency, ...]
    openers: tuple[str, ...]
    catalogue: Mapping[str, Event]


def write_brief(
    connection: Connection,
    unit: str,
    settings: Settings,
    *,
    events: Mapping[str, Event],
    today: dt.date | None = None,
) -> Brief:
    """The brief on `unit`, from all that the ledger knows of it.

    Args:
        connection: that reads.
        unit: its name, whatever the case of its letters.
        settings: with the rules of stuck promises.
        events: the catalogue in force, with the organisation's own.
        today: the day against which things are late; the newest meeting's by default.

    Raises:
        LedgerError: no meeting was with it; names those there were.
    """
    every = [
        meeting
        for meeting in map(meeting_of, connection.scalars(select(MEETINGS.c.body)))
        if not rehearsal(meeting)
    ]
    meetings = [item for item in every if (item.unit or "").casefold() == unit.casefold()]
    if not meetings:
        raise _unknown(unit, {item.unit for item in every if item.unit})
    day = today or settings.today or max((item.date for item in every if item.date), default=None)
    name = meetings[0].unit or unit
    findings = list(_decided(connection, {item.name: item for item in meetings}, name, events))
    said = sayings(meetings)
    needs = [item for item in findings if isinstance(item, Need)]
    four = _four(said.does, said.buys, needs)
    trouble = _latest(_recent((item for item in needs if item.type in {"pain", "request"}), day))
    promises = carry_over(connection, settings.stuck, today=day, unit=name)
    promises = [item for item in promises if item.state in {"open", "stuck"}]
    theirs = [item for item in promises if _is_theirs(item, meetings)]
    ours = [item for item in promises if item not in theirs]
    coming = _coming((item for item in findings if isinstance(item, Dependency)), day)
    framing = [item for item in _latest(findings) if isinstance(item, Framing)]
    return Brief(
        unit=name,
        unit_kind=next((item.unit_kind for item in meetings if item.unit_kind), None),
        today=day,
        met=tuple(sorted((item.date for item in meetings if item.date), reverse=True)),
        meetings=len(meetings),
        people=_people(meetings)[: _MOST["people"]],
        does=said.does[: _MOST["sayings"]],
        uses=said.uses[: _MOST["sayings"]],
        four=four,
        trouble=tuple(trouble[: _MOST["trouble"]]),
        ours=tuple(ours[: _MOST["promises"]]),
        theirs=tuple(theirs[: _MOST["promises"]]),
        events=tuple(coming[: _MOST["events"]]),
        openers=tuple(_openers(trouble, ours, coming, four, framing))[: _MOST["openers"]],
        catalogue=events,
    )


def _decided(
    connection: Connection, meetings: dict[str, Meeting], unit: str, events: Mapping[str, Event]
) -> Iterable[Finding]:
    """The unit's findings as people decided on them."""
    decisions = last_decisions(connection)
    for number, item in live_findings(connection).items():
        decision = decisions.get(number)
        if item.evidence.meeting not in meetings or item.evidence.unit != unit:
            continue
        if decision and decision.verdict == "reject":
            continue
        changes = decision.changes if decision else {}
        yield corrected(item, changes, meetings[item.evidence.meeting], events)


def _four(
    does: Sequence[Evidence], buys: Sequence[Evidence], needs: Sequence[Need]
) -> tuple[Answer, ...]:
    def told(*types: str) -> list[Evidence]:
        return [item.evidence for item in _latest(item for item in needs if item.type in types)]

    quotes = (list(does), [*buys, *told("goal")], told("loyalty"), told("churn_risk"))
    return tuple(
        Answer(question, ask, tuple(found[: _MOST["answers"]]))
        for (question, ask), found in zip(ASK.items(), quotes, strict=True)
    )


def _latest(items: Iterable[Finding]) -> list[Finding]:
    """The latest first; of one day the surest."""
    return sorted(
        items, key=lambda item: (item.evidence.date or dt.date.min, item.score), reverse=True
    )


def _recent(items: Iterable[Finding], today: dt.date | None) -> Iterable[Finding]:
    for item in items:
        date = item.evidence.date
        if date is None or today is None or (today - date).days <= _RECENT_DAYS:
            yield item


def _is_theirs(item: CarriedOver, meetings: Sequence[Meeting]) -> bool:
    """Whether it is for the customer to do: one of theirs owns it, as far as the notes tell."""
    sides = {person.name: person.side for meeting in meetings for person in meeting.speakers}
    last = item.mentions[-1]
    if item.owner is not None and sides.get(item.owner):
        return sides[item.owner] != "it"
    return item.owner is not None and item.owner == last.speaker and last.side not in {None, "it"}


def _coming(items: Iterable[Dependency], today: dt.date | None) -> list[Dependency]:
    """One mention of each event that is not over: the latest one that names a day."""
    best: dict[str, Dependency] = {}
    for item in items:
        if item.when and today and last_day(item.when) < today:
            continue
        now = best.get(item.event)
        if now is None or _worth(item) > _worth(now):
            best[item.event] = item
    return sorted(best.values(), key=lambda item: (item.when or "9999", item.event))


def _worth(item: Dependency) -> tuple[bool, dt.date, float]:
    return item.when is not None, item.evidence.date or dt.date.min, item.score


def _people(meetings: Sequence[Meeting]) -> tuple[Speaker, ...]:
    """Those not of IT, who were there most often first."""
    seen: dict[str, tuple[int, Speaker]] = {}
    for meeting in meetings:
        for person in meeting.speakers:
            if person.side != "it":
                seen[person.name] = (seen.get(person.name, (0, person))[0] + 1, replace(person, aliases=()))  # fmt: skip
    return tuple(person for _, person in sorted(seen.values(), key=lambda pair: (-pair[0], pair[1].name)))  # fmt: skip


def _openers(
    trouble: Sequence[Finding],
    ours: Sequence[CarriedOver],
    events: Sequence[Dependency],
    four: Sequence[Answer],
    framing: Sequence[Framing],
) -> Iterable[str]:
    """What we owe first, then what hurt, what is coming, what is not known, and what we put badly."""
    for promise in ours[:1]:
        said = shortened(promise.mentions[-1].quote, _WORDS)
        yield f"We still owe you this: “{said}” Shall I tell you how it stands?"
    for item in trouble[:1]:
        when = f" on {short_day(item.evidence.date)}" if item.evidence.date else ""
        yield f"You said{when}: “{shortened(item.evidence.quote, _WORDS)}” How is that now?"
    for event in events[:1]:
        yield from event.questions[:1]
    yield from (answer.ask for answer in four if not answer.quotes)
    yield from (item.ask for item in framing[:1])


def _unknown(unit: str, known: set[str]) -> LedgerError:
    near = get_close_matches(unit, known, n=5, cutoff=0.4) or sorted(known)[:8]
    return LedgerError(
        f"no meeting was with {unit!r}",
        remedy=f"there were meetings with {', '.join(near)}" if near else "no meeting names its unit; see meetings.csv",
    )  # fmt: skip
