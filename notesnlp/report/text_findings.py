"""What was found, as plain text: planned events, who may leave, themes, follow-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from notesnlp.report.history import in_one_line, said_at, standing, unresolved
from notesnlp.report.paragraphs import cut, quoted, wrap
from notesnlp.report.plan import URGENCIES, Planned, Urgency
from notesnlp.report.sections import STATES, ItemView, ReportView, ThemeView, UnitView
from notesnlp.report.words import ago, count, day, when_words

_Told = TypeVar("_Told")
_MOST: dict[Urgency, int] = {"late": 12, "soon": 12, "later": 8, "undated": 5}
_MOST_RISKS = 10
_MOST_THEMES = 10
_MOST_ITEMS = 10
_MOST_CLOSED = 3
_URGENCY_TITLES: dict[Urgency, str] = {
    "late": "Late, start now",
    "soon": "At risk, to start within six weeks",
    "later": "On time",
    "undated": "No date known",
}


def dependencies(view: ReportView) -> Iterator[str]:
    """What is planned and is still to come, by urgency, and what was called off."""
    if not view.dependencies:
        yield "None that are still to come."
    yield from _grouped(
        ((_URGENCY_TITLES[urgency], view.due(urgency), _MOST[urgency]) for urgency in URGENCIES),
        lambda item: _dependency(item, view),
    )
    if view.cancelled:
        yield from ("", f"Called off ({len(view.cancelled)})")
        yield from cut(view.cancelled, _MOST_CLOSED, _cancelled)


def _grouped(
    groups: Iterable[tuple[str, Sequence[_Told], int]], tell: Callable[[_Told], Iterable[str]]
) -> Iterator[str]:
    """Groups with their title and number, a blank line between them; empty ones are left out.

    Args:
        groups: title, what is in it, and how many of these are told at most.
        tell: the lines of one.
    """
    after = False
    for title, inside, most in groups:
        if not inside:
            continue
        if after:
            yield ""
        after = True
        yield f"{title} ({len(inside)})"
        yield from cut(inside, most, tell)


def _dependency(item: Planned, view: ReportView) -> Iterator[str]:
    found = item.finding
    parts = [found.evidence.unit] if found.evidence.unit else []
    if item.start_by:
        start = f"start by {day(item.start_by)}"
        if view.today and item.urgency in {"late", "soon"}:
            start += f" ({ago((view.today - item.start_by).days)})"
        parts.append(start)
    if found.when:
        parts.append(f"event {when_words(found.when)}{', not certain' if found.tentative else ''}")
    if item.entry.unresolved:
        parts.append(f"date not settled: {unresolved(item.entry.unresolved)}")
    dates = in_one_line(item.entry.changes)
    if dates:
        parts.append(dates)
    parts.append(standing(item.entry))
    yield from wrap(item.name, "- ")
    yield from wrap("; ".join(parts), "  ", "  ")
    if found.workstreams and item.urgency != "undated":
        yield from wrap(f"First: {found.workstreams[0].name}", "  ", "  ")
        yield from wrap(_heard(item), "  ", "  ")
    yield from quoted(found, "  ", unit=False)


def _heard(item: Planned) -> str:
    """How much of its work was spoken of."""
    told = Counter(work.heard for work in item.works)
    parts = [f"{told[heard]} {heard}" for heard in ("mentioned", "denied", "silent") if told[heard]]
    return f"Of its work: {', '.join(parts)}"


def _cancelled(item: Planned) -> Iterator[str]:
    unit = item.finding.evidence.unit
    yield from wrap(f"{item.name}, {unit}" if unit else item.name, "- ")
    if item.entry.by:
        yield from wrap(said_at(item.entry.by), "  ", "  ")


def risks(view: ReportView) -> Iterator[str]:
    """Customers and units that speak of leaving."""
    units = [unit for unit in view.units if unit.of_type("churn_risk")]
    if not units:
        yield "Nobody speaks of leaving."
    yield from cut(units, _MOST_RISKS, _risk)


def _risk(unit: UnitView) -> Iterator[str]:
    found = unit.of_type("churn_risk")
    told = f" ({len(found)} places)" if len(found) > 1 else ""
    yield from wrap(f"{unit.name or 'Unit not known'}{told}", "- ")
    yield from quoted(found[0], "  ", unit=False)


def themes(view: ReportView) -> Iterator[str]:
    """The themes by rank."""
    if not view.themes:
        yield "None were found."
    yield from cut(view.themes, _MOST_THEMES, _theme)


def _theme(item: ThemeView) -> Iterator[str]:
    theme = item.theme
    yield from wrap(theme.name, f"{theme.rank}. ")
    yield from wrap(
        f"Priority {theme.ranking.priority:.1f}: {count(len(item.findings), 'finding')} from "
        f"{count(len(theme.units), 'unit')}",
        "   ",
        "   ",
    )
    yield from quoted(item.findings[0], "   ")


def followups(view: ReportView) -> Iterator[str]:
    """What was promised, by its state."""
    if not view.items:
        yield "None were found."
    most = dict.fromkeys(STATES, _MOST_CLOSED) | {"stuck": _MOST_ITEMS, "open": _MOST_ITEMS}
    yield from _grouped(
        ((state.capitalize(), view.in_state(state), most[state]) for state in STATES), _item
    )


def _item(entry: ItemView) -> Iterator[str]:
    due = "no day named"
    if entry.item.due:
        due = f"due {when_words(entry.item.due)}"
        if entry.overdue_days:
            due += f", {ago(entry.overdue_days)}"
    yield from wrap(f"{entry.item.owner or 'Nobody named'}, {due}", "- ")
    yield from quoted(entry.mentions[-1], "  ")
