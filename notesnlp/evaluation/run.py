"""The pipeline on annotated sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from notesnlp.evaluation.scores import MeetingScores, score_set
from notesnlp.learn.annotations import AnnotatedSet
from notesnlp.run.folder import assemble
from notesnlp.run.pipeline import Pipeline, load

Rows = dict[str, list[dict[str, Any]]]


def predict(annotated: AnnotatedSet, pipeline: Pipeline) -> Rows:
    """The findings of each meeting of a set, themes and follow-ups over the set included.

    The pipeline knows the events of the set's own settings beside those that it knew.
    """
    pipeline = _knowing(annotated.settings.events, pipeline)
    analyses = [pipeline.analyze(item.meeting) for item in annotated.meetings]
    meetings = [item.meeting for item in analyses]
    findings = [finding for item in analyses for finding in item.findings]
    results = assemble(meetings, findings, (), pipeline.settings)
    rows: Rows = {item.meeting.name: [] for item in annotated.meetings}
    for finding in results.findings:
        rows[finding.evidence.meeting].append(finding.to_dict())
    return rows


def _knowing(events: Mapping[str, Any], pipeline: Pipeline) -> Pipeline:
    known = pipeline.settings.events
    wanted = {**known, **events}
    if wanted == known:
        return pipeline
    return load(pipeline.settings.model_copy(update={"events": wanted}))


def evaluate(sets: Sequence[AnnotatedSet], pipeline: Pipeline) -> list[MeetingScores]:
    """The figures of each meeting of `sets`."""
    return [
        part for annotated in sets for part in score_set(annotated, predict(annotated, pipeline))
    ]
