"""From a Document to a Meeting: speakers, sides, day, unit."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import get_args

from notesnlp.config import Settings
from notesnlp.language.identify import mark_languages
from notesnlp.metadata.dates import date_in, date_of
from notesnlp.metadata.people import People
from notesnlp.metadata.rosters import MeetingEntry, Rosters
from notesnlp.metadata.sides import side_of, side_of_role
from notesnlp.model.meeting import Meeting, Side, Speaker, Turn, UnitKind
from notesnlp.readers import Document, reading_of

_UNIT_FIELDS = ("unit", "customer", "client", "department")
_KIND_FIELDS = ("unit_kind", "kind")
_PRESENT = re.compile(
    r"(?P<name>[A-Z][\w.'’\-]{1,40}(?:\s{1,4}[A-Z][\w.'’\-]{1,40}){1,2}),\s{1,4}(?P<role>[A-Z][^;.,(]{3,60})"
)


def describe(document: Document, name: str, rosters: Rosters, settings: Settings) -> Meeting:
    """The meeting that `document` records.

    Args:
        document: what the reader found.
        name: the file's path below the folder that is analysed.
        rosters: those that hold for the file.
        settings: of the run.
    """
    entry = rosters.entry(name) or MeetingEntry(None, None, None)
    people = People(rosters.people)
    roles = {} if rosters.people else _announced_roles(document)
    turns_of: dict[str, list[Turn]] = defaultdict(list)
    for turn in document.turns:
        if turn.speaker:
            turns_of[turn.speaker].append(turn)
    speakers = {label: _speaker(label, turns, people, roles) for label, turns in turns_of.items()}
    turns = mark_languages([_with_speaker(turn, speakers) for turn in document.turns])
    present = {speaker.name: speaker for speaker in speakers.values()}
    for attendee in document.attendees:
        person = people.find(attendee)
        if person:
            present.setdefault(person.name, person)
    return Meeting(
        name=name,
        format=document.format,
        form=document.form,
        turns=turns,
        speakers=tuple(present.values()),
        date=entry.date
        or document.date
        or date_in(document.fields.get("date", ""))
        or date_of(name, document.head),
        unit=entry.unit
        or _first_field(document, _UNIT_FIELDS)
        or (folder_of(name) if settings.units_from_folders else None),
        unit_kind=entry.unit_kind or _kind(document),
        title=document.title,
        people=rosters.people or tuple(present.values()),
        reading=reading_of(document),
    )


def folder_of(name: str) -> str | None:
    """The first folder in a meeting's name; an archive is none.

    >>> folder_of("growers/2016/visit.txt")
    'growers'
    """
    first, below, _ = name.partition("/")
    return first if below and not first.lower().endswith(".zip") else None


def _speaker(label: str, turns: list[Turn], people: People, roles: dict[str, str]) -> Speaker:
    person = people.find(label)
    if person and person.side:
        return person
    if person:  # a roster that does not say whose side somebody is on leaves it to the notes
        return replace(person, side=_side(label, person.role, turns))
    role = roles.get(label)
    return Speaker(label, role=role, side=_side(label, role, turns))


def _side(label: str, role: str | None, turns: list[Turn]) -> Side | None:
    """The side that a role tells, or a label such as "Tom (IT)", or what is said."""
    bracket = re.search(r"\(([^()]+)\)", label)
    told = (role, bracket[1] if bracket else None)
    return next((side for text in told if text and (side := side_of_role(text))), side_of(turns))


def _with_speaker(turn: Turn, speakers: dict[str, Speaker]) -> Turn:
    if turn.speaker is None:
        return turn
    person = speakers[turn.speaker]
    return replace(turn, speaker=person.name, side=person.side)


def _announced_roles(document: Document) -> dict[str, str]:
    """Roles from lines such as "Present: Ann Lee, Treasurer; Bo Ek, Information Technology"."""
    return {
        found["name"]: found["role"].strip()
        for line in document.head.splitlines()
        if re.search(r"\b(?:present|attend|apolog|with)\w*\b", line, re.I)
        for found in _PRESENT.finditer(line)
    }


def _first_field(document: Document, names: tuple[str, ...]) -> str | None:
    return next((document.fields[name] for name in names if document.fields.get(name)), None)


def _kind(document: Document) -> UnitKind | None:
    value = (_first_field(document, _KIND_FIELDS) or "").lower()
    return next((kind for kind in get_args(UnitKind) if kind == value), None)
