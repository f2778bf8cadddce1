"""What a report says, before it is known how it looks: every line carries the finding that proves it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping

from notesnlp.model.finding import Finding, Framing, Idea, Need
from notesnlp.model.meeting import UnitKind
from notesnlp.model.when import last_day
from notesnlp.report.headlines import headlines
from notesnlp.report.plan import build_plan
from notesnlp.report.results import Results
from notesnlp.report.sections import (
    STATES,
    Headline,
    ItemView,
    News,
    ReportView,
    ThemeView,
    UnitView,
    Visit,
)
from notesnlp.report.words import dates_in_words
from notesnlp.tracking import Item

__all__ = ["Headline", "ReportView", "build_view"]

MEET_EVERY_DAYS = 183
"""A unit is met about twice a year."""


def build_view(results: Results, news: News | None = None) -> ReportView:
    """What the report on `results` says, and what changed since the last one."""
    dates = [meeting.date for meeting in results.meetings if meeting.date]
    by_id = {item.evidence.id: item for item in results.findings}
    plan = build_plan(results)
    planned = tuple(item for item in plan if item.is_ahead(results.today))
    items = tuple(_item(item, by_id, results.today) for item in results.items)
    themes = tuple(
        ThemeView(theme, tuple(by_id[finding] for finding in theme.findings))
        for theme in results.themes
    )
    in_theme = {finding for theme in results.themes for finding in theme.findings}
    return ReportView(
        today=results.today,
        first=min(dates, default=None),
        last=max(dates, default=None),
        meetings=len(results.meetings),
        words=sum(meeting.words for meeting in results.meetings),
        counts=Counter(item.kind for item in results.findings if item.counts),
        headlines=headlines(
            needs=results.real(Need),
            planned=planned,
            items=items,
            themes=themes,
            meetings=results.meetings,
            today=results.today,
        ),
        units=_units(results),
        plan=plan,
        themes=themes,
        ideas=tuple(item for item in results.real(Idea) if item.evidence.id not in in_theme),
        items=tuple(sorted(items, key=_item_order)),
        framing=tuple(results.of(Framing)),
        failures=results.failures,
        conversations=results.conversations,
        news=news,
    )


def _item(item: Item, by_id: Mapping[str, Finding], today: dt.date | None) -> ItemView:
    mentions = tuple(by_id[mention] for mention in item.mentions)
    if item.state == "stuck" and item.reason.startswith(f"“{mentions[-1].evidence.quote}”"):
        # The quote stands beside the reason and need not be read twice.
        why = "They say that it has not come."
    elif item.state == "open":
        why = "Nothing says that it is done."
    elif item.due and item.reason == f"due {item.due}, not heard of since":
        why = "Not heard of since."
    else:
        why = dates_in_words(item.reason[:1].upper() + item.reason[1:]).rstrip(".") + "."
    overdue = None
    if item.due and today and item.state in {"open", "stuck"}:
        overdue = max((today - last_day(item.due)).days, 0) or None
    return ItemView(item, mentions, why, overdue)


def _units(results: Results) -> tuple[UnitView, ...]:
    """Outside customers first, those with most needs at the top; unknown units at the end."""
    visits: dict[str | None, list[Visit]] = defaultdict(list)
    kinds: dict[str | None, UnitKind | None] = {}
    acted = {talk.meeting for talk in results.conversations if talk.rehearsal}
    for meeting in results.meetings:
        if meeting.name in acted:
            continue
        visits[meeting.unit].append(Visit(meeting.name, meeting.date))
        kinds[meeting.unit] = (
            (meeting.unit_kind or kinds.get(meeting.unit)) if meeting.unit else None
        )
    needs: dict[str | None, list[Need]] = defaultdict(list)
    for item in results.real(Need):
        unit = item.evidence.unit
        needs[unit].append(item)
        kinds.setdefault(unit, item.evidence.unit_kind if unit else None)
    views = []
    for unit, kind in kinds.items():
        met = visits[unit]
        last = max((visit.date for visit in met if visit.date), default=None)
        days = (results.today - last).days if last and results.today else 0
        views.append(
            UnitView(
                name=unit,
                kind=kind,
                visits=tuple(
                    sorted(met, key=lambda visit: (visit.date or dt.date.max, visit.meeting))
                ),
                last_met=last,
                overdue=unit is not None and days > MEET_EVERY_DAYS,
                needs=tuple(needs[unit]),
            )
        )
    return tuple(sorted(views, key=_unit_order))


def _unit_order(unit: UnitView) -> tuple[int, int, str]:
    kinds = ("external", "internal", None)
    place = len(kinds) if unit.name is None else kinds.index(unit.kind)
    return place, -len(unit.needs), unit.name or ""


def _item_order(view: ItemView) -> tuple[int, str, str]:
    return STATES.index(view.item.state), view.item.due or "9999", view.item.id
