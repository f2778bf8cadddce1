"""The follow-up detector."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from notesnlp.detectors.followups.owners import owner_of
from notesnlp.detectors.spans import evidence, find_spans, mean_value
from notesnlp.language.dates import find_dates
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import FollowUp
from notesnlp.model.meeting import Meeting, Sentence


def find_followups(
    meeting: Meeting,
    sentences: Sequence[Sentence],
    judgments: Judgments,
    threshold: float,
    *,
    fiscal_month: int,
) -> list[FollowUp]:
    """The commitments of a meeting and what has not moved, with owner and due day where they are said."""
    found = []
    for span in find_spans(sentences, judgments, "followup", threshold):
        place, turn = evidence(meeting, sentences, span, "followup")
        values = mean_value(judgments, "followup.type", span)
        kind = judgments.names["followup.type"][int(values.argmax())]
        found.append(
            FollowUp(
                evidence=place,
                type=kind,
                score=span.score,
                owner=owner_of(meeting, turn, place.quote),
                due=_due(place.quote, meeting.date, fiscal_month) if kind == "action" else None,
                state="stuck" if kind == "stuck" else "open",
            )
        )
    return found


def _due(text: str, today: dt.date | None, fiscal_month: int) -> str | None:
    """The last date that `text` gives ahead of the meeting: what is promised "after Monday, by Friday"."""
    if today is None:
        return None
    dates = find_dates(text, today, fiscal_month=fiscal_month)
    ahead = [when for when in dates if when.end >= today]
    bound = [when for when in ahead if when.bound in {"by", "before"}]
    chosen = (bound or ahead)[-1:]
    return chosen[0].iso if chosen else None
