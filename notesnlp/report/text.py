"""The report as plain text, which stands by itself: for a terminal, and as the mail's text part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from notesnlp.report.paragraphs import WIDTH, cut, quoted, wrap
from notesnlp.report.sections import Change, News, ReportView
from notesnlp.report.text_findings import dependencies, followups, risks, themes
from notesnlp.report.text_meetings import conversations, coverage
from notesnlp.report.words import count, day, period

_MOST_NEWS = 12


def render_text(view: ReportView, *, promises: bool = False) -> str:
    """The report as plain text, no line longer than 76 characters.

    Long lists are cut, with how many more the report for a browser has.

    Args:
        view: what it says.
        promises: it is on follow-ups alone.
    """
    parts = [_masthead(view, promises), _section("This week", _this_week(view))]
    if view.news:
        parts.append(_section(f"New since {day(view.news.since)}", _news(view.news)))
    if promises:
        parts += [_section("Follow-ups", followups(view)), _section("How to read this", _guide())]
        return _joined(parts)
    parts += [
        _section("IT dependencies", dependencies(view)),
        _section("Who may leave", risks(view)),
        _section("Themes", themes(view)),
        _section("Follow-ups", followups(view)),
        _section("Coverage", coverage(view)),
        _section("How we talked", conversations(view)),
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
