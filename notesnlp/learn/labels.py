"""What is asked of every sentence, and the answers that annotated findings give.

For each kind: does a finding *begin* in the sentence, does one *go on* in it; and for
each attribute its value, which counts only where a finding of its kind is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from notesnlp.model.finding import KINDS, TYPES
from notesnlp.model.meeting import Sentence

if TYPE_CHECKING:
    from notesnlp.learn.annotations import AnnotatedMeeting, GoldFinding

BEGIN: dict[str, int] = {kind: number for number, kind in enumerate(KINDS)}
GO_ON: dict[str, int] = {kind: len(KINDS) + number for number, kind in enumerate(KINDS)}
FLAGS = 2 * len(KINDS)

UNKNOWN = -1
_ENOUGH = 0.5
"""A sentence belongs to a finding where the quote covers half of it, or half of the quote lies in it:
the share at which predictions are matched."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A closed question about findings of one kind."""

    name: str
    kind: str
    key: str
    values: tuple[str, ...]

    def value_of(self, finding: GoldFinding) -> int:
        """The number of the finding's value, or `UNKNOWN` where it is none of the values."""
        if finding.kind != self.kind:
            return UNKNOWN
        value = finding.row.get(self.key)
        text = str(value).lower() if isinstance(value, bool) else value
        return self.values.index(text) if text in self.values else UNKNOWN


EVENTS: tuple[str, ...] = tuple(
    """
    accessibility_language ai_pilot audit building_access connected_equipment
    contract_renewal customer_onboarding data_collection data_sharing departures
    divestiture emergency_preparedness end_of_life event_hosting financial_cycle
    fleet_vehicles grant_project hiring hours_extension international
    marketing_campaign merger_acquisition mobile_field_work new_service office_move
    online_payments online_service other partner_access print_mail rebranding
    records_digitisation records_request regulation remote_work renovation
    reorganisation reporting seating_change shadow_it site_closing site_opening
    system_purchase telephony_change temporary_site training_programme utility_works
    vendor_change
    """.split()
)
"""The events of the shipped catalogue, which training knows; users may add others."""

ATTRIBUTES: tuple[Attribute, ...] = (
    Attribute("framing.type", "framing", "type", TYPES["framing"]),
    Attribute("need.type", "need", "type", TYPES["need"]),
    Attribute("need.customer", "need", "customer", ("external", "internal")),
    Attribute("dependency.status", "dependency", "status", ("hidden", "recognised")),
    Attribute("dependency.tentative", "dependency", "tentative", ("false", "true")),
    Attribute("dependency.event", "dependency", "event", EVENTS),
    Attribute("followup.type", "followup", "type", TYPES["followup"]),
)
"""The attributes that are learned."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The right answers for the sentences of a meeting.

    Attributes:
        flags: 0 or 1, shape (sentences, `FLAGS`).
        values: for each attribute its value's number or `UNKNOWN`, shape (sentences, attributes).
    """

    flags: NDArray[np.float32]
    values: NDArray[np.int64]


def answers(
    annotated: AnnotatedMeeting,
    sentences: Sequence[Sentence],
    asked: Sequence[Attribute] = ATTRIBUTES,
) -> Answers:
    """The answers that the gold findings of a meeting give."""
    flags = np.zeros((len(sentences), FLAGS), np.float32)
    values = np.full((len(sentences), len(asked)), UNKNOWN, np.int64)
    for finding in annotated.findings:
        numbers = covered(finding, sentences)
        for position, number in enumerate(numbers):
            table = GO_ON if position else BEGIN
            flags[number, table[finding.kind]] = 1
            for column, attribute in enumerate(asked):
                value = attribute.value_of(finding)
                if value != UNKNOWN:
                    values[number, column] = value
    return Answers(flags, values)


def covered(finding: GoldFinding, sentences: Sequence[Sentence]) -> list[int]:
    """The sentences that a finding's quote takes up; at least the one it covers most of."""
    overlaps: list[tuple[int, int]] = []
    length = sum(end - start for _, start, end in finding.ranges)
    for number, sentence in enumerate(sentences):
        shared = sum(
            max(0, min(end, sentence.end) - max(start, sentence.start))
            for turn, start, end in finding.ranges
            if turn == sentence.turn
        )
        if shared:
            overlaps.append((number, shared))
    found = [
        number
        for number, shared in overlaps
        if shared >= _ENOUGH * min(length, sentences[number].end - sentences[number].start)
    ]
    if not found and overlaps:
        found = [max(overlaps, key=lambda item: item[1])[0]]
    return found
