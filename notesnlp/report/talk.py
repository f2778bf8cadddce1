"""How the conversations went, for tables and pages: rows and lines, no names of persons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from notesnlp.conversation import Conversation
from notesnlp.conversation.trends import Trend, by_unit, trends
from notesnlp.report.results import Results

Row = dict[str, Any]

_SIDES = ("it", "customer", "sales", "other", "unknown")


def conversation_rows(results: Results) -> list[Row]:
    """One row a meeting; empty cells where something is not measurable."""
    return [_row(item) for item in results.conversations]


def signal_rows(results: Results) -> list[Row]:
    """One row a bypass or worthless step."""
    return [
        {
            "meeting": item.meeting,
            "date": item.date.isoformat() if item.date else None,
            "unit": item.unit,
            "kind": signal.kind,
            "quote": signal.quote,
            "line": signal.line,
        }
        for item in results.conversations
        for signal in item.signals
        if not item.rehearsal
    ]


def trend_rows(results: Results) -> list[Row]:
    """One row a month of each measure, of all meetings and of each unit."""
    return rows_of_trends(trends(results.conversations, by_unit))


def rows_of_trends(found: Iterable[Trend]) -> list[Row]:
    """One row a point."""
    return [
        {
            "measure": trend.measure,
            "series": trend.series,
            "month": point.month,
            "value": point.value,
            "meetings": point.meetings,
            "low": point.low,
            "high": point.high,
        }
        for trend in found
        for point in trend.points
    ]


def _row(item: Conversation) -> Row:
    row: Row = {
        "meeting": item.meeting,
        "date": item.date.isoformat() if item.date else None,
        "unit": item.unit,
        "unit_kind": item.unit_kind,
        "measurable": item.why_not is None,
        "why_not": item.why_not,
        "rehearsal": item.rehearsal,
    }
    return row | _talk(item) | _questions(item) | _technical(item)


def _talk(item: Conversation) -> Row:
    talk = item.talk
    if talk is None:
        names = (
            *("by", "longest_side", "longest_s", "longest_words", "changes", "backchannels"),
            *("interruptions_by", "interruptions_by_it", "interruptions_by_others"),
            *(f"{side}_share" for side in _SIDES),
        )
        return dict.fromkeys(names)
    over, longest = talk.overlaps, talk.longest
    by_it = sum(found.side == "it" for found in over.interruptions)
    return {
        "by": talk.by,
        **{f"{side}_share": round(talk.sides.get(side, 0.0), 3) for side in _SIDES},
        "longest_side": longest.side or "unknown",
        "longest_s": None if longest.seconds is None else round(longest.seconds, 1),
        "longest_words": longest.words,
        "changes": talk.changes,
        "interruptions_by": over.by,
        "interruptions_by_it": by_it if over.by else None,
        "interruptions_by_others": len(over.interruptions) - by_it if over.by else None,
        "backchannels": over.backchannels,
    }


def _questions(item: Conversation) -> Row:
    names = ("open", "closed", "leading", "rhetorical")
    if item.why_not:
        own = (*(f"{name}_by_it" for name in names[:3]), "discovery", "unanswered", "deferred")
        return dict.fromkeys((*names, *own, "wait_s", "stepped_in"))
    replies = [question.answer for question in item.questions if question.answer]
    outcomes = Counter(reply.outcome for reply in replies)
    return {
        **{name: len(item.asked(type=name)) for name in names},
        **{f"{name}_by_it": len(item.asked(side="it", type=name)) for name in names[:3]},
        "discovery": sum(
            question.discovery for question in item.questions if question.side != "customer"
        ),
        "unanswered": outcomes["unanswered"],
        "deferred": outcomes["deferred"],
        "wait_s": item.wait_s,
        "stepped_in": sum(reply.stepped_in for reply in replies),
    }


def _technical(item: Conversation) -> Row:
    technical = item.technical
    kinds = Counter(signal.kind for signal in item.signals)
    first = technical.first
    return {
        "technical_it": technical.density.get("it"),
        "technical_customer": technical.density.get("customer"),
        "technical_first": (first.side or "unknown") if first else None,
        "technical_first_line": first.line if first else None,
        "technical_first_at": first.share if first else None,
        "solution_first": technical.solution_first,
        "experience_share": technical.experience,
        "bypasses": kinds["bypass"],
        "worthless_steps": kinds["worthless_step"],
    }
