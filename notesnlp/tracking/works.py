"""Which pieces of an event's work a meeting spoke of, which it denied, and on which it was silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from notesnlp.catalogue.topics import heard_at
from notesnlp.language.cues import CUES
from notesnlp.language.sentences import split_sentences
from notesnlp.model.finding import Dependency, Evidence, Workstream, quote
from notesnlp.model.meeting import Meeting
from notesnlp.tracking.order import place_order

Heard = Literal["mentioned", "denied", "silent"]

NEAR_TURNS = 4
"""Turns before and after a mention in which a piece of work is looked for: further off, "laptops"
are of something else."""
NEAREST_TURNS = 2
"""Turns after it in which "facilities has it covered" is taken to be of the event."""

_DENIAL = re.compile(
    r"\b(?:IT|I\.T\.)\s+(?:isn['’]t|is\s+not|won['’]t\s+be)\s+(?:involved|needed|affected)"
    r"|\b[Nn]othing\s+(?:is\s+)?needed\s+from\s+(?:IT|you)\b"
    r"|\b[Nn]ot\s+an\s+IT\s+(?:matter|project|thing|topic)\b"
    r"|\b(?:[Nn]o|[Ww]ithout)\s+IT\s+(?:work|part|involvement|angle)\b"
)
"""Denials in which IT is written as a name, so that "it" cannot be meant."""
_DENIED = re.compile(
    "|".join(rf"\b(?:{cue.words})" for cue in CUES if cue.category == "denied"), re.I
)
_UNNEEDED = re.compile(
    r"\b(?:no\s+need|needn['’]t|(?:do|does|did|wo)n['’]t\s+(?:need|want|require)"
    r"|not\s+(?:needed|necessary|required)|no\s+(?:\w+\s+)?(?:needed|necessary|required))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class HeardWork:
    """A piece of work, and what was said of it.

    Attributes:
        heard: ``mentioned``, ``denied`` (they said that it is not needed, that others see to it,
            or that IT has no part at all), or ``silent``.
        evidence: the last sentence that says so; None where they were silent.
    """

    work: Workstream
    heard: Heard
    evidence: Evidence | None = None


def hear_works(
    works: Iterable[Workstream],
    mentions: Sequence[Dependency],
    denials: Sequence[Evidence],
    meetings: Mapping[str, Meeting],
    others: Sequence[Dependency] = (),
) -> tuple[HeardWork, ...]:
    """What the meetings of `mentions` said of each of `works`; the last word counts.

    Args:
        works: of the event.
        mentions: of the event.
        denials: that still hold; they go for all work of which nobody spoke by itself.
        meetings: by name; a mention whose meeting is missing is passed over.
        others: mentions of other events in these meetings, whose surroundings are theirs.
    """
    works = tuple(works)
    spoken = [
        (place, bool(_UNNEEDED.search(place.quote)) or is_denial(place.quote))
        for place in _around(
            mentions,
            others,
            meetings,
            NEAR_TURNS,
            lambda text: any(heard_at(work.name, text) for work in works),
        )
    ]
    heard = []
    for work in works:
        found = [item for item in spoken if heard_at(work.name, item[0].quote)]
        if found:
            place, denied = found[-1]
            heard.append(HeardWork(work, "denied" if denied else "mentioned", place))
        elif denials:
            heard.append(HeardWork(work, "denied", denials[-1]))
        else:
            heard.append(HeardWork(work, "silent"))
    return tuple(heard)


def find_denials(
    mentions: Sequence[Dependency],
    meetings: Mapping[str, Meeting],
    others: Sequence[Dependency] = (),
) -> tuple[Evidence, ...]:
    """The sentences in or after `mentions` that deny IT any part in the event, the oldest first.

    What was denied before an event was spoken of is of something else.
    """
    near = _around(mentions, others, meetings, NEAREST_TURNS, is_denial)
    begun = {name: min(turns) for name, turns in _turns(mentions).items()}
    return tuple(
        place for place in near if place.turn >= begun[place.meeting] and is_denial(place.quote)
    )


def is_denial(sentence: str) -> bool:
    """Whether `sentence` says that IT has no part.

    >>> is_denial("Facilities has it covered."), is_denial("It's all in the cloud.")
    (True, True)
    >>> is_denial("Facilities has the keys.")
    False
    """
    return _DENIED.search(sentence) is not None or _DENIAL.search(sentence) is not None


def sentences_in(meeting: Meeting, turns: Iterable[int]) -> list[Evidence]:
    """The sentences of some turns of a meeting, with their places."""
    inside = sorted(set(turns))
    part = replace(meeting, turns=tuple(meeting.turns[at] for at in inside))
    return [
        quote(meeting, meeting.turns[item.turn], item.start, item.end, kind="dependency")
        for item in split_sentences(part)
    ]


def _around(
    mentions: Sequence[Dependency],
    others: Sequence[Dependency],
    meetings: Mapping[str, Meeting],
    reach: int,
    worth: Callable[[str], bool],
) -> list[Evidence]:
    """The sentences of the turns up to `reach` from a mention that are `worth` cutting.

    A turn nearer to another event's mention is that event's, and so is a sentence of one.
    """
    near, far = _turns(mentions), _turns(others)
    found: list[Evidence] = []
    for name, own in near.items():
        meeting = meetings.get(name)
        if meeting is None:
            continue
        theirs = far.get(name, [])
        turns = [
            at
            for at, turn in enumerate(meeting.turns)
            if _distance(at, own) <= min(reach, _distance(at, theirs)) and worth(turn.text)
        ]
        places = sentences_in(meeting, turns) if turns else []
        found += [
            place
            for place in places
            if not any(_overlap(place, other.evidence) for other in others)
            or any(_overlap(place, item.evidence) for item in mentions)
        ]
    return sorted(found, key=place_order)


def _turns(mentions: Iterable[Dependency]) -> dict[str, list[int]]:
    turns: dict[str, list[int]] = {}
    for item in mentions:
        turns.setdefault(item.evidence.meeting, []).append(item.evidence.turn)
    return turns


def _distance(at: int, turns: Sequence[int]) -> float:
    return min((abs(at - turn) for turn in turns), default=float("inf"))


def _overlap(one: Evidence, other: Evidence) -> bool:
    same_turn = (one.meeting, one.turn) == (other.meeting, other.turn)
    return same_turn and one.start < other.end and other.start < one.end
