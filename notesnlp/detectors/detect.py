"""All detectors over one meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from notesnlp.catalogue import Event, load_catalogue
from notesnlp.config import Settings
from notesnlp.detectors.dependencies.detect import Namer, find_dependencies
from notesnlp.detectors.followups.detect import find_followups
from notesnlp.detectors.framing.detect import find_framing
from notesnlp.detectors.ideas.detect import find_ideas
from notesnlp.detectors.levels import BETA, level
from notesnlp.detectors.needs.detect import find_needs
from notesnlp.language.dates import reads_day_first
from notesnlp.learn.judge import Judgments
from notesnlp.model.finding import KINDS, Finding, Kind
from notesnlp.model.meeting import Meeting, Sentence


@dataclass(frozen=True, slots=True)
class Detection:
    """What all detectors of a run share.

    Attributes:
        thresholds: score from which a finding of each kind is reported.
        adapted: kinds whose threshold is adapted to each meeting.
        namer: tells which event of the catalogue a quote tells of.
    """

    thresholds: Mapping[str, float]
    namer: Namer
    settings: Settings = field(default_factory=Settings)
    events: Mapping[str, Event] = field(default_factory=load_catalogue)
    kinds: tuple[Kind, ...] = KINDS
    adapted: frozenset[Kind] = frozenset()


def levels_for(judgments: Judgments, detection: Detection) -> dict[str, float]:
    """From which score a finding of each kind is reported in the meeting that was judged."""
    return {
        kind: level(judgments.begins[kind], value, BETA.get(kind, 1.0))
        if kind in detection.adapted
        else value
        for kind, value in detection.thresholds.items()
    }


def detect(
    meeting: Meeting, sentences: Sequence[Sentence], judgments: Judgments, detection: Detection
) -> list[Finding]:
    """The findings of a meeting, in the order of its text."""
    levels = levels_for(judgments, detection)
    settings = detection.settings
    day_first = reads_day_first(
        [meeting.name, *(turn.text for turn in meeting.turns)], meeting.date
    )
    found: list[Finding] = []
    if "framing" in detection.kinds:
        found += find_framing(
            meeting,
            sentences,
            judgments,
            levels["framing"],
            terms=settings.terms,
            rules=settings.framing,
        )
    if "need" in detection.kinds:
        found += find_needs(meeting, sentences, judgments, levels["need"])
    if "dependency" in detection.kinds:
        found += find_dependencies(
            meeting,
            sentences,
            judgments,
            levels["dependency"],
            events=detection.events,
            namer=detection.namer,
            fiscal_month=settings.fiscal_month,
            day_first=day_first,
        )
    if "idea" in detection.kinds:
        found += find_ideas(meeting, sentences, judgments, levels["idea"])
    if "followup" in detection.kinds:
        found += find_followups(
            meeting,
            sentences,
            judgments,
            levels["followup"],
            fiscal_month=settings.fiscal_month,
            day_first=day_first,
        )
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(
        found, key=lambda item: (item.evidence.turn, item.evidence.start, order[item.kind])
    )
