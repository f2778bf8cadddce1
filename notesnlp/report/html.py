"""The report for a browser: one page that holds everything and asks the network for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notesnlp.catalogue import Event
from notesnlp.conversation.access import NOT_FOR
from notesnlp.conversation.trends import by_unit, trends
from notesnlp.model.finding import Dependency, Framing
from notesnlp.report.environment import render_pieces
from notesnlp.report.horizon import HORIZON_MONTHS, horizon
from notesnlp.report.reader import marked_meetings
from notesnlp.report.results import Results
from notesnlp.report.scales import theme_dots, timeline_axis, timeline_bars, visits_axis
from notesnlp.report.sections import ReportView
from notesnlp.report.talk import signal_rows
from notesnlp.report.trend_chart import Picture, framing_picture, trend_picture
from notesnlp.report.words import SIDE_GROUPS, speaker

MOST_BARS = 16
"""Rows of the timeline's picture; its table holds all."""
MOST_DOTS = 20
"""Themes in the picture of themes, by rank."""

MOST_TEXT = 1_000_000
"""Words of all meetings that the page holds whole, 110 hours of talk; of more it holds what stands
around findings, for no browser would open the rest."""
NEAR = 2
"""Turns on each side of a finding that stand around it."""


def render_page(view: ReportView, results: Results, *, templates: Path | None = None) -> str:
    """The report as one HTML page, see `page_pieces`."""
    return "".join(page_pieces(view, results, templates=templates))


def page_pieces(
    view: ReportView, results: Results, *, templates: Path | None = None
) -> Iterator[str]:
    """The report as one HTML page: inline style and script, no address outside itself.

    Each finding has an entry in its section, which leads to the quote's mark in the meeting at
    the end of the page, which leads back. Without scripts it is a plain page without search.

    Args:
        view: what it says.
        results: whose meetings can be read at its end.
        templates: folder of templates that replace the shipped ones.
    """
    axis = timeline_axis(view.today) if view.today else None
    near = NEAR if view.words > MOST_TEXT else None
    return render_pieces(
        "page.html.j2",
        templates,
        view=view,
        axis=axis,
        bars=timeline_bars(view.dependencies, axis) if axis else [],
        visits=visits_axis(view.units, view.today) if view.today else None,
        dots=theme_dots(view.themes[:MOST_DOTS]),
        meetings=marked_meetings(results, near=near),
        near=near,
        anchors={meeting.name: f"meeting-{at}" for at, meeting in enumerate(results.meetings, 1)},
        events=_events(results),
        horizon=horizon(view.dependencies, view.today, HORIZON_MONTHS) if view.today else (),
        largest_part=_largest_part(view),
        most_needs=max((len(unit.needs) for unit in view.units), default=0),
        most_bars=MOST_BARS,
        findings=len(results.findings),
        quoted={item.evidence.id for item in results.findings},
        not_for=NOT_FOR,
        pictures=_pictures(view),
        framing_trend=framing_picture(results),
        persons=_persons(results),
        signals=signal_rows(results),
        side_groups=SIDE_GROUPS,
    )


def _events(results: Results) -> list[Event]:
    """The catalogue's entries for the events that were found, in the catalogue's order."""
    met = {item.event for item in results.real(Dependency)}
    return [event for event in results.catalogue.values() if event.id in met]


def _pictures(view: ReportView) -> list[Picture]:
    """The trends of all meetings together, those of one month only left out."""
    every = (trend for trend in trends(view.conversations, by_unit) if trend.series == "all")
    return [trend_picture(trend) for trend in every if len(trend.points) > 1]


def _persons(results: Results) -> list[str]:
    """Who is quoted; framing is told without names."""
    quoted = (item for item in results.findings if not isinstance(item, Framing))
    return sorted({speaker(item.evidence) for item in quoted if item.evidence.speaker})


def _largest_part(view: ReportView) -> float:
    parts = (part for item in view.themes for part in item.theme.ranking.parts.values())
    return max(parts, default=0.0) or 1.0
