"""What the notes of a folder themselves propose for its rosters: who speaks, and which meetings there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.errors import NotesError
from notesnlp.metadata.describe import folder_of
from notesnlp.metadata.people import TITLE, People, bare_name, is_voice
from notesnlp.model.meeting import Meeting, Side, Speaker, UnitKind
from notesnlp.report.results import Failure
from notesnlp.run.discover import RosterTree, find_notes
from notesnlp.run.pipeline import read


@dataclass(frozen=True, slots=True)
class ProposedMeeting:
    """A line for ``meetings.csv``; None where the notes do not tell."""

    meeting: str
    date: dt.date | None
    unit: str | None
    unit_kind: UnitKind | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found in a folder.

    Attributes:
        people: who speaks, those who say most first; sides where notes tell them.
        meetings: in the order of their names.
        failures: files that could not be read.
    """

    people: tuple[Speaker, ...]
    meetings: tuple[ProposedMeeting, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders directly below in which notes lie."""
        return tuple(
            sorted({folder for item in self.meetings if (folder := folder_of(item.meeting))})
        )

    def with_units_of_folders(self) -> Proposal:
        """The same with each folder's name as the unit of the meetings below it, where none is known."""
        return replace(
            self,
            meetings=tuple(
                replace(item, unit=item.unit or folder_of(item.meeting)) for item in self.meetings
            ),
        )

    def with_sides(self, names: Iterable[str], side: Side) -> Proposal:
        """The same with the people named on `side`."""
        chosen = set(names)
        return replace(
            self,
            people=tuple(
                replace(person, side=side) if person.name in chosen else person
                for person in self.people
            ),
        )


def propose(folder: Path, settings: Settings) -> Proposal:
    """Read the notes below `folder` and propose rosters; nothing is judged and no model is loaded.

    Raises:
        ConfigError: the folder does not exist, or a roster in it is malformed.
    """
    notes, _, failures = find_notes([folder], settings.limits)
    rosters = RosterTree()
    meetings: list[Meeting] = []
    for note in notes:
        try:
            meetings.append(read(note.path, settings, name=note.name, rosters=rosters.of(note)))
        except NotesError as error:
            failures.append(Failure(note.name, error.reason, error.place, error.remedy))
    return Proposal(
        tuple(_people(meetings)),
        tuple(
            ProposedMeeting(item.name, item.date, item.unit, item.unit_kind) for item in meetings
        ),
        tuple(failures),
    )


def _people(meetings: Sequence[Meeting]) -> list[Speaker]:
    """The speakers of all meetings, short forms of a name as its aliases."""
    said: Counter[str] = Counter()
    known: dict[str, list[Speaker]] = {}
    for meeting in meetings:
        for turn in meeting.turns:
            if turn.speaker:
                said[turn.speaker] += len(turn.text)
        for person in meeting.speakers:
            if not is_voice(person.name):
                known.setdefault(person.name, []).append(person)
    whole = _whole_names(known)
    named = People(_merged(known[name]) for name in sorted(whole))
    aliases: dict[str, list[str]] = {}
    same: set[str] = set()
    for name in sorted(known.keys() - whole):
        if meant := named.find(name):
            known[meant.name] += known[name]
            same.add(name)
            if not _is_turned(name, meant.name):
                aliases.setdefault(meant.name, []).append(name)
    people = [
        replace(_merged(items), aliases=(*_merged(items).aliases, *aliases.get(name, ())))
        for name, items in known.items()
        if name not in same
    ]
    return sorted(people, key=lambda person: (-said[person.name], person.name))


def _whole_names(names: Iterable[str]) -> set[str]:
    """Those of `names` that have a first name and a last one, in one spelling each.

    Capitals throughout, a bracket, and a last name that goes first stay only where nobody wrote
    the name otherwise.
    """
    spelt: dict[str, str] = {}
    for name in sorted(
        names, key=lambda name: (name.casefold() != bare_name(name), name.isupper())
    ):
        bare = bare_name(name)
        if " " in bare and not TITLE.match(name):
            spelt.setdefault(bare, name)
    return set(spelt.values())


def _is_turned(name: str, whole: str) -> bool:
    """Whether `name` is `whole` with its last name first, which needs no alias to be found."""
    return "," in name and bare_name(name) == bare_name(whole)


def _merged(items: Sequence[Speaker]) -> Speaker:
    """One person of what several meetings say; a side on which they differ is not known."""
    sides = {item.side for item in items if item.side}
    role = next((item.role for item in items if item.role), None)
    return replace(items[0], role=role, side=sides.pop() if len(sides) == 1 else None)
