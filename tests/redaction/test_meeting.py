import datetime as dt
from pathlib import Path

import pytest

from notesnlp.config import Redaction
from notesnlp.model.finding import Dependency, FollowUp, quote
from notesnlp.model.meeting import Meeting, Piece, Speaker, Turn
from notesnlp.redaction import Cast, find_personal, names_apart, open_pseudonyms, redact
from notesnlp.redaction.meeting import redacted_name

PEOPLE = (
    Speaker("Dana Reyes", "Parks", "customer", ("DR",)),
    Speaker("Sam Ode", "Network", "it"),
    Speaker("Bo Lindqvist", None, "sales"),
)


@pytest.fixture
def meeting() -> Meeting:
    turns = (
        Turn(0, "Dana Reyes", "Sam Ode\npromised it, call 020 7946 0018.", (Piece(0, 3, 0), Piece(8, 4, 2)), "customer"),
        Turn(1, "Sam Ode", "I'll ring Dana when Bo Lindqvist leaves.", (Piece(0, 6, 0),), "it"),
    )  # fmt: skip
    return Meeting(
        "yard/2016 visit Dana Reyes.txt", "text", "transcript", turns, PEOPLE[:2],
        dt.date(2016, 3, 8), "Dana Reyes Ltd", "external", "Visit of Dana", PEOPLE,
    )  # fmt: skip


@pytest.fixture
def hidden(meeting: Meeting, tmp_path: Path):
    said = "ring Dana"
    second = meeting.turns[1].text
    at = second.index(said)
    leaves = quote(meeting, meeting.turns[1], second.index("Lindqvist"), len(second), kind="dependency")  # fmt: skip
    findings = (
        FollowUp(evidence=quote(meeting, meeting.turns[1], at, at + len(said), kind="followup"), type="action", score=0.9, owner="Sam Ode", due=None),
        Dependency(evidence=leaves, type="people_leave", score=0.8, event="people_leave", status="hidden", when=None, when_text="when Bo Lindqvist leaves", tentative=False),
    )  # fmt: skip
    found = find_personal(meeting, Redaction())
    cast = Cast(open_pseudonyms(tmp_path / "key"), [found])
    return redact(meeting, findings, found, cast, name=redacted_name(meeting, found, cast))


def test_nobody_is_left_anywhere(hidden):
    told = repr(hidden)
    for word in ("Dana", "Reyes", "Sam", "Ode", "Bo ", "Lindqvist", "7946", "DR"):
        assert word not in told, word


def test_roles_of_customers_stay(hidden):
    labels = [person.name.rstrip("0123456789") for person in hidden.meeting.people]
    customer, it, sales = hidden.meeting.people
    assert customer.name.startswith("Customer ")
    assert customer.name.endswith(", Parks")
    assert labels[1:] == ["IT ", "Sales "]
    assert hidden.meeting.turns[0].speaker == customer.name
    assert hidden.meeting.turns[1].text == f"I'll ring {customer.aliases[0]} when {sales.name} leaves."  # fmt: skip
    assert it.role == "Network"


def test_quotes_are_the_redacted_turns_own_text(hidden):
    for item in hidden.findings:
        place = item.evidence
        turn = hidden.meeting.turns[place.turn]
        assert turn.text[place.start : place.end] == place.quote
        assert place.id == quote(hidden.meeting, turn, place.start, place.end, kind=item.kind).id
        assert place.meeting == hidden.meeting.name


def test_a_quote_that_began_inside_a_name_holds_the_whole_pseudonym(hidden):
    _, leaves = hidden.findings
    assert leaves.evidence.quote == f"{hidden.meeting.people[2].name} leaves."


def test_owners_and_words_of_dates_are_redacted_too(hidden):
    ring, leaves = hidden.findings
    assert ring.owner == hidden.meeting.people[1].name
    assert leaves.when_text == f"when {hidden.meeting.people[2].name} leaves"


def test_lines_of_the_file_stay_right(hidden):
    turn = hidden.meeting.turns[0]
    assert turn.line_at(0) == 3
    assert turn.line_at(turn.text.index("promised")) == 4


def test_name_title_and_unit(hidden):
    customer = hidden.meeting.people[0].aliases[0]
    assert hidden.meeting.name == f"yard/2016 visit {customer}.txt"
    assert hidden.meeting.title == f"Visit of {customer}"
    assert hidden.meeting.unit == f"{customer} Ltd"


def test_files_whose_names_become_the_same_are_told_apart():
    assert names_apart(["x", "x", "x"]) == ["x", "x (2)", "x (3)"]
