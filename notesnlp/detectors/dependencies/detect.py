"""The dependency detector: the event, its date, who knows of it, and the work it brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from notesnlp.catalogue import Event
from notesnlp.detectors.dependencies.dates import Told, event_date, link_events
from notesnlp.detectors.dependencies.denial import raised_by_denial
from notesnlp.detectors.dependencies.plan import plan
from notesnlp.detectors.spans import evidence, find_spans, mean_value
from notesnlp.embed.encoder import Floats
from notesnlp.language.context import asserts
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import Dependency
from notesnlp.model.meeting import Meeting, Sentence
from notesnlp.model.when import OpenWhen, When

Namer = Callable[[Sequence[str], Sequence[Floats], Sequence[str]], list[str]]
"""Names the events of quotes, given the judge's probabilities of the events it knows."""

_TENTATIVE = 0.5


def find_dependencies(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    judgments: Judgments,
    threshold: float,
    *,
    events: Mapping[str, Event],
    namer: Namer,
    fiscal_month: int,
    day_first: bool | None,
) -> list[Dependency]:
    """The business events of a meeting that IT will have to do work for.

    Cancelled plans and what has been settled are left out by the learned score; a cue that
    says so outright ("called off") leaves them out for certain.
    """
    found = []
    judgments = raised_by_denial(sentences, judgments)
    told = [
        (span, evidence(meeting, sentences, span, "dependency")[0])
        for span in find_spans(sentences, judgments, "dependency", threshold)
    ]
    told = [(span, place) for span, place in told if not asserts(place.quote, "cancelled")]
    quotes = [place.quote for _, place in told]
    names = namer(
        quotes,
        [mean_value(judgments, "dependency.event", span) for span, _ in told],
        judgments.names["dependency.event"],
    )
    dates = _dates(meeting, quotes, names, fiscal_month, day_first)
    for (span, place), event, when in zip(told, names, dates, strict=True):
        iso = when.iso if isinstance(when, When) else None
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


def _dates(
    meeting: Meeting,
    quotes: Sequence[str],
    names: Sequence[str],
    fiscal_month: int,
    day_first: bool | None,
) -> list[When | OpenWhen | None]:
    """The date of each quote's event; none where the meeting's own day is not known."""
    if meeting.date is None:
        return [None] * len(quotes)
    today = meeting.date
    return link_events(
        [
            Told(
                quote,
                name,
                event_date(quote, today, fiscal_month=fiscal_month, day_first=day_first),
            )
            for quote, name in zip(quotes, names, strict=True)
        ]
    )
