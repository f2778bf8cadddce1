"""The report for a browser: one page that holds everything and asks the network for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from notesnlp.catalogue import Event, load_catalogue
from notesnlp.conversation.access import NOT_FOR
from notesnlp.conversation.trends import trends
from notesnlp.model.finding import Dependency
from notesnlp.report import words
from notesnlp.report.reader import entry_id, mark_id, marked_meetings
from notesnlp.report.results import Results
from notesnlp.report.scales import theme_dots, timeline_axis, timeline_bars, visits_axis
from notesnlp.report.sections import URGENCIES, ReportView
from notesnlp.report.talk import signal_rows
from notesnlp.report.trend_chart import Picture, trend_picture

MOST_BARS = 16
"""Rows of the timeline's picture; its table holds all."""
MOST_DOTS = 20
"""Themes in the picture of themes, by rank."""

URGENCY_NAMES = {
    "late": "Late: start now",
    "soon": "Soon: start within six weeks",
    "later": "Later",
    "undated": "No date known",
}
STATE_NAMES = {"stuck": "Stuck", "open": "Open", "done": "Done", "dropped": "Dropped"}
SIDE_NAMES = {
    "customer": "customers",
    "it": "IT",
    "sales": "sales",
    "other": "others",
    "unknown": "not known",
}
PART_NAMES = {
    "severity": "Severity",
    "reach": "Reach",
    "external": "Customers outside",
    "churn": "Risk of leaving",
    "recency": "Fresh",
    "dependency": "Dated event",
}


def render_page(view: ReportView, results: Results) -> str:
    """The report as one HTML page: inline style and script, no address outside itself.

    Each finding has an entry in its section, which leads to the quote's mark in the meeting at
    the end of the page, which leads back. Without scripts it is a plain page without search.

    Args:
        view: what it says.
        results: whose meetings can be read at its end.
    """
    axis = timeline_axis(view.today) if view.today else None
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            axis=axis,
            bars=timeline_bars(view.dependencies, axis) if axis else [],
            visits=visits_axis(view.units, view.today) if view.today else None,
            dots=theme_dots(view.themes[:MOST_DOTS]),
            meetings=list(marked_meetings(results)),
            anchors={
                meeting.name: f"meeting-{at}" for at, meeting in enumerate(results.meetings, 1)
            },
            events=_events(results.of(Dependency)),
            largest_part=_largest_part(view),
            most_needs=max((len(unit.needs) for unit in view.units), default=0),
            most_bars=MOST_BARS,
            findings=len(results.findings),
            not_for=NOT_FOR,
            pictures=_pictures(view),
            signals=signal_rows(results),
            side_names=SIDE_NAMES,
        )
    )


@cache
def environment() -> Environment:
    """The templates, with everything that is put into them cleaned and escaped."""
    env = Environment(
        loader=PackageLoader("notesnlp.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    env.filters |= {
        "day": words.day,
        "short_day": words.short_day,
        "ago": words.ago,
        "when": words.when_words,
        "type_name": words.type_name,
        "speaker": words.speaker,
        "source": words.source,
        "one_line": words.one_line,
        "shortened": words.shortened,
        "mark_id": mark_id,
        "entry_id": entry_id,
    }
    env.globals |= {
        "count": words.count,
        "period": words.period,
        "urgencies": URGENCIES,
        "urgency_names": URGENCY_NAMES,
        "state_names": STATE_NAMES,
        "part_names": PART_NAMES,
        "kind_names": words.KIND_NAMES,
        "type_names": words.TYPE_NAMES,
        "need_types": words.NEED_TYPES,
    }
    return env


def _shown(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return words.clean(value)


def _events(found: Sequence[Dependency]) -> list[Event]:
    """The catalogue's entries for the events that were found, in the catalogue's order."""
    met = {item.event for item in found}
    return [event for event in load_catalogue().values() if event.id in met]


def _pictures(view: ReportView) -> list[Picture]:
    """The trends of all meetings together, those of one month only left out."""
    every = trends(view.conversations, lambda _: ("all",))
    return [trend_picture(trend) for trend in every if len(trend.points) > 1]


def _largest_part(view: ReportView) -> float:
    parts = (part for item in view.themes for part in item.theme.ranking.parts.values())
    return max(parts, default=0.0) or 1.0
