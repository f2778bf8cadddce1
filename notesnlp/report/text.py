"""The report as plain text, which stands by itself: for a terminal, and as the mail's text part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from notesnlp.conversation import Conversation
from notesnlp.conversation.access import NOT_FOR
from notesnlp.report.history import in_one_line, said_at, standing, unresolved
from notesnlp.report.locales import local_number
from notesnlp.report.paragraphs import WIDTH, cut, quoted, wrap
from notesnlp.report.sections import (
    URGENCIES,
    Change,
    ItemView,
    News,
    Planned,
    ReportView,
    ThemeView,
    UnitView,
    Urgency,
)
from notesnlp.report.words import (
    ago,
    count,
    day,
    period,
    short_day,
    when_words,
)

_MOST: dict[Urgency, int] = {"late": 12, "soon": 12, "later": 8, "undated": 5}
_MOST_RISKS = 10
_MOST_THEMES = 10
_MOST_ITEMS = 10
_MOST_CLOSED = 3
_MOST_UNITS = 40
_MOST_NEWS = 12
_URGENCY_TITLES: dict[Urgency, str] = {
    "late": "Late, start now",
    "soon": "At risk, to start within six weeks",
    "later": "On time",
    "undated": "No date known",
}


def render_text(view: ReportView, *, news: News | None = None, promises: bool = False) -> str:
    """The report as plain text, no line longer than 76 characters.

    Long lists are cut, with how many more the report for a browser has.

    Args:
        view: what it says.
        news: what changed since its reader got the last one.
        promises: it is on follow-ups alone.
    """
    parts = [_masthead(view, promises), _section("This week", _this_week(view))]
    if news is not None:
        parts.append(_section(f"New since {day(news.since)}", _news(news)))
    if promises:
        parts += [_section("Follow-ups", _followups(view)), _section("How to read this", _guide())]
        return _joined(parts)
    parts += [
        _section("IT dependencies", _dependencies(view)),
        _section("Who may leave", _risks(view)),
        _section("Themes", _themes(view)),
        _section("Follow-ups", _followups(view)),
        _section("Coverage", _coverage(view)),
        _section("How we talked", _conversations(view)),
        _section("What could not be read", _failures(view)),
        _section("How to read this", _guide()),
    ]
    return _joined(parts)


def _joined(parts: Iterable[Iterable[str]]) -> str:
    lines = [line.rstrip() for part in parts for line in part]
    return "\n".join(lines).strip() + "\n"


def _masthead(view: ReportView, promises: bool) -> Iterator[str]:
    yield "WHAT WAS PROMISED" if promises else "WHAT CUSTOMERS TOLD IT"
    yield period(view.first, view.last)
    yield "=" * WIDTH
    counts = view.counts
    if promises:
        told = ", ".join(f"{len(view.in_state(name))} {name}" for name in ("stuck", "open"))
        yield from wrap(
            f"Promises from {count(view.meetings, 'meeting')}: {told}."
            + (f" Dates are reckoned from {day(view.today)}." if view.today else "")
        )
        return
    told = ", ".join(
        [
            count(counts.get("need", 0), "need"),
            count(counts.get("dependency", 0), "IT dependency", "IT dependencies"),
            count(counts.get("idea", 0), "idea"),
            count(counts.get("followup", 0), "follow-up"),
            count(counts.get("framing", 0), "framing note"),
        ]
    )
    yield from wrap(
        f"From {count(view.meetings, 'meeting')} and {count(view.words, 'word')}: {told}."
        + (f" Dates are reckoned from {day(view.today)}." if view.today else "")
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", "", title.upper(), "-" * len(title))
    yield from lines


def _this_week(view: ReportView) -> Iterator[str]:
    if not view.headlines:
        yield "Nothing is late, stuck or at risk in what was read."
    for number, line in enumerate(view.headlines, 1):
        if number > 1:
            yield ""
        yield from wrap(line.text, f"{number}. ")
        yield from wrap(line.why, "   ", "   ")
        yield from quoted(line.finding, "   ")


def _news(news: News) -> Iterator[str]:
    if not news.changes:
        yield "Nothing."
    yield from cut(news.changes, _MOST_NEWS, _change, gap=False)


def _change(change: Change) -> Iterator[str]:
    unit = f" ({change.unit})" if change.unit else ""
    yield from wrap(f"{change.what}{unit}: “{change.words}”", "- ")


def _dependencies(view: ReportView) -> Iterator[str]:
    if not view.dependencies:
        yield "None that are still to come."
    after = False
    for urgency in URGENCIES:
        due = view.due(urgency)
        if not due:
            continue
        if after:
            yield ""
        after = True
        yield f"{_URGENCY_TITLES[urgency]} ({len(due)})"
        yield from cut(due, _MOST[urgency], lambda item: _dependency(item, view))
    if view.cancelled:
        yield from ("", f"Called off ({len(view.cancelled)})")
        yield from cut(view.cancelled, _MOST_CLOSED, _cancelled)


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


def _risks(view: ReportView) -> Iterator[str]:
    units = [unit for unit in view.units if unit.of_type("churn_risk")]
    if not units:
        yield "Nobody speaks of leaving."
    yield from cut(units, _MOST_RISKS, _risk)


def _risk(unit: UnitView) -> Iterator[str]:
    found = unit.of_type("churn_risk")
    told = f" ({len(found)} places)" if len(found) > 1 else ""
    yield from wrap(f"{unit.name or 'Unit not known'}{told}", "- ")
    yield from quoted(found[0], "  ", unit=False)


def _themes(view: ReportView) -> Iterator[str]:
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


def _followups(view: ReportView) -> Iterator[str]:
    if not view.items:
        yield "None were found."
    after = False
    for state in ("stuck", "open", "done", "dropped"):
        items = view.in_state(state)
        if not items:
            continue
        if after:
            yield ""
        after = True
        yield f"{state.capitalize()} ({len(items)})"
        most = _MOST_ITEMS if state in {"stuck", "open"} else _MOST_CLOSED
        yield from cut(items, most, _item)


def _item(entry: ItemView) -> Iterator[str]:
    due = "no day named"
    if entry.item.due:
        due = f"due {when_words(entry.item.due)}"
        if entry.overdue_days:
            due += f", {ago(entry.overdue_days)}"
    yield from wrap(f"{entry.item.owner or 'Nobody named'}, {due}", "- ")
    yield from quoted(entry.mentions[-1], "  ")


def _coverage(view: ReportView) -> Iterator[str]:
    outside = sum(unit.meetings for unit in view.units if unit.kind == "external")
    were = "meeting was" if view.meetings == 1 else "meetings were"
    yield f"{outside} of {local_number(view.meetings)} {were} with outside customers."
    yield ""
    yield from cut(view.units, _MOST_UNITS, lambda unit: _unit(unit, view), gap=False)


def _unit(unit: UnitView, view: ReportView) -> Iterator[str]:
    kind = {"external": "outside", "internal": "inside"}.get(unit.kind or "", "")
    last = "no date known"
    if unit.last_met:
        last = f"last met {short_day(unit.last_met)}"
        if unit.overdue and view.today:
            last += f", {ago((view.today - unit.last_met).days)}: overdue"
    parts = [count(unit.meetings, "meeting"), last]
    name = f"{unit.name or 'Unit not known'}{f' ({kind})' if kind else ''}"
    yield from wrap(f"{name}: {', '.join(parts)}", "- ")


def _conversations(view: ReportView) -> Iterator[str]:
    if not view.conversations:
        yield "No conversations were measured."
        return
    yield from wrap(NOT_FOR)
    yield ""
    yield from cut(view.conversations, _MOST_UNITS, _conversation, gap=False)


def _conversation(talk: Conversation) -> Iterator[str]:
    name = f"{talk.unit or 'Unit not known'}{f', {short_day(talk.date)}' if talk.date else ''}"
    if talk.talk is None:
        yield from wrap(f"{name}: not measurable, {talk.why_not}", "- ")
        return
    shares = ", ".join(f"{side} {100 * share:.0f} %" for side, share in talk.talk.sides.items())
    asked = ", ".join(
        f"{len(talk.asked(side='it', type=type))} {type}" for type in ("open", "closed", "leading")
    )
    acted = " (a rehearsal)" if talk.rehearsal else ""
    yield from wrap(
        f"{name}{acted}: {shares} of talk by {talk.talk.by}; IT asked {asked} questions; "
        f"{len(talk.unanswered())} never answered",
        "- ",
    )


def _failures(view: ReportView) -> Iterator[str]:
    if not view.failures:
        yield "Every file could be read."
    for failure in view.failures:
        place = f", {failure.place}" if failure.place else ""
        remedy = f" ({failure.remedy})" if failure.remedy else ""
        yield from wrap(f"{failure.path}{place}: {failure.reason}{remedy}", "- ")


def _guide() -> Iterator[str]:
    yield from wrap(
        "A finding is a proposal of a program that read the notes; the file and line beneath "
        "each quote lead to its proof. Start days count the longest usual time back from the "
        "first day on which the event can be. None of it is for judging persons."
    )
