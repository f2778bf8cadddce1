"""What is left of meetings and findings when somebody's name and words are taken out.

A name is covered by as many blocks as it has letters: every other quote keeps its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal

from notesnlp.ledger.keys import digest
from notesnlp.model.finding import Finding, FollowUp
from notesnlp.model.meeting import Meeting, Piece, Turn
from notesnlp.report.words import folded

COVER = "█"
SILENCED = "[forgotten]"
"""What stands in the place of a turn of somebody who is forgotten."""

What = Literal["meeting", "person", "unit", "age"]


@dataclass(frozen=True)
class Target:
    """Whom or what to forget.

    Attributes:
        what: the kind of it; ``age`` for all meetings before a day.
        name: of the meeting, person or unit, or the day as ISO.
        aliases: other names of a person, such as the first name.
    """

    what: What
    name: str
    aliases: tuple[str, ...] = ()

    def is_named(self, name: str | None) -> bool:
        """Whether `name` is a name of the target."""
        known = {folded(item) for item in (self.name, *self.aliases)}
        return name is not None and folded(name) in known

    def holds(self, meeting: str, unit: str | None, date: dt.date | None = None) -> bool:
        """Whether a meeting of that name, unit and day is to be forgotten whole.

        One whose day is not known is never too old.
        """
        if self.what == "meeting":
            return folded(meeting) == folded(self.name)
        if self.what == "age":
            return date is not None and date < dt.date.fromisoformat(self.name)
        return self.what == "unit" and self.is_named(unit)

    def covered(self, text: str) -> str:
        """`text` with a person's names covered."""
        return self._names.sub(lambda found: COVER * len(found[0]), text)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = (self.name, *self.aliases) if self.what == "person" else ()
        parts = [r"\s+".join(map(re.escape, name.split())) for name in names if name.strip()]
        parts.sort(key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)", re.I)


def without(meeting: Meeting, target: Target) -> Meeting | None:
    """What is left of `meeting`: None where all of it goes, itself where nothing does."""
    if target.holds(meeting.name, meeting.unit, meeting.date):
        return None
    if target.what != "person":
        return meeting
    return replace(
        meeting,
        name=target.covered(meeting.name),
        title=target.covered(meeting.title) if meeting.title else meeting.title,
        unit=target.covered(meeting.unit) if meeting.unit else meeting.unit,
        turns=tuple(_silenced(turn, target) for turn in meeting.turns),
        speakers=tuple(item for item in meeting.speakers if not target.is_named(item.name)),
        people=tuple(item for item in meeting.people if not target.is_named(item.name)),
    )


def finding_without(item: Finding, target: Target) -> Finding | None:
    """What is left of a finding: None where it goes with its meeting or with who said it."""
    place = item.evidence
    if target.holds(place.meeting, place.unit, place.date):
        return None
    if target.what != "person":
        return item
    if target.is_named(place.speaker):
        return None
    if isinstance(item, FollowUp) and target.is_named(item.owner):
        item = replace(item, owner=None)
    names = [each.name for each in fields(item) if each.name != "evidence"]
    own = {name: cover(getattr(item, name), target.covered) for name in names}
    words = {
        name: cover(getattr(place, name), target.covered)
        for name in ("meeting", "unit", "quote", "speaker")
    }
    return replace(item, evidence=replace(place, **words), **own)


def cover(value: Any, covered: Callable[[str], str]) -> Any:
    """`value` with `covered` applied to every text in it: JSON and tuples of texts."""
    if isinstance(value, str):
        return covered(value)
    if isinstance(value, list):
        return [cover(item, covered) for item in value]
    if isinstance(value, dict):
        return {key: cover(item, covered) for key, item in value.items()}
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return tuple(covered(item) for item in value)
    return value


def id_left(id: str, quotes: Iterable[str], subject: str) -> str:
    """A theme's or commitment's id, another one where it is made of words that are forgotten.

    >>> id_left("ring-dana", ["I will ring you, Dana."], "item")
    'ring-dana'
    >>> id_left("ring-dana", ["I will ring you."], "item")
    'item-4e1cf06d'
    """
    said = " ".join(quotes).casefold()
    words = [word for word in id.split("-") if not word.isdigit()]
    return id if all(word in said for word in words) else f"{subject}-{digest(id)[:8]}"


def _silenced(turn: Turn, target: Target) -> Turn:
    if target.is_named(turn.speaker):
        return replace(turn, speaker=None, text=SILENCED, pieces=(Piece(0, turn.line, 0),))
    speaker = target.covered(turn.speaker) if turn.speaker else turn.speaker
    return replace(turn, speaker=speaker, text=target.covered(turn.text))
