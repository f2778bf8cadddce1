"""The meetings of a run, each unpacked when it is looked at: their texts would fill the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from notesnlp.embed import Encoder
from notesnlp.errors import OutputError
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.run.packed import Packed
from notesnlp.run.pipeline import Analysis
from notesnlp.run.shelf import Shelf
from notesnlp.run.traces import AllTraces

_AT_HAND = 64
"""Meetings kept as they are; an hour of talk takes 0.5 MB."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the analysis of a file is kept.

    Attributes:
        name: of the meeting.
        key: of the analysis.
        people: of the roster that held for it.
    """

    name: str
    key: str
    people: tuple[Speaker, ...]


class Meetings(Sequence[Meeting]):
    """The meetings of a run in their order; equal to any sequence of equal meetings."""

    def __init__(self, shelf: Shelf, kept: Sequence[Kept]) -> None:
        self._shelf = shelf
        self._kept = tuple(kept)
        self._at_hand: OrderedDict[int, Meeting] = OrderedDict()

    def packed(self, number: int) -> Packed:
        """The whole analysis of a meeting.

        Raises:
            OutputError: somebody has removed it.
        """
        kept = self._kept[number]
        found = self._shelf.get(kept.key)
        if found is None:
            raise OutputError(
                f"what was read of {kept.name} is gone",
                path=self._shelf.folder,
                remedy="run it again; leave that folder alone until a run is over",
            )
        return found

    def analysis(self, number: int) -> Analysis:
        """The analysis of a meeting, unpacked."""
        packed = self.packed(number)
        return Analysis(self[number], packed.findings(), packed.conversation(), packed.personal())

    def all_packed(self) -> Iterator[Packed]:
        """The whole analyses of all meetings."""
        return (self.packed(number) for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, index: int) -> Meeting: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Meeting]: ...
    def __getitem__(self, index: int | slice) -> Meeting | Sequence[Meeting]:
        if isinstance(index, slice):
            return Meetings(self._shelf, self._kept[index])
        number = range(len(self))[index]
        if number in self._at_hand:
            self._at_hand.move_to_end(number)
            return self._at_hand[number]
        meeting = self.packed(number).meeting(self._kept[number].people)
        self._at_hand[number] = meeting
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)
        return meeting

    def __iter__(self) -> Iterator[Meeting]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


def all_traces(meetings: Meetings, encoder: Encoder) -> AllTraces:
    """What all `meetings` have left for the grouping."""
    traces = AllTraces(meetings, encoder)
    for packed in meetings.all_packed():
        traces.add(packed.findings(), packed.traces())
    return traces
