"""The annotated commitments of a set: how each ended, and its mentions as the follow-ups that a run would hold."""

from __future__ import annotations

import json

from notesnlp.learn.annotations import AnnotatedSet
from notesnlp.model.finding import FollowUp, quote


def states_of(annotated: AnnotatedSet) -> dict[str, str]:
    """The state of each annotated item."""
    text = (annotated.folder / "followups.jsonl").read_text(encoding="utf-8")
    rows = map(json.loads, text.splitlines())
    return {row["item"]: row["state"] for row in rows}


def mentions_of(annotated: AnnotatedSet) -> list[tuple[str, FollowUp]]:
    """Each annotated mention with its item, in the order of the set's meetings."""
    found = []
    for item in annotated.meetings:
        for finding in item.findings:
            if finding.kind == "followup":
                turn, start, end = finding.ranges[0]
                mention = FollowUp(
                    evidence=quote(
                        item.meeting, item.meeting.turns[turn], start, end, kind="followup"
                    ),
                    type=finding.type,
                    score=1.0,
                    owner=finding.row.get("owner"),
                    due=finding.row.get("due"),
                )
                found.append((str(finding.row["item"]), mention))
    return found
