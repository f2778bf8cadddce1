"""The meetings themselves, as plain text: who was met, and how the conversations went."""

from __future__ import annotations

from collections.abc import Iterator

from notesnlp.conversation import Conversation
from notesnlp.conversation.access import NOT_FOR
from notesnlp.report.locales import local_number
from notesnlp.report.paragraphs import cut, wrap
from notesnlp.report.sections import ReportView, UnitView
from notesnlp.report.words import SIDE_GROUPS, ago, count, short_day

_MOST_UNITS = 40


def coverage(view: ReportView) -> Iterator[str]:
    """Who was met, and when last."""
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


def conversations(view: ReportView) -> Iterator[str]:
    """How each conversation went."""
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
    shares = ", ".join(
        f"{name} {100 * talk.talk.sides[side]:.0f} %"
        for side, name in SIDE_GROUPS.items()
        if side in talk.talk.sides
    )
    asked = ", ".join(
        f"{len(talk.asked(side='it', type=type))} {type}" for type in ("open", "closed", "leading")
    )
    acted = " (a rehearsal)" if talk.rehearsal else ""
    yield from wrap(
        f"{name}{acted}: {shares} of talk by {talk.talk.by}; IT asked {asked} questions; "
        f"{len(talk.unanswered())} never answered",
        "- ",
    )
