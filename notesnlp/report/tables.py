"""Flat tables: one row a finding, meeting or theme, for spreadsheets and DataFrames."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from notesnlp.model.finding import Dependency, Finding, FollowUp, Framing, Idea, Need
from notesnlp.report.results import Results, write_text
from notesnlp.report.talk import conversation_rows, signal_rows, trend_rows
from notesnlp.report.words import clean

Row = dict[str, Any]

_COMMON = (
    "id",
    "meeting",
    "date",
    "unit",
    "unit_kind",
    "type",
    "quote",
    "line",
    "speaker",
    "side",
    "score",
    "rehearsal",
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "meetings": (
        "meeting",
        "date",
        "unit",
        "unit_kind",
        "format",
        "form",
        "turns",
        "words",
        "speakers",
        "framing",
        "needs",
        "dependencies",
        "ideas",
        "followups",
    ),
    "needs": (*_COMMON, "customer", "theme"),
    "dependencies": (
        *_COMMON,
        "event",
        "status",
        "when",
        "when_text",
        "tentative",
        "start_by",
        "first_work",
        "workstreams",
        "questions",
    ),
    "ideas": (*_COMMON, "theme"),
    "followups": (*_COMMON, "owner", "due", "item", "state"),
    "framing": (*_COMMON, "terms", "rule", "why", "say_instead", "ask", "severity"),
    "conversations": (
        "meeting",
        "date",
        "unit",
        "unit_kind",
        "measurable",
        "why_not",
        "rehearsal",
        "by",
        "it_share",
        "customer_share",
        "sales_share",
        "other_share",
        "unknown_share",
        "longest_side",
        "longest_s",
        "longest_words",
        "changes",
        "interruptions_by",
        "interruptions_by_it",
        "interruptions_by_others",
        "backchannels",
        "open",
        "closed",
        "leading",
        "rhetorical",
        "open_by_it",
        "closed_by_it",
        "leading_by_it",
        "discovery",
        "unanswered",
        "deferred",
        "wait_s",
        "stepped_in",
        "technical_it",
        "technical_customer",
        "technical_first",
        "technical_first_line",
        "technical_first_at",
        "solution_first",
        "experience_share",
        "bypasses",
        "worthless_steps",
    ),
    "signals": ("meeting", "date", "unit", "kind", "quote", "line"),
    "trends": ("measure", "series", "month", "value", "meetings", "low", "high"),
    "themes": (
        "theme",
        "name",
        "area",
        "rank",
        "priority",
        "findings",
        "units",
        "meetings",
        "why",
        "quote",
    ),
}
"""The columns of each table, in order."""

_NAMES = frozenset(name for table in COLUMNS.values() for name in table)
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\n")
"""With which a cell begins that a spreadsheet would take for a formula, or not as it is written."""


def meeting_rows(results: Results) -> list[Row]:
    """One row a meeting, with how many findings of each kind count in it."""
    counts: dict[tuple[str, str], int] = {}
    for item in results.findings:
        if not item.counts:
            continue
        key = (item.evidence.meeting, item.kind)
        counts[key] = counts.get(key, 0) + 1
    return [
        {
            "meeting": meeting.name,
            "date": meeting.date.isoformat() if meeting.date else None,
            "unit": meeting.unit,
            "unit_kind": meeting.unit_kind,
            "format": meeting.format,
            "form": meeting.form,
            "turns": len(meeting.turns),
            "words": meeting.words,
            "speakers": [speaker.name for speaker in meeting.speakers],
            "framing": counts.get((meeting.name, "framing"), 0),
            "needs": counts.get((meeting.name, "need"), 0),
            "dependencies": counts.get((meeting.name, "dependency"), 0),
            "ideas": counts.get((meeting.name, "idea"), 0),
            "followups": counts.get((meeting.name, "followup"), 0),
        }
        for meeting in results.meetings
    ]


def theme_rows(results: Results) -> list[Row]:
    """One row a theme by rank, with the parts of its priority and its most typical quote."""
    quotes = {item.evidence.id: item.evidence.quote for item in results.findings}
    return [
        {
            "theme": theme.id,
            "name": theme.name,
            "area": theme.area,
            "rank": theme.rank,
            "priority": theme.ranking.priority,
            "findings": len(theme.findings),
            "units": len(theme.units),
            "meetings": len(theme.meetings),
            "why": [f"{name} {value:g}" for name, value in theme.ranking.parts.items() if value],
            "quote": quotes[theme.findings[0]],
        }
        for theme in results.themes
    ]


def dependency_rows(results: Results) -> list[Row]:
    """One row a dependency, with the day on which the first piece of work must begin."""
    rows = []
    for item in results.of(Dependency):
        row = _row(item)
        first = item.workstreams[0] if item.workstreams else None
        row["start_by"] = first.start_by if first else None
        row["first_work"] = first.name if first else None
        row["workstreams"] = [
            f"{work.name} ({work.lead_days[0]}–{work.lead_days[1]} days)"
            for work in item.workstreams
        ]
        rows.append(row)
    return rows


def _rows_of(kind: type[Finding]) -> Callable[[Results], list[Row]]:
    return lambda results: [_row(item) for item in results.of(kind)]


TABLES: Mapping[str, Callable[[Results], list[Row]]] = {
    "meetings": meeting_rows,
    "needs": _rows_of(Need),
    "dependencies": dependency_rows,
    "ideas": _rows_of(Idea),
    "followups": _rows_of(FollowUp),
    "framing": _rows_of(Framing),
    "themes": theme_rows,
    "conversations": conversation_rows,
    "signals": signal_rows,
    "trends": trend_rows,
}


def save_tables(results: Results, out: Path) -> None:
    """Write every table as CSV into `out`."""
    for name in TABLES:
        write_text(out / f"{name}.csv", to_csv(TABLES[name](results), COLUMNS[name]))


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Rows as CSV. A cell that a spreadsheet would take for a formula is marked as text."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (flat(row[column]) for column in columns)
        writer.writerow([_marked(cell) if isinstance(cell, str) else cell for cell in cells])
    return stream.getvalue()


def flat(value: object) -> object:
    """A value as one cell: text, a number, or None.

    Control characters and marks that turn the direction of reading are left out: a table may be
    shown in a terminal, and what it shows should be what it says.
    """
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return clean(value) if isinstance(value, str) else value


def _row(item: Finding) -> Row:
    row = {key: value for key, value in item.to_dict().items() if key in _NAMES}
    return row | {"rehearsal": item.evidence.rehearsal}


def _marked(text: str) -> str:
    return "'" + text if text.startswith(FORMULA_MARKS) else text
