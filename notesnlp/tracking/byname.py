"""Meetings by their names, without holding them: a run unpacks each when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from notesnlp.model.meeting import Meeting


class ByName(Mapping[str, Meeting]):
    """The meetings of a sequence by their names."""

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self._meetings = meetings
        self._numbers = {meeting.name: number for number, meeting in enumerate(meetings)}

    def __getitem__(self, name: str) -> Meeting:
        return self._meetings[self._numbers[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
