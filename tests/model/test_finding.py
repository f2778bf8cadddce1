import dataclasses
import datetime as dt
import json

import pytest

from notesnlp.model.finding import (
    KINDS,
    TYPES,
    Dependency,
    Finding,
    FollowUp,
    Framing,
    Idea,
    Need,
    Workstream,
    finding_from_dict,
    quote,
)
from notesnlp.model.meeting import Meeting, Piece, Turn

TURN = Turn(
    3, "Ann Lee", "Well. We move in May.", (Piece(0, 7, 9), Piece(6, 8, 0)), side="customer"
)
MEETING = Meeting(
    "parks/a.md",
    "markdown",
    "notes",
    (TURN,),
    date=dt.date(2016, 3, 8),
    unit="Parks",
    unit_kind="internal",
)
PLACE = quote(MEETING, TURN, 6, 21, kind="dependency")
WORK = Workstream("line", (60, 120), "2016-01-02", "estimate")
FINDINGS: tuple[Finding, ...] = (
    Framing(
        evidence=PLACE,
        type="jargon",
        score=0.5,
        terms=("VPN",),
        rule="r",
        why="w",
        say_instead="s",
        ask="a",
    ),
    Need(evidence=PLACE, type="pain", score=0.5, customer="external", theme="queue"),
    Dependency(
        evidence=PLACE,
        type="office_move",
        score=0.93,
        event="office_move",
        status="hidden",
        when="2016-05",
        when_text="in May",
        tentative=False,
        workstreams=(WORK, dataclasses.replace(WORK, start_by=None)),
        questions=("When?",),
    ),
    Idea(evidence=PLACE, type="idea", score=0.5),
    FollowUp(
        evidence=PLACE, type="stuck", score=0.5, owner=None, due=None, item="a", state="stuck"
    ),
)
COMMON = "schema id meeting date unit unit_kind kind type quote turn start end line speaker side score".split()


def test_quote_is_the_turns_own_text():
    assert PLACE.quote == "We move in May."
    assert (PLACE.turn, PLACE.start, PLACE.end, PLACE.line) == (3, 6, 21, 8)
    assert (PLACE.speaker, PLACE.side, PLACE.unit) == ("Ann Lee", "customer", "Parks")


def test_id_depends_on_place_words_and_kind_alone():
    elsewhere = dataclasses.replace(MEETING, date=None, unit=None, title="x")
    assert quote(elsewhere, TURN, 6, 21, kind="dependency").id == PLACE.id
    others = {
        quote(MEETING, TURN, 6, 21, kind="need").id,
        quote(MEETING, TURN, 0, 21, kind="dependency").id,
        quote(dataclasses.replace(MEETING, name="b.md"), TURN, 6, 21, kind="dependency").id,
        quote(MEETING, dataclasses.replace(TURN, index=4), 6, 21, kind="dependency").id,
        PLACE.id,
    }
    assert len(others) == 5
    assert len(PLACE.id) == 16


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.kind)
def test_written_and_read_again(finding):
    row = json.loads(json.dumps(finding.to_dict()))
    assert list(row)[: len(COMMON)] == COMMON
    assert row["kind"] == finding.kind
    assert row["date"] == "2016-03-08"
    assert finding_from_dict(row) == finding


def test_unknown_day_stays_unknown():
    place = dataclasses.replace(PLACE, date=None)
    finding = dataclasses.replace(FINDINGS[3], evidence=place)
    assert finding.to_dict()["date"] is None
    assert finding_from_dict(finding.to_dict()) == finding


def test_dependency_as_the_schema_has_it():
    row = FINDINGS[2].to_dict()
    assert row["workstreams"][0] == {
        "name": "line",
        "lead_days": [60, 120],
        "start_by": "2016-01-02",
        "source": "estimate",
    }
    assert list(row)[len(COMMON) :] == [
        "event",
        "status",
        "when",
        "when_text",
        "tentative",
        "workstreams",
        "questions",
    ]


@pytest.mark.parametrize(("key", "value"), [("kind", "rumour"), ("quote", None)])
def test_row_that_is_no_finding(key, value):
    row = FINDINGS[1].to_dict()
    row = {**row, key: value} if value else {name: row[name] for name in row if name != key}
    with pytest.raises(KeyError):
        finding_from_dict(row)


def test_every_kind_has_its_class_and_types():
    assert {finding.kind for finding in FINDINGS} == set(KINDS) == set(TYPES)
