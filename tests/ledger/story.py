"""A run made by hand, small enough to follow, and how it is remembered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from notesnlp.catalogue import Event, load_catalogue
from notesnlp.config import Priority
from notesnlp.ledger import decisions as words
from notesnlp.ledger.decisions import Decision, decided, last_decisions
from notesnlp.ledger.engine import Ledger
from notesnlp.ledger.erasing import Target
from notesnlp.ledger.remember import Look, Remembered, remember
from notesnlp.ledger.schema import (
    FINDINGS,
    HISTORY,
    ITEM_FINDINGS,
    ITEMS,
    MEETINGS,
    METADATA,
    SIGHTINGS,
    THEME_FINDINGS,
    THEMES,
)
from notesnlp.ledger.settle import settle
from notesnlp.ledger.theme_edits import ThemeEdit, theme_edits
from notesnlp.model.finding import Finding, FollowUp, Idea, Need
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.report.results import Results
from notesnlp.themes import Theme
from notesnlp.themes.priority import Ranking
from notesnlp.tracking import Item

ROOT = "/notes"
EVIL = "<script>alert(1)</script>"
"""Words of a meeting that must not run in a page."""
ALL_OF = {
    "meeting": Target("meeting", "call.json"),
    "unit": Target("unit", "roth joinery"),
    "person": Target("person", "Ines Roth"),
}
"""The call of the small run, named in three ways."""


def look_at(meetings: Iterable[Meeting], *others: str, root: str = ROOT) -> Look:
    """A run over one folder in which the files of `meetings` lie, and `others` that were not read."""
    paths = {meeting.name: f"{root}/{meeting.name}" for meeting in meetings}
    present = frozenset(paths.values()) | {f"{root}/{name}" for name in others}
    return Look((root,), paths, present)


def grouped(meetings: Sequence[Meeting], findings: Sequence[Finding]) -> Results:
    """Results with themes and items as the findings name them; ids that a run would give."""
    themes: dict[str, list[Finding]] = defaultdict(list)
    items: dict[str, list[FollowUp]] = defaultdict(list)
    for finding in findings:
        if isinstance(finding, Need | Idea) and finding.theme:
            themes[finding.theme].append(finding)
        if isinstance(finding, FollowUp) and finding.item:
            items[finding.item].append(finding)
    made = [
        Theme(
            name, name, "area", rank, Ranking(float(len(members)), {"reach": float(len(members))}),
            tuple(item.evidence.id for item in members),
            tuple(dict.fromkeys(item.evidence.unit or "" for item in members)),
            tuple(dict.fromkeys(item.evidence.meeting for item in members)),
        )
        for rank, (name, members) in enumerate(themes.items(), 1)
    ]  # fmt: skip
    tied = [
        Item(
            name, mentions[-1].owner, mentions[-1].due, mentions[-1].state, "as they say",
            tuple(item.evidence.id for item in mentions),
        )
        for name, mentions in items.items()
    ]  # fmt: skip
    today = max((meeting.date for meeting in meetings if meeting.date), default=None)
    return Results(tuple(meetings), tuple(findings), tuple(made), tuple(tied), (), today)


def keep(
    ledger: Ledger,
    meetings: Sequence[Meeting],
    findings: Sequence[Finding],
    look: Look | None = None,
    at: str | None = None,
    events: Mapping[str, Event] | None = None,
    edits: Sequence[ThemeEdit] | None = None,
) -> tuple[Results, Remembered]:
    """Remember a run as `run.memory` does."""
    remembered = remember(ledger, meetings, findings, look or look_at(meetings), at=at)
    with ledger.reading() as connection:
        decisions = last_decisions(connection)
        holding = theme_edits(connection) if edits is None else edits
    kept = decided(findings, meetings, remembered, decisions, events or load_catalogue())
    results = grouped(meetings, kept)
    return settle(ledger, results, remembered, decisions, holding, Priority(), at=at), remembered


def decide(ledger: Ledger, decisions: Sequence[Decision], *, by: str) -> int:
    """Decide with the shipped catalogue in force."""
    return words.decide(ledger, decisions, by=by, events=load_catalogue())


def dump(ledger: Ledger, *without: str) -> dict[str, list[tuple[object, ...]]]:
    """All that the ledger holds, moments and row numbers too, but for the columns `without`."""
    with ledger.reading() as connection:
        return {
            table.name: sorted(
                (
                    tuple(row._mapping[column.name] for column in table.c if column.name not in without)
                    for row in connection.execute(select(table))
                ),
                key=repr,
            )
            for table in METADATA.sorted_tables
        }  # fmt: skip


def with_people(meeting: Meeting) -> Meeting:
    """`meeting` with those who speak listed as present."""
    people: Mapping[str, Speaker] = {
        turn.speaker: Speaker(turn.speaker, side=turn.side)
        for turn in meeting.turns
        if turn.speaker
    }
    return replace(meeting, speakers=tuple(people.values()))


def contents(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """What the ledger holds, without moments and row numbers, which differ after a broken write."""
    said = select(MEETINGS.c.hash, FINDINGS.c.kind, FINDINGS.c.quote, FINDINGS.c.gone_on)
    theme = select(
        THEME_FINDINGS.c.theme_id, THEME_FINDINGS.c.place, MEETINGS.c.hash, FINDINGS.c.quote
    )
    item = select(ITEM_FINDINGS.c.item_id, ITEM_FINDINGS.c.place, MEETINGS.c.hash, FINDINGS.c.quote)
    asked = {
        "meetings": select(MEETINGS.c.hash, MEETINGS.c.name, MEETINGS.c.digest, MEETINGS.c.gone_on),
        "sightings": select(SIGHTINGS.c.path, MEETINGS.c.hash).join(MEETINGS),
        "findings": said.join(MEETINGS),
        "themes": select(THEMES.c.id, THEMES.c.name, THEMES.c.rank, THEMES.c.gone_on),
        "items": select(ITEMS.c.id, ITEMS.c.state, ITEMS.c.gone_on),
        "theme_findings": theme.join(FINDINGS, THEME_FINDINGS.c.finding_id == FINDINGS.c.id).join(MEETINGS),
        "item_findings": item.join(FINDINGS, ITEM_FINDINGS.c.finding_id == FINDINGS.c.id).join(MEETINGS),
        "history": select(HISTORY.c.subject, HISTORY.c.what, HISTORY.c.before, HISTORY.c.after),
    }  # fmt: skip
    with ledger.reading() as connection:
        return {
            name: sorted(
                (
                    tuple(value is not None if key == "gone_on" else value for key, value in row._mapping.items())
                    for row in connection.execute(statement)
                ),
                key=repr,
            )
            for name, statement in asked.items()
        }  # fmt: skip
