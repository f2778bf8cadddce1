"""The dependency detector: the event, its date, who knows of it, and the work it brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from notesnlp.catalogue import Event
from notesnlp.detectors.dependencies.plan import plan
from notesnlp.detectors.spans import Span, evidence, find_spans, mean_value
from notesnlp.embed.encoder import Floats
from notesnlp.language.context import asserts
from notesnlp.language.dates import find_dates
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Dependency
from notesnlp.model.meeting import Meeting, Sentence
from notesnlp.model.when import Grain, When

Namer = Callable[[Sequence[str], Sequence[Floats], Sequence[str]], list[str]]
"""Names the events of quotes, given the judge's probabilities of the events it knows."""

_TENTATIVE = 0.5
_GRAINS: tuple[Grain, ...] = ("day", "month", "quarter", "year")


def find_dependencies(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    judgments: Judgments,
    threshold: float,
    *,
    events: Mapping[str, Event],
    namer: Namer,
    fiscal_month: int,
) -> list[Dependency]:
    """The business events of a meeting that IT will have to do work for.

    Cancelled plans and what has been settled are left out by the learned score; a cue that
    says so outright ("called off") leaves them out for certain.
    """
    found = []
    told = [
        (span, evidence(meeting, sentences, span, "dependency")[0])
        for span in find_spans(sentences, judgments, "dependency", threshold)
    ]
    told = [(span, place) for span, place in told if not asserts(place.quote, "cancelled")]
    names = namer(
        [place.quote for _, place in told],
        [mean_value(judgments, "dependency.event", span) for span, _ in told],
        judgments.names["dependency.event"],
    )
    for (span, place), event in zip(told, names, strict=True):
        when = event_date(meeting, sentences, span, fiscal_month=fiscal_month)
        iso = when.iso if when else None
        status: Literal["hidden", "recognised"] = (
            "recognised" if mean_value(judgments, "dependency.status", span)[1] >= 0.5 else "hidden"
        )
        tentative = mean_value(judgments, "dependency.tentative", span)[1]
        entry = events[event]
        found.append(
            Dependency(
                evidence=place,
                type=event,
                score=span.score,
                event=event,
                status=status,
                when=iso,
                when_text=when.text if when else None,
                tentative=bool(tentative >= _TENTATIVE),
                workstreams=plan(entry, iso),
                questions=entry.questions,
            )
        )
    return found


def event_date(
    meeting: Meeting, sentences: Sequence[Sentence], span: Span, *, fiscal_month: int
) -> When | None:
    """The date of the event told in `span`: the first of the most exact ones that are not over.

    None where the words give none, or the meeting's own day is not known. Right for 92 of the
    113 events of the two validation organisations, 15 of the others wrong (2026-11-25).
    """
    if meeting.date is None:
        return None
    text = " ".join(item.text for item in sentences[span.first : span.last])
    dates = find_dates(text, meeting.date, fiscal_month=fiscal_month)
    ahead = [when for when in dates if when.end >= meeting.date - dt.timedelta(days=1)]
    return min(ahead, key=lambda when: _GRAINS.index(when.grain), default=None)
