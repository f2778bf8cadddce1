"""The score from which a finding is reported: the one with the best F1 on validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from notesnlp.detectors import Detection, detect
from notesnlp.evaluation.scores import Scores, located
from notesnlp.learn.calibrate import levels
from notesnlp.learn.fit import Example
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import KINDS


def choose_thresholds(
    items: Sequence[Example], judged: Sequence[Judgments], detection: Detection
) -> dict[str, float]:
    """For each kind the threshold whose findings, rules included, match the gold ones best.

    Args:
        items: meetings of the validation sets.
        judged: the judgments on their sentences.
        detection: catalogue and settings; its thresholds do not matter.
    """
    best: dict[str, tuple[float, float]] = dict.fromkeys(KINDS, (0.0, 0.5))
    for level in levels():
        scores = count(items, judged, detection, dict.fromkeys(KINDS, level))
        for kind, score in scores.kinds.items():
            best[kind] = max(best[kind], (score.f1, level))
    return {kind: level for kind, (_, level) in best.items()}


def count(
    items: Sequence[Example],
    judged: Sequence[Judgments],
    detection: Detection,
    thresholds: Mapping[str, float],
) -> Scores:
    """How well the findings of `items`, detected with `thresholds`, match the gold ones."""
    scores = Scores()
    for item, judgments in zip(items, judged, strict=True):
        findings = detect(
            item.annotated.meeting,
            item.sentences,
            judgments,
            replace(detection, thresholds=thresholds),
        )
        span_of = item.annotated.folded.span_of
        places = [(finding.kind, finding.evidence) for finding in findings]
        scores.add(
            "",
            located(item.annotated),
            [(kind, span_of(place.turn, place.start, place.end), {}) for kind, place in places],
        )
    return scores
