"""What the encoder is tuned on: windows of meetings with the answers for their sentences.

Every epoch reads the meetings in other windows, some without speakers' sides or kind of
customer, so that nothing depends on where a window is cut or on a roster.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from notesnlp.embed import Encoder, pack
from notesnlp.model.meeting import Meeting

if TYPE_CHECKING:
    from notesnlp.learn.fit import Example

LEAST_CONTEXT, MOST_CONTEXT = 8, 48
"""Word pieces kept free on each side of a window for the neighbours, drawn for each meeting."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window with the answers for the sentences that it answers for.

    Attributes:
        ids: word pieces with the marks for beginning and end.
        spans: first id and one past the last id of each sentence.
        keys: numbers of the meeting and of the sentence in it, for each sentence.
        flags: 0 or 1, shape (sentences, `labels.FLAGS`).
        values: an attribute's value or `labels.UNKNOWN`, shape (sentences, attributes).
    """

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    keys: tuple[tuple[int, int], ...]
    flags: NDArray[np.float32]
    values: NDArray[np.int64]


Hardness = dict[tuple[int, int], float]
"""The loss on each sentence as it was last seen, by its key."""


def lessons(
    train: Sequence[Example], encoder: Encoder, hidden_share: float, chance: random.Random
) -> list[Lesson]:
    """One epoch's windows of all meetings.

    Args:
        train: meetings to learn from.
        encoder: whose word pieces to use.
        hidden_share: share of meetings shown without sides, and without kind of customer.
        chance: draws what is hidden and where windows are cut.
    """
    found = []
    for index, example in enumerate(train):
        meeting: Meeting = example.annotated.meeting
        hide_sides = chance.random() < hidden_share
        if chance.random() < hidden_share:
            meeting = replace(meeting, unit_kind=None)
        windows = pack(
            meeting,
            example.sentences,
            encoder,
            sides=[None] * len(meeting.turns) if hide_sides else None,
            context=chance.randint(LEAST_CONTEXT, MOST_CONTEXT),
        )
        for window in windows:
            numbers = [number for number, _, _ in window.spans]
            found.append(
                Lesson(
                    window.ids,
                    tuple((start, stop) for _, start, stop in window.spans),
                    tuple((index, number) for number in numbers),
                    example.answers.flags[numbers],
                    example.answers.values[numbers],
                )
            )
    return found


def without_easy(windows: Iterable[Lesson], hardness: Hardness, share: float) -> list[Lesson]:
    """`windows` without the easiest `share` of those that hold no finding."""
    kept: list[Lesson] = []
    empty: list[Lesson] = []
    for window in windows:
        (kept if window.flags.any() else empty).append(window)
    empty.sort(key=lambda window: max(hardness.get(key, 0.0) for key in window.keys))
    return kept + empty[int(share * len(empty)) :]


def batches(windows: list[Lesson], size: int, chance: random.Random) -> list[list[Lesson]]:
    """Batches of `size` windows of like length, in an order drawn by `chance`."""
    ordered = sorted(windows, key=lambda window: (len(window.ids), chance.random()))
    found = [ordered[first : first + size] for first in range(0, len(ordered), size)]
    chance.shuffle(found)
    return found
