"""Precision, recall, F1, average precision, attribute accuracy and theme agreement.

A predicted finding matches a gold one of the same kind and meeting where their quotes
overlap by at least half of the shorter one; each gold finding matches once, the largest
overlap first. Attributes and themes are scored on matched pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from notesnlp.learn.annotations import AnnotatedMeeting, AnnotatedSet
from notesnlp.model.finding import KINDS

_OVERLAP = 0.5
_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "framing": ("type",),
    "need": ("type", "customer"),
    "dependency": ("event", "status", "when"),
    "idea": (),
    "followup": ("type", "owner", "due"),
}
_DATES = frozenset({"when", "due"})


@dataclass(slots=True)
class KindScore:
    """Counts of one kind.

    Attributes:
        scored: (score, matched) of each prediction, for average precision.
    """

    gold: int = 0
    predicted: int = 0
    hits: int = 0
    scored: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Matched predictions among all predictions."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Matched gold findings among all gold findings."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic(self.precision, self.recall)

    @property
    def average_precision(self) -> float:
        """Mean of the precision at each matched prediction, by falling score, over all gold findings."""
        hits, total = 0, 0.0
        for place, (_, matched) in enumerate(sorted(self.scored, key=lambda item: -item[0]), 1):
            if matched:
                hits += 1
                total += hits / place
        return total / self.gold if self.gold else 0.0


@dataclass(slots=True)
class Scores:
    """All figures over one or several sets."""

    kinds: dict[str, KindScore] = field(
        default_factory=lambda: {kind: KindScore() for kind in KINDS}
    )
    attributes: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    themes: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the five kinds."""
        return sum(score.f1 for score in self.kinds.values()) / len(self.kinds)

    def add(self, name: str, gold: Sequence[Located], found: Sequence[Located]) -> None:
        """Count the findings of one meeting of the set `name`."""
        pairs = match(gold, found)
        hits = {at for _, at in pairs}
        matched_gold = {at for at, _ in pairs}
        for at, (kind, _, row) in enumerate(gold):
            self.kinds[kind].gold += 1
            if kind == "dependency" and row.get("status") == "hidden":
                self.hidden.append(at in matched_gold)
        for at, (kind, _, row) in enumerate(found):
            self.kinds[kind].predicted += 1
            self.kinds[kind].hits += at in hits
            self.kinds[kind].scored.append((float(row.get("score") or 0), at in hits))
        for first, second in pairs:
            kind, _, right = gold[first]
            given = found[second][2]
            for attribute in _ATTRIBUTES[kind]:
                self.attributes[f"{kind}.{attribute}"].append(agrees(attribute, right, given))
            if right.get("theme") and given.get("theme"):
                self.themes.append((f"{name}/{right['theme']}", f"{name}/{given['theme']}"))


Located = tuple[str, tuple[int, int], Mapping[str, Any]]
"""A finding: its kind, where its quote stands in the meeting's folded text, its attributes."""


@dataclass(frozen=True, slots=True)
class MeetingScores:
    """The figures of one meeting, with its set and form."""

    set: str
    meeting: str
    form: str
    scores: Scores


def score_set(
    annotated: AnnotatedSet, predicted: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[MeetingScores]:
    """The figures of each meeting of a set.

    Args:
        annotated: the set.
        predicted: the findings of each meeting by its name, as the schema's objects.
    """
    found = []
    for item in annotated.meetings:
        rows = predicted.get(item.meeting.name, ())
        scores = Scores()
        scores.add(
            annotated.name,
            located(item),
            [
                (row["kind"], item.folded.span_of(row["turn"], row["start"], row["end"]), row)
                for row in rows
            ],
        )
        found.append(MeetingScores(annotated.name, item.meeting.name, item.meeting.form, scores))
    return found


def located(annotated: AnnotatedMeeting) -> list[Located]:
    """The gold findings of a meeting."""
    return [(finding.kind, finding.span, finding.row) for finding in annotated.findings]


def merge(parts: Iterable[Scores]) -> Scores:
    """The figures over all of `parts` together."""
    whole = Scores()
    for part in parts:
        for kind, score in part.kinds.items():
            sums = whole.kinds[kind]
            sums.gold += score.gold
            sums.predicted += score.predicted
            sums.hits += score.hits
            sums.scored += score.scored
        for name, right in part.attributes.items():
            whole.attributes[name] += right
        whole.themes += part.themes
        whole.hidden += part.hidden
    return whole


def match(gold: Sequence[Located], found: Sequence[Located]) -> list[tuple[int, int]]:
    """One-to-one pairs of numbers in `gold` and `found`."""
    candidates = []
    for first, (kind, span, _) in enumerate(gold):
        for second, (other, range_, _) in enumerate(found):
            if kind != other:
                continue
            overlap = min(span[1], range_[1]) - max(span[0], range_[0])
            shorter = min(span[1] - span[0], range_[1] - range_[0])
            if shorter > 0 and overlap >= _OVERLAP * shorter:
                union = max(span[1], range_[1]) - min(span[0], range_[0])
                candidates.append((-overlap / union, first, second))
    pairs: list[tuple[int, int]] = []
    used_gold, used_found = set(), set()
    for _, first, second in sorted(candidates):
        if first not in used_gold and second not in used_found:
            used_gold.add(first)
            used_found.add(second)
            pairs.append((first, second))
    return pairs


def agrees(attribute: str, gold: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """Whether an attribute is right; a date is where it is at least as exact as the gold one."""
    right, said = gold.get(attribute) or None, given.get(attribute) or None
    if attribute not in _DATES or not right or not said:
        return right == said
    right, said = str(right), str(said)[:10]
    if "Q" in right:
        return _quarter(said) == right
    return said.startswith(right) if len(right) <= 7 else said == right


def _quarter(iso: str) -> str:
    if not re.match(r"\d{4}-\d\d", iso):
        return iso
    return f"{iso[:4]}-Q{(int(iso[5:7]) + 2) // 3}"


def harmonic(precision: float, recall: float) -> float:
    """The harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
