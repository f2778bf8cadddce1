"""Interruptions, told from back-channels and from turns that merely begin a little early."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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
_SILENCE_S = 0.5
"""Silence within one speaker's talk; longer ones end it (Heldner and Edlund 2010 take 0.18 s, cues of
subtitles are coarser)."""
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
    spurts = _spurts([stretch for stretch in timed if stretch.turn not in heard])
    found: list[Interruption] = []
    early = aside = 0
    for entry, other in _pairs(spurts):
        if other.end_s - entry.start_s <= _EARLY_S or entry.start_s - other.start_s <= _EARLY_S:
            early += 1
        elif entry.end_s > other.end_s and entry.seconds >= _SAYS_S:
            found.append(Interruption(entry.turn, entry.side, other.turn, other.side))
        else:
            aside += 1
    if found or early or aside:
        return Overlaps("overlap", tuple(found), len(heard), early, aside)
    broken = _broken_off(meeting, heard)
    return Overlaps("dash" if broken else None, broken, len(heard))


def _spurts(timed: Sequence[Stretch]) -> list[Stretch]:
    """Talk of one speaker with silences of less than half a second between, whatever its turns.

    What another says in between does not end it: who talks on has not been interrupted.
    """
    last: dict[str | None, int] = {}
    spurts: list[Stretch] = []
    for stretch in timed:
        at = last.get(stretch.speaker)
        if at is not None and stretch.start_s - spurts[at].end_s <= _SILENCE_S:
            end = max(spurts[at].end_s, stretch.end_s)
            spurts[at] = replace(spurts[at], end_s=end)
        else:
            last[stretch.speaker] = len(spurts)
            spurts.append(stretch)
    return spurts


def _pairs(spurts: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Each spurt that begins while another speaker talks, with that one's; the longest of several."""
    running: list[Stretch] = []
    for entry in spurts:
        running = [other for other in running if other.end_s > entry.start_s]
        others = [other for other in running if other.speaker != entry.speaker]
        if others:
            yield entry, max(others, key=lambda other: other.end_s)
        running.append(entry)


def _broken_off(meeting: Meeting, heard: frozenset[int]) -> tuple[Interruption, ...]:
    speaking = [turn for turn in meeting.turns if turn.index not in heard]
    return tuple(
        Interruption(after.index, after.side, turn.index, turn.side)
        for turn, after in pairwise(speaking)
        if after.speaker != turn.speaker and _BROKEN_OFF.search(turn.text)
    )
