from __future__ import annotations

import datetime as dt

import pytest

from notesnlp.config import Settings
from notesnlp.metadata import Rosters, describe
from notesnlp.metadata.rosters import MeetingEntry
from notesnlp.model.meeting import Meeting, Piece, Speaker, Turn
from notesnlp.readers import Document

DANA = Speaker("Dana Reyes", "Hall Manager", "customer", ("DR",))
BO = Speaker("Bo Ek", "Head of IT", "it")
INES = Speaker("Ines Roth", None, "customer")
ROSTER = Rosters((DANA, BO, INES))
DAYS = [dt.date(2024, 5, day) for day in (1, 2, 3, 4)]


def document(*said: tuple[str | None, str], **more: object) -> Document:
    turns = tuple(
        Turn(at, speaker, text, (Piece(0, at + 1, 0),)) for at, (speaker, text) in enumerate(said)
    )
    return Document("text", "transcript", turns, **more)


def described(found: Document, name: str = "hall.txt", rosters: Rosters | None = None) -> Meeting:
    return describe(found, name, rosters or Rosters(), Settings())


@pytest.mark.parametrize(
    ("roster", "metadata", "field", "name", "head", "day"),
    [
        (DAYS[0], DAYS[1], "2024-05-03", "2024-05-04.txt", "5 May 2024", DAYS[0]),
        (None, DAYS[1], "2024-05-03", "2024-05-04.txt", "5 May 2024", DAYS[1]),
        (None, None, "3 May 2024", "2024-05-04.txt", "5 May 2024", DAYS[2]),
        (None, None, "soon", "2024-05-04.txt", "5 May 2024", DAYS[3]),
        (None, None, "", "hall.txt", "Held on 1 May 2024", DAYS[0]),
        (None, None, "", "hall.txt", "Held in spring", None),
    ],
)
def test_date(roster, metadata, field, name, head, day):
    rosters = Rosters(meetings={name: MeetingEntry(roster, None, None)} if roster else {})
    found = document((None, "x"), date=metadata, fields={"date": field}, head=head)
    assert described(found, name, rosters).date == day


@pytest.mark.parametrize(
    ("name", "fields", "unit"),
    [
        ("Press hall/2024/visit.txt", {}, "Press hall"),
        ("Press hall/visit.txt", {"customer": "Bottling"}, "Bottling"),
        ("visit.txt", {}, None),
        ("May.ZIP/visit.txt", {}, None),
    ],
)
def test_folders_may_be_units(name, fields, unit):
    found = document((None, "x"), fields=fields)
    told = describe(found, name, Rosters(), Settings(units_from_folders=True))
    assert told.unit == unit
    assert described(found, name).unit == fields.get("customer")


FIELDS = {"unit": "Press hall", "unit_kind": "Internal"}


@pytest.mark.parametrize(
    ("entry", "fields", "unit", "kind"),
    [
        (MeetingEntry(None, "Bottling", "external"), FIELDS, "Bottling", "external"),
        (MeetingEntry(DAYS[0], None, None), FIELDS, "Press hall", "internal"),
        (None, FIELDS, "Press hall", "internal"),
        (None, {"customer": "Bottling", "kind": "external"}, "Bottling", "external"),
        (None, {"client": "", "department": "Press hall"}, "Press hall", None),
        (None, {"unit_kind": "inside"}, None, None),
        (None, {}, None, None),
    ],
)
def test_unit(entry, fields, unit, kind):
    rosters = Rosters(meetings={"hall.txt": entry} if entry else {})
    meeting = described(document((None, "x"), fields=fields), "a/hall.txt", rosters)
    assert (meeting.unit, meeting.unit_kind) == (unit, kind)


def test_names_and_sides_from_the_roster():
    meeting = described(
        document(("DR", "Hello."), ("Mr Ek", "Hello."), (None, "x"), ("Reyes, Dana", "So."), ("Cy", "Hm.")),
        rosters=ROSTER,
    )  # fmt: skip
    assert [(turn.speaker, turn.side) for turn in meeting.turns] == [
        ("Dana Reyes", "customer"),
        ("Bo Ek", "it"),
        (None, None),
        ("Dana Reyes", "customer"),
        ("Cy", None),
    ]
    assert meeting.speakers == (DANA, BO, Speaker("Cy"))
    assert meeting.people == ROSTER.people


def test_a_roster_that_says_no_side_leaves_it_to_the_notes():
    meeting = described(
        document(("Ann Lee", "I'm Ann, I run IT here."), ("Bo Ek", "Good morning.")),
        rosters=Rosters((Speaker("Ann Lee"), Speaker("Bo Ek", role="Account manager"))),
    )
    assert [turn.side for turn in meeting.turns] == ["it", "sales"]


def test_sides_from_what_is_said():
    meeting = described(
        document(("Bo", "Morning."), ("Dana", "As a customer I wait."), ("Bo", "I'm Bo from IT."))
    )
    assert meeting.speakers == (Speaker("Bo", None, "it"), Speaker("Dana", None, "customer"))
    assert [turn.side for turn in meeting.turns] == ["it", "customer", "it"]
    assert meeting.people == meeting.speakers


HEAD = (
    "Minutes of the hall\n"
    "Present: Bo Ek, Information Technology; Dana Reyes, Treasurer; Ada Holm, Account Manager (chair)"
)


def test_roles_from_those_announced_as_present():
    meeting = described(
        document(("Bo Ek", "x"), ("Dana Reyes", "As a customer I wait."), ("Ada Holm", "x"), head=HEAD)
    )  # fmt: skip
    assert meeting.speakers == (
        Speaker("Bo Ek", "Information Technology", "it"),
        Speaker("Dana Reyes", "Treasurer", "customer"),
        Speaker("Ada Holm", "Account Manager", "sales"),
    )


def test_a_roster_goes_before_roles_announced():
    assert described(document(("Bo Ek", "x"), head=HEAD), rosters=Rosters((INES,))).speakers == (
        Speaker("Bo Ek"),
    )


def test_addressees_are_present_where_the_roster_knows_them():
    found = document(("Dana Reyes", "x"), attendees=("Dana Reyes", "Ek, Bo", "All staff"))
    assert described(found, rosters=ROSTER).speakers == (DANA, BO)
    assert described(found).speakers == (Speaker("Dana Reyes"),)


def test_what_is_handed_on():
    meeting = described(document((None, "We press."), title="Hall"), "a/hall.txt")
    assert (meeting.name, meeting.format, meeting.form) == ("a/hall.txt", "text", "transcript")
    assert (meeting.title, meeting.words, meeting.speakers) == ("Hall", 2, ())
