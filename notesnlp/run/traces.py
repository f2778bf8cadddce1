"""What a meeting leaves for the grouping over all meetings, so that its text is not needed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from notesnlp.embed import Encoder
from notesnlp.embed.encoder import DIMENSIONS, Floats
from notesnlp.embed.known import Passages
from notesnlp.embed.passages import passage_vectors
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting
from notesnlp.themes.build import is_themed
from notesnlp.tracking.link import Closing, find_closings, is_promise


@dataclass(frozen=True, slots=True)
class Traces:
    """Vectors of a meeting's findings.

    Attributes:
        around: in their surroundings, of what is grouped into themes and then of follow-ups, shape
            (both, 384).
        quotes: of the follow-ups' quotes by themselves, shape (follow-ups, 384).
        closings: sentences that say something is done or dropped.
    """

    around: Floats
    quotes: Floats
    closings: tuple[Closing, ...]


def trace(meeting: Meeting, findings: Sequence[Finding], encoder: Encoder) -> Traces:
    """The traces of a meeting.

    Args:
        meeting: the meeting.
        findings: all of its findings.
        encoder: the base encoder.
    """
    spoken = {meeting.name: meeting}
    themed = [item.evidence for item in findings if is_themed(item)]
    promises = [item.evidence for item in findings if is_promise(item)]
    quotes = encoder.sentence_vectors([place.quote for place in promises]) if promises else _NONE
    around = passage_vectors(themed, spoken, encoder) if themed else _NONE
    if promises:
        of_promises = passage_vectors(promises, spoken, encoder, quotes=quotes)
        around = np.concatenate([around, of_promises])
    return Traces(around, quotes, tuple(find_closings([meeting], encoder)))


_NONE = np.zeros((0, DIMENSIONS), np.float32)
NO_TRACES = Traces(_NONE, _NONE, ())
"""Of a meeting whose words are not grouped with others as they are."""


def give(passages: Passages, findings: Sequence[Finding], traces: Traces) -> None:
    """Give the vectors in a meeting's `traces` to `passages`.

    Args:
        passages: of the run.
        findings: of the meeting, as the detectors found them.
        traces: of the meeting.
    """
    themed = [item.evidence for item in findings if is_themed(item)]
    promises = [item.evidence for item in findings if is_promise(item)]
    passages.add_around([*themed, *promises], traces.around)
    passages.add_quotes(promises, traces.quotes)
