"""The score from which a finding is reported: the one with the best F1 on validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from notesnlp.detectors import Detection, detect
from notesnlp.evaluation.scores import Located, harmonic, match
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
        found = _f1(items, judged, detection, dict.fromkeys(KINDS, level))
        for kind in KINDS:
            best[kind] = max(best[kind], (found[kind], level))
    return {kind: level for kind, (_, level) in best.items()}


def _f1(
    items: Sequence[Example],
    judged: Sequence[Judgments],
    detection: Detection,
    thresholds: Mapping[str, float],
) -> dict[str, float]:
    gold, predicted, hits = (Counter[str]() for _ in range(3))
    for item, judgments in zip(items, judged, strict=True):
        meeting = item.annotated.meeting
        findings = detect(
            meeting, item.sentences, judgments, replace(detection, thresholds=thresholds)
        )
        right = [(finding.kind, finding.span, finding.row) for finding in item.annotated.findings]
        folded = item.annotated.folded
        said: list[Located] = [
            (
                finding.kind,
                folded.span_of(finding.evidence.turn, finding.evidence.start, finding.evidence.end),
                {},
            )
            for finding in findings
        ]
        for kind, _, _ in right:
            gold[kind] += 1
        for kind, _, _ in said:
            predicted[kind] += 1
        for first, _ in match(right, said):
            hits[right[first][0]] += 1
    return {
        kind: harmonic(
            hits[kind] / predicted[kind] if predicted[kind] else 0.0,
            hits[kind] / gold[kind] if gold[kind] else 0.0,
        )
        for kind in KINDS
    }
