"""Sentences that call a planned event off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from notesnlp.catalogue import Event
from notesnlp.language.context import asserts, contexts
from notesnlp.language.cues import CUES
from notesnlp.language.stems import stems
from notesnlp.model.finding import Dependency, Evidence
from notesnlp.model.meeting import Meeting
from notesnlp.tracking.occurrences import names_in
from notesnlp.tracking.order import place_order
from notesnlp.tracking.works import sentences_in

_OFF = re.compile(
    r"\b(?:is|are|was|['’]s|['’]re)\s+(?:now\s+|all\s+)?off(?:\s+again)?(?=\s*(?:[.,;!]|$))"
    r"|\b(?:won['’]t\s+happen|(?:is|are)n['’]t\s+happening|not\s+happening|came\s+to\s+nothing)\b",
    re.I,
)
_MAYBE = re.compile(
    "|".join([*(cue.words for cue in CUES if cue.category == "cancelled"), _OFF.pattern]), re.I
)
_GENERAL = frozenset(
    "new offic system site data servic chang open team peopl other plac work go on day".split()
)
"""Stems of events' names that are said of much else."""
_WORDS_IN_COMMON = 2
"""Stems that a sentence shares with what was said of the event, where none of them names it: "the
open day"."""
_SHORT_WORDS = 9
"""Words of a sentence such as "That has been called off" that names nothing and follows a mention."""


def find_calloffs(
    groups: Sequence[Sequence[Dependency]],
    meetings: Sequence[Meeting],
    events: Mapping[str, Event],
) -> list[list[Evidence]]:
    """For each group of mentions the sentences that call its event off, the oldest first.

    Such a sentence stands in a meeting with the same unit, after the first mention, and names the
    event: by a word of its name in the catalogue, by words that the mentions share with what the
    catalogue says of it, or by a name ("the cannery"). One that names nothing ("That has been called
    off") counts right after a mention. Where it fits several events, it is of the one that it fits
    best.
    """
    found: list[list[Evidence]] = [[] for _ in groups]
    of_unit: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        of_unit[group[0].evidence.unit_or_meeting].append(number)
    words = [_words(group, events) for group in groups]
    for meeting in meetings:
        numbers = of_unit.get(meeting.unit or meeting.name, [])
        if not numbers:
            continue
        turns = [at for at, turn in enumerate(meeting.turns) if _MAYBE.search(turn.text)]
        for place in sentences_in(meeting, turns) if turns else ():
            if not _calls_off(place.quote):
                continue
            fits = [(_fit(place, groups[at], words[at]), -at) for at in numbers]
            best, at = max(fits)
            if best:
                found[-at].append(place)
    return [sorted(places, key=place_order) for places in found]


def _calls_off(sentence: str) -> bool:
    if asserts(sentence, "cancelled"):
        return True
    off = _OFF.search(sentence)
    return off is not None and "hypothetical" not in contexts(sentence, off.span())


def _words(group: Sequence[Dependency], events: Mapping[str, Event]) -> frozenset[str]:
    """Stems and names by which one hears that a sentence speaks of the event."""
    own = stems(group[0].event.replace("_", " "))
    event = events.get(group[0].event)
    told = stems(f"{event.name} {event.description}") if event else set()
    said = {stem for item in group for stem in stems(item.evidence.quote)}
    names = {name.lower() for item in group for name in names_in(item.evidence.quote)}
    return frozenset((own | (told & said)) - _GENERAL | names)


def _fit(place: Evidence, group: Sequence[Dependency], words: frozenset[str]) -> int:
    """How well a sentence fits an event, 0 where it cannot be of it."""
    first = group[0].evidence
    if place.meeting != first.meeting and (place.date is None or first.date is None):
        return 0
    if place_order(place) < place_order(first):
        return 0
    shared = words & (stems(place.quote) | set(re.findall(r"\w+", place.quote.lower())))
    if shared:
        return 1 + len(shared)
    said = {stem for item in group for stem in stems(item.evidence.quote)}
    if len(said & stems(place.quote)) >= _WORDS_IN_COMMON:
        return 1
    follows = any(
        item.evidence.meeting == place.meeting
        and 0 <= place.turn - item.evidence.turn <= 1
        and place_order(place) > place_order(item.evidence)
        for item in group
    )
    return int(follows and len(place.quote.split()) <= _SHORT_WORDS)
