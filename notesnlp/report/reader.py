"""The meetings to be read with their findings marked: where each quote stands in what was said."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from notesnlp.model.finding import Evidence, Finding
from notesnlp.model.meeting import Form, UnitKind
from notesnlp.report.results import Results
from notesnlp.report.words import SIDE_NAMES, clean, one_line, type_name

_CLOSING = Markup("</mark>")


@dataclass(frozen=True, slots=True)
class MarkedTurn:
    """A turn, its text as HTML with a ``<mark>`` around each quote."""

    line: int
    speaker: str
    side: str
    text: Markup


@dataclass(frozen=True, slots=True)
class MarkedMeeting:
    """A meeting with its marked turns.

    Attributes:
        anchor: its id in the page.
        title: what it calls itself, or the file's name.
        findings: how many of its quotes are marked.
    """

    anchor: str
    name: str
    title: str
    date: dt.date | None
    unit: str
    unit_kind: UnitKind | None
    form: Form
    findings: int
    turns: tuple[MarkedTurn, ...]


def mark_id(place: Evidence) -> str:
    """The id of the mark around a quote."""
    return f"mark-{place.id}"


def entry_id(place: Evidence) -> str:
    """The id of a finding's entry in the report's sections."""
    return f"find-{place.id}"


def marked_meetings(results: Results, *, near: int | None = None) -> Iterable[MarkedMeeting]:
    """The meetings in their order, each turn with its findings marked.

    Args:
        results: of the run.
        near: turns on each side of a finding that are shown; all turns where None.
    """
    findings: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for item in results.findings:
        findings[item.evidence.meeting, item.evidence.turn].append(item)
    for number, meeting in enumerate(results.meetings, 1):
        inside = [findings.get((meeting.name, turn.index), []) for turn in meeting.turns]
        yield MarkedMeeting(
            anchor=f"meeting-{number}",
            name=one_line(meeting.name),
            title=one_line(meeting.title or meeting.name),
            date=meeting.date,
            unit=one_line(meeting.unit or ""),
            unit_kind=meeting.unit_kind,
            form=meeting.form,
            findings=sum(len(items) for items in inside),
            turns=tuple(
                MarkedTurn(
                    line=turn.line,
                    speaker=one_line(turn.speaker or ""),
                    side=SIDE_NAMES[turn.side] if turn.side else "",
                    text=marked(turn.text, items),
                )
                for at, (turn, items) in enumerate(zip(meeting.turns, inside, strict=True))
                if near is None or any(inside[max(at - near, 0) : at + near + 1])
            ),
        )


def marked(text: str, findings: Sequence[Finding]) -> Markup:
    """`text` as HTML, each finding's quote in a ``<mark>`` that leads back to its entry.

    Quotes may lie within each other and may overlap. Of one that overlaps another's end, the
    rest stands in a second mark: the first bears the id, all bear ``data-of``.
    """
    parts: list[Markup] = []
    opened: list[Finding] = []
    at = 0
    for offset, closes, item in _edges(findings):
        parts.append(escape(clean(text[at:offset])))
        at = max(at, offset)
        if not closes:
            opened.append(item)
            parts.append(_opening(item, first=True))
            continue
        place = opened.index(item)
        inner = opened[place + 1 :]
        parts += [_CLOSING] * (len(inner) + 1)
        parts.append(_way_back(item))
        parts += [_opening(other, first=False) for other in inner]
        opened = opened[:place] + inner
    parts.append(escape(clean(text[at:])))
    return Markup("").join(parts)


def _edges(findings: Iterable[Finding]) -> list[tuple[int, bool, Finding]]:
    """Where marks open and close, in the order in which they nest.

    At one place those that end close first, the inner before the outer; then the outer of those
    that begin opens first; a mark around nothing closes at once.
    """
    edges: list[tuple[tuple[int, int, int, int], bool, Finding]] = []
    for number, item in enumerate(findings):
        start, end = item.evidence.start, max(item.evidence.start, item.evidence.end)
        closing = 0 if start < end else 2
        edges.append(((start, 1, -end, number), False, item))
        edges.append(((end, closing, -start, -number), True, item))
    return [(key[0], closes, item) for key, closes, item in sorted(edges, key=lambda edge: edge[0])]


def _opening(item: Finding, *, first: bool) -> Markup:
    place = item.evidence
    if first:
        return Markup('<mark class="{}" id="{}" data-of="{}" tabindex="-1">').format(
            item.kind, mark_id(place), place.id
        )
    return Markup('<mark class="{}" data-of="{}">').format(item.kind, place.id)


def _way_back(item: Finding) -> Markup:
    return Markup('<a class="back" href="#{}" title="Back to the report">{} {:.2f}</a>').format(
        entry_id(item.evidence), type_name(item), item.score
    )
