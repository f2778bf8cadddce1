"""The brief as plain text and as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from notesnlp.catalogue import Event
from notesnlp.ledger.brief import NOT_KNOWN, Brief
from notesnlp.ledger.loops import CarriedOver
from notesnlp.model.finding import Dependency, Evidence
from notesnlp.report.words import clean, count, one_line, short_day, shortened, when_words

_QUOTE = 150
"""Characters of a quote on the page."""


def sections(brief: Brief) -> list[tuple[str, list[tuple[str, str]]]]:
    """The brief's parts with their lines: what is said, and where it stands or what it means.

    A part of which nothing is known says so, for that too is worth knowing.
    """
    parts: list[tuple[str, list[tuple[str, str]]]] = [
        ("What they do", _quotes(brief.does)),
        ("How they use us", _quotes(brief.uses)),
    ]
    for answer in brief.four:
        lines = _quotes(answer.quotes) or [(NOT_KNOWN, answer.ask)]
        parts.append((answer.question, lines))
    parts += [
        ("Recent trouble", _quotes(item.evidence for item in brief.trouble)),
        ("We promised", [_promise(item) for item in brief.ours]),
        ("They promised", [_promise(item) for item in brief.theirs]),
        ("Coming events", [_event(item, brief.catalogue) for item in brief.events]),
        ("Questions to open with", [(one_line(item), "") for item in brief.openers]),
    ]
    return [(title, lines or [(_nothing(title), "")]) for title, lines in parts]


def heading(brief: Brief) -> str:
    """Who they are to us, in a line."""
    kind = {"external": "outside customer", "internal": "unit inside"}.get(brief.unit_kind or "")
    met = f"last met {short_day(brief.met[0])}" if brief.met else "day of the last meeting not known"  # fmt: skip
    parts = [kind, f"{count(brief.meetings, 'meeting')}, {met}", _people(brief)]
    return " · ".join(part for part in parts if part)


def render_text(brief: Brief) -> str:
    """The brief for a terminal."""
    lines = [one_line(brief.unit), heading(brief)]
    for title, entries in sections(brief):
        lines += ["", title]
        for said, where in entries:
            lines.append(f"  {said}")
            if where:
                lines.append(f"    {where}")
    return "\n".join(lines) + "\n"


def render_html(brief: Brief) -> str:
    """The brief as one page of HTML that asks the network for nothing, to be read or printed."""
    page = _environment().get_template("brief.html.j2")
    day = short_day(brief.today) if brief.today else ""
    return page.render(
        unit=one_line(brief.unit), heading=heading(brief), sections=sections(brief), day=day, not_known=NOT_KNOWN
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("notesnlp.ledger"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )


def _people(brief: Brief) -> str:
    return ", ".join(
        one_line(f"{person.name} ({person.role})" if person.role else person.name)
        for person in brief.people
    )


def _quotes(places: Iterable[Evidence]) -> list[tuple[str, str]]:
    return [(f"“{shortened(place.quote, _QUOTE)}”", _source(place)) for place in places]


def _source(place: Evidence) -> str:
    who = one_line(place.speaker or "notes")
    when = f", {short_day(place.date)}" if place.date else ""
    return f"{who}{when}, {one_line(place.meeting)}, line {place.line}"


def _promise(item: CarriedOver) -> tuple[str, str]:
    last = item.mentions[-1]
    about = [item.owner or "nobody owns it"]
    about += [f"due {when_words(item.due)}"] if item.due else []
    about += item.stuck_by
    missing = [name for name, evidence in item.facts.items() if not evidence]
    about += [f"not known: {', '.join(missing)}"] if missing else []
    return f"“{shortened(last.quote, _QUOTE)}”", f"{one_line('; '.join(about))}. {_source(last)}"


def _event(item: Dependency, events: Mapping[str, Event]) -> tuple[str, str]:
    name = events[item.event].name if item.event in events else item.event
    when = when_words(item.when) if item.when else "no day known"
    starts = [work.start_by for work in item.workstreams if work.start_by]
    begin = f", begin by {when_words(min(starts))}" if starts else ""
    said = f"{name}, {when}{begin} ({item.status})"
    return said, f"“{shortened(item.evidence.quote, _QUOTE)}” {_source(item.evidence)}"


def _nothing(title: str) -> str:
    return {
        "Recent trouble": "None told within a year.",
        "We promised": "Nothing is open.",
        "They promised": "Nothing is open.",
        "Coming events": "None known.",
    }.get(title, NOT_KNOWN)
