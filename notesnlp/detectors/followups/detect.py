"""The follow-up detector."""

from __future__ import annotations

from collections.abc import Sequence

from notesnlp.detectors.followups.due import due_date
from notesnlp.detectors.followups.owners import owner_of
from notesnlp.detectors.spans import evidence, find_spans, mean_value
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
    day_first: bool | None,
) -> list[FollowUp]:
    """The commitments of a meeting and what has not moved, with owner and due day where they are said."""
    found = []
    for span in find_spans(sentences, judgments, "followup", threshold):
        place, turn = evidence(meeting, sentences, span, "followup")
        values = mean_value(judgments, "followup.type", span)
        kind = judgments.names["followup.type"][int(values.argmax())]
        due = None
        if kind == "action" and meeting.date:
            due = due_date(
                place.quote, meeting.date, fiscal_month=fiscal_month, day_first=day_first
            )
        found.append(
            FollowUp(
                evidence=place,
                type=kind,
                score=span.score,
                owner=owner_of(meeting, turn, place.quote),
                due=due.iso if due else None,
                state="stuck" if kind == "stuck" else "open",
            )
        )
    return found
