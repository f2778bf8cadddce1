"""The plan in the terminal: what comes within so many months, by unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.text import Text

    from notesnlp.report.horizon import UnitHorizon
    from notesnlp.report.plan import Planned
    from notesnlp.report.tables import Row

_STYLES = {"late": "bold red", "soon": "yellow", "later": "green", "undated": "dim"}


class ShownPlan:
    """The plan of the run in a folder, as `notesnlp show` puts it.

    Args:
        out: the run's folder.
        today: the day against which it is late; the run's by default.
        months: how far it looks; None for the demand record, which has every event.

    Raises:
        OutputError: the folder holds no results, or no day is known to look ahead from.
    """

    def __init__(self, out: Path, today: dt.date | None, months: int | None) -> None:
        from notesnlp.errors import OutputError
        from notesnlp.report.horizon import horizon
        from notesnlp.report.results import load_results
        from notesnlp.report.view import build_view

        results = load_results(out)
        self.today = today or results.today
        if months and self.today is None:
            raise OutputError(
                "no meeting has a date", path=out, remedy="give the day with --today 2016-03-08"
            )
        self.out, self.months = out, months
        self.view = build_view(replace(results, today=self.today))
        self.units = horizon(self.view.plan, self.today, months) if months and self.today else ()

    def rows(self) -> tuple[Sequence[str], list[Row]]:
        """The columns and rows: a piece of work each, or an event each for the demand record."""
        from notesnlp.report.demand import FIELDS, demand_rows
        from notesnlp.report.plan_rows import PLAN_COLUMNS, plan_rows

        if self.months:
            return PLAN_COLUMNS, plan_rows(self.units)
        return FIELDS, demand_rows(
            [item for item in self.view.plan if not item.entry.is_over(self.today)]
        )

    def mapped(self, rows: Sequence[Row], name: str) -> tuple[Sequence[str], list[Row]]:
        """Rows of the demand record in the columns of another program."""
        from notesnlp.cli.options import run_settings
        from notesnlp.report.demand import mapped
        from notesnlp.report.publish import RUN

        return mapped(rows, name, run_settings(self.out).demand.columns, self.out / RUN)

    def draw(self, path: Path) -> None:
        """Write the timeline's picture.

        Raises:
            OutputError: nothing within the horizon has a date, or the file cannot be written.
        """
        from notesnlp.errors import OutputError
        from notesnlp.report.charts import timeline_png
        from notesnlp.report.results import write_bytes

        events = tuple(item for unit in self.units for item in unit.events)
        png = timeline_png(replace(self.view, plan=events), months=self.months, all_rows=True)
        if png is None:
            raise OutputError("nothing to draw", path=path, remedy="take a longer --horizon")
        write_bytes(path, png)

    def print(self, rows: Sequence[Row]) -> None:
        """The events that `rows` speak of, by unit."""
        shown = {row["id"] for row in rows}
        units = [unit.only(shown) for unit in self.units]
        print_horizon([unit for unit in units if unit.events], self.months or 0)


def print_horizon(units: Sequence[UnitHorizon], months: int) -> None:
    """The events by unit, each with its work by the day on which it must begin."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    events = [item for unit in units for item in unit.events]
    told = Counter(item.urgency for item in events)
    console.print(Text(f"{len(events)} events within {months} months: {_told(told)}", "bold"))
    for unit in units:
        console.print(Text(f"\n{_line(unit.unit or 'Unit not known')}", "bold underline"))
        for title, items in (
            ("Within 6 months", unit.near),
            ("Later", unit.far),
            ("No date known", unit.undated),
        ):
            if items:
                console.print(Text(title, "dim"))
            for item in items:
                console.print(_event(item), soft_wrap=False)


def _told(told: Counter[Any]) -> str:
    from notesnlp.report.plan import URGENCIES, URGENCY_NAMES

    return ", ".join(f"{told[name]} {URGENCY_NAMES[name]}" for name in URGENCIES if told[name])


def _event(item: Planned) -> Text:
    from rich.text import Text

    from notesnlp.report import history
    from notesnlp.report.plan import URGENCY_NAMES
    from notesnlp.report.words import short_day, when_words

    entry = item.entry
    body = Text("  ")
    body.append(f"{URGENCY_NAMES[item.urgency]:<14}", _STYLES[item.urgency])
    body.append(_line(item.name), "bold")
    when = when_words(entry.when) if entry.when else "no date known"
    facts = [f"event {when}{', not certain' if entry.lead.tentative else ''}"]
    facts += [history.in_one_line(entry.changes)] if history.in_one_line(entry.changes) else []
    facts += [history.unresolved(entry.unresolved)] if entry.unresolved else []
    body.append(_line(f"\n    {'; '.join([*facts, history.standing(entry)])}", 4))
    body.append(_line(history.said_at(item.finding.evidence), 4), "italic")
    for work in item.works:
        start = f"by {short_day(work.start_by)}" if work.start_by else "no date"
        days = f"{work.work.lead_days[0]}–{work.work.lead_days[1]} days"
        body.append(f"\n    {start:<16}", _STYLES[work.urgency])
        body.append(f"{work.heard:<10}{work.work.name} ({days})")
    for question in entry.questions[:3]:
        body.append(_line(f"Ask: {question}", 4), "dim")
    return body


def _line(text: str, indent: int = 0) -> str:
    from notesnlp.report.words import one_line

    return f"\n{' ' * indent}{one_line(text)}" if indent else one_line(text)
