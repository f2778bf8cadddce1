"""Who held the floor: talk as stretches of time or as words, and the runs of one speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from notesnlp.conversation.backchannels import heard_only
from notesnlp.model.meeting import Meeting, Side, Turn

Measure = Literal["time", "words"]

_TIMED_SHARE = 0.95
"""Of the turns, how many must have a beginning and an end for time to be measured: a transcript is
timed throughout or hardly at all, and a few cues without an end must not cost it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Unbroken talk of one turn, in seconds from the recording's beginning."""

    turn: int
    speaker: str | None
    side: Side | None
    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Hold:
    """One speaker's hold of the floor: turns with nothing but back-channels of others between them.

    Attributes:
        turns: the speaker's own, in order.
        seconds: of talk, pauses left out; None where the file has no times.
        words: of talk.
    """

    speaker: str | None
    side: Side | None
    turns: tuple[int, ...]
    seconds: float | None
    words: int


def stretches(meeting: Meeting) -> tuple[Stretch, ...]:
    """The meeting's talk in time, in the order in which it begins; empty where times are missing.

    Cues and segments keep their own times, so pauses inside a turn are no talk.
    """
    if not meeting.turns:
        return ()
    found: list[Stretch] = []
    timed = 0
    for turn in meeting.turns:
        spans = _spans(turn)
        timed += bool(spans)
        found += [
            Stretch(turn.index, turn.speaker, turn.side, start, end) for start, end in _union(spans)
        ]
    if timed < _TIMED_SHARE * len(meeting.turns):
        return ()
    return tuple(sorted(found, key=lambda stretch: (stretch.start_s, stretch.turn)))


def _spans(turn: Turn) -> list[tuple[float, float]]:
    pieces = [
        (piece.start_s, piece.end_s)
        for piece in turn.pieces
        if piece.start_s is not None and piece.end_s is not None and piece.end_s > piece.start_s
    ]
    if pieces:
        return pieces
    if turn.start_s is None or turn.end_s is None or turn.end_s <= turn.start_s:
        return []
    return [(turn.start_s, turn.end_s)]


def _union(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """`spans` without overlaps; those that touch become one."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def talk(
    meeting: Meeting, timed: Sequence[Stretch], key: Callable[[Turn], str]
) -> dict[str, float]:
    """How much each `key` of a turn talked: seconds where there are `timed` stretches, else words.

    Seconds in which several speakers of one key talk at once count once for that key.
    """
    if not timed:
        words: dict[str, float] = {}
        for turn in meeting.turns:
            words[key(turn)] = words.get(key(turn), 0) + len(turn.text.split())
        return words
    spans: dict[str, list[tuple[float, float]]] = {}
    for stretch in timed:
        spans.setdefault(key(meeting.turns[stretch.turn]), []).append(
            (stretch.start_s, stretch.end_s)
        )
    return {name: sum(end - start for start, end in _union(own)) for name, own in spans.items()}


def shares(amounts: dict[str, float]) -> dict[str, float]:
    """`amounts` as shares of their sum (0 to 1), the largest first."""
    whole = sum(amounts.values())
    ranked = sorted(amounts.items(), key=lambda item: (-item[1], item[0]))
    return {name: amount / whole for name, amount in ranked} if whole else {}


def holds(meeting: Meeting, timed: Sequence[Stretch]) -> list[Hold]:
    """The runs of one speaker over the meeting, in order."""
    seconds: dict[int, float] = {}
    for stretch in timed:
        seconds[stretch.turn] = seconds.get(stretch.turn, 0.0) + stretch.seconds
    heard = heard_only(meeting)
    runs: list[list[Turn]] = []
    for turn in meeting.turns:
        if runs and runs[-1][0].speaker == turn.speaker:
            runs[-1].append(turn)
        elif turn.index not in heard:
            runs.append([turn])
    return [_hold(run, seconds if timed else None) for run in runs]


def _hold(turns: list[Turn], seconds: dict[int, float] | None) -> Hold:
    return Hold(
        speaker=turns[0].speaker,
        side=turns[0].side,
        turns=tuple(turn.index for turn in turns),
        seconds=None if seconds is None else sum(seconds.get(turn.index, 0.0) for turn in turns),
        words=sum(len(turn.text.split()) for turn in turns),
    )
