"""Interruptions, told from back-channels and from turns that merely begin a little early."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notesnlp.conversation.backchannels import heard_only
from notesnlp.conversation.floor import Stretch
from notesnlp.model.meeting import Meeting, Side

_EARLY_S = 0.5
"""A turn that begins this close to the end of another merely comes early: half of all overlaps in
conversation are shorter than about 0.2 s (Levinson and Torreira 2015, "Timing in turn-taking"),
and listeners aim at the end that they foresee."""
_SAYS_S = 1.0
"""What breaks in for less than a second seldom takes the floor (Heldner and Edlund 2010)."""
_BROKEN_OFF = re.compile(r"(?:[–—]|--|\s-)[\"'”’)]*\s*$")


@dataclass(frozen=True, slots=True)
class Interruption:
    """Somebody took the floor while another was speaking.

    Attributes:
        turn: the turn that broke in.
        side: of who broke in.
        broken: the turn that was broken off.
        broken_side: of who was speaking.
    """

    turn: int
    side: Side | None
    broken: int
    broken_side: Side | None


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Talk at the same time.

    Attributes:
        by: ``overlap`` where times overlap, ``dash`` where the transcriber marked broken-off
            turns; None where neither tells, and nothing can be said.
        backchannels: turns that only show listening.
        early: turns that began less than half a second before the other's end.
        aside: turns in the midst of another's talk that did not take the floor.
    """

    by: Literal["overlap", "dash"] | None
    interruptions: tuple[Interruption, ...] = ()
    backchannels: int = 0
    early: int = 0
    aside: int = 0


def overlaps(meeting: Meeting, timed: Sequence[Stretch]) -> Overlaps:
    """How often the speakers of a transcript broke into each other's talk.

    Many exports lay their cues end to end; where none overlap, only dashes at the end of turns
    can tell.
    """
    heard = heard_only(meeting)
    found: list[Interruption] = []
    early = aside = 0
    met = False
    for at, entry in enumerate(timed):
        running = [
            other
            for other in _before(timed, at)
            if other.speaker != entry.speaker and other.end_s > entry.start_s
        ]
        if not running:
            continue
        met = True
        if entry.turn in heard:
            continue
        other = max(running, key=lambda stretch: stretch.end_s)
        if other.end_s - entry.start_s <= _EARLY_S or entry.start_s - other.start_s <= _EARLY_S:
            early += 1
        elif entry.end_s > other.end_s and entry.seconds >= _SAYS_S:
            found.append(Interruption(entry.turn, entry.side, other.turn, other.side))
        else:
            aside += 1
    if met:
        return Overlaps("overlap", _once(found), len(heard), early, aside)
    broken = _broken_off(meeting, heard)
    return Overlaps("dash" if broken else None, broken, len(heard))


def _before(timed: Sequence[Stretch], at: int) -> Sequence[Stretch]:
    """The stretches that may still run when the one at `at` begins: the last ones before it."""
    return timed[max(0, at - _LOOK_BACK) : at]


_LOOK_BACK = 40
"""Stretches looked back over; nobody talks on through forty beginnings of others."""


def _once(found: Sequence[Interruption]) -> tuple[Interruption, ...]:
    """A turn of several stretches breaks in once."""
    return tuple({item.turn: item for item in reversed(found)}.values())[::-1]


def _broken_off(meeting: Meeting, heard: frozenset[int]) -> tuple[Interruption, ...]:
    speaking = [turn for turn in meeting.turns if turn.index not in heard]
    return tuple(
        Interruption(after.index, after.side, turn.index, turn.side)
        for turn, after in zip(speaking, speaking[1:], strict=False)
        if after.speaker != turn.speaker and _BROKEN_OFF.search(turn.text)
    )
