"""What a meeting leaves for the grouping over all meetings, so that its text is not needed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from notesnlp.embed import Encoder
from notesnlp.embed.encoder import DIMENSIONS, Floats
from notesnlp.embed.known import Passages
from notesnlp.embed.passages import passage_vectors
from notesnlp.language.phrases import noun_phrases
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting
from notesnlp.themes.build import is_themed
from notesnlp.tracking.link import Closing, find_closings, is_promise


@dataclass(frozen=True, slots=True)
class Traces:
    """Vectors and phrases of a meeting's findings.

    Attributes:
        around: in their surroundings, of what is grouped into themes and then of follow-ups, shape
            (both, 384).
        quotes: of the follow-ups' quotes by themselves, shape (follow-ups, 384).
        closings: sentences that say something is done or dropped.
        phrases: noun phrases of the quote of each finding that is grouped into themes.
    """

    around: Floats
    quotes: Floats
    closings: tuple[Closing, ...]
    phrases: tuple[tuple[str, ...], ...]


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
    phrases = noun_phrases([place.quote for place in themed]) if themed else ()
    return Traces(
        around, quotes, tuple(find_closings([meeting], encoder)), tuple(map(tuple, phrases))
    )


_NONE = np.zeros((0, DIMENSIONS), np.float32)
NO_TRACES = Traces(_NONE, _NONE, (), ())
"""Of a meeting whose words are not grouped with others as they are."""


class AllTraces:
    """The traces of all meetings of a run, to be looked up by what is grouped.

    Args:
        meetings: of the run.
        encoder: the base encoder, for what no traces tell, such as quotes that a person has changed.

    Attributes:
        passages: vectors of quotes.
        closings: sentences that say something is done or dropped.
        phrases: noun phrases by quote.
    """

    def __init__(self, meetings: Sequence[Meeting], encoder: Encoder) -> None:
        self.passages = Passages(meetings, encoder)
        self.closings: list[Closing] = []
        self.phrases: dict[str, tuple[str, ...]] = {}

    def add(self, findings: Sequence[Finding], traces: Traces) -> None:
        """Add the traces of a meeting.

        Args:
            findings: of the meeting, as the detectors found them.
            traces: of the meeting.
        """
        themed = [item.evidence for item in findings if is_themed(item)]
        promises = [item.evidence for item in findings if is_promise(item)]
        self.passages.add_around([*themed, *promises], traces.around)
        self.passages.add_quotes(promises, traces.quotes)
        self.closings += traces.closings
        self.phrases |= zip((place.quote for place in themed), traces.phrases, strict=True)
