import datetime as dt

import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.detectors.dependencies.plan import plan
from notesnlp.model.finding import Dependency
from notesnlp.tracking import plan_events

MARCH, MAY, JULY = dt.date(2026, 3, 3), dt.date(2026, 5, 5), dt.date(2026, 7, 7)
EVENTS = load_catalogue()
BUILDING = "We're moving into the new building in ten months, IT needn't do anything."


@pytest.fixture
def planned(say, found):
    """The planned events after meetings (day, lines) with one unit, whose lines that are tuples
    (words, event, when) or (words, event, when, status) are dependencies."""

    def build(*meetings, unit="Yard"):
        told, findings = [], []
        for number, (day, lines) in enumerate(meetings):
            words = [line if isinstance(line, str) else line[0] for line in lines]
            spoken = [("Dana Reyes", "customer", text) for text in words]
            meeting = say(*spoken, name=f"{number}.txt", date=day, unit=unit)
            told.append(meeting)
            for turn, line in enumerate(lines):
                if isinstance(line, str):
                    continue
                text, event, when, *status = line
                findings.append(
                    found(
                        Dependency, meeting, turn, type=event, event=event, when=when,
                        status=status[0] if status else "hidden",
                        when_text="31 June" if "31 June" in text else None, tentative=False,
                        workstreams=plan(EVENTS[event], when), questions=EVENTS[event].questions,
                    )
                )  # fmt: skip
        return plan_events(findings, told, EVENTS)

    return build


def history(event):
    return [(change.what, change.when) for change in event.changes]


def test_one_event_of_several_meetings_is_one_entry_with_its_history(planned):
    (event,) = planned(
        (MARCH, [("We move in June.", "office_move", "2026-06")]),
        (MAY, [("The move is in September now.", "office_move", "2026-09")]),
    )
    assert history(event) == [("heard", "2026-06"), ("dated", "2026-09")]
    assert (event.when, len(event.mentions), event.status) == ("2026-09", 2, "hidden")
    assert event.works[0].work.start_by == "2026-01-04"


def test_less_exact_words_change_nothing(planned):
    (event,) = planned(
        (MARCH, [("We move on 14 June.", "office_move", "2026-06-14")]),
        (MAY, [("The move in June.", "office_move", "2026-06")]),
    )
    assert (event.when, history(event)) == ("2026-06-14", [("heard", "2026-06-14")])


def test_a_later_recognition_closes_it_and_says_who(planned):
    (event,) = planned(
        (MARCH, [(BUILDING, "office_move", "2027-01")]),
        (MAY, [("The network team has the move on its list.", "office_move", None, "recognised")]),
    )
    assert event.status == "recognised"
    assert event.by.quote == "The network team has the move on its list."
    assert (event.by.speaker, event.by.date) == ("Dana Reyes", MAY)
    assert (event.lead.status, event.when, event.denials) == ("recognised", "2027-01", ())


def test_a_later_denial_raises_it_again(planned):
    (event,) = planned(
        (MARCH, [("You will need a line, we move.", "office_move", "2027-01", "recognised")]),
        (MAY, [("About the move.", "office_move", None), "Facilities has it covered."]),
    )
    assert event.status == "hidden"
    assert [place.quote for place in event.denials] == ["Facilities has it covered."]
    assert "Facilities has it covered." in event.questions[0]


@pytest.mark.parametrize(
    "words",
    [
        "The move has been called off.",
        "The cannery's off.",
        "We decided against moving.",
    ],
)
def test_calling_off_cancels(planned, words):
    (event,) = planned(
        (MARCH, [("We're off to the old Cannery in June.", "office_move", "2026-06")]),
        (MAY, [words]),
    )
    assert (event.status, event.by.quote) == ("cancelled", words)
    assert event.lead.when == "2026-06"


@pytest.mark.parametrize(
    "words",
    [
        "The Friday meeting was cancelled.",
        "The move wasn't called off.",
        "If the move is called off we stay.",
    ],
)
def test_other_words_do_not(planned, words):
    (event,) = planned(
        (MARCH, [("We're off to the old Cannery in June.", "office_move", "2026-06")]),
        (MAY, [words]),
    )
    assert event.status == "hidden"


def test_it_can_be_planned_again(planned):
    (event,) = planned(
        (MARCH, [("We move in August.", "office_move", "2026-08"), "That has been called off."]),
        (JULY, [("We move in November after all.", "office_move", "2026-11")]),
    )
    assert [change.what for change in event.changes] == ["heard", "cancelled", "planned again"]
    assert (event.status, event.when) == ("hidden", "2026-11")


def test_another_one_of_the_kind_is_another_entry(planned):
    past, ahead = planned(
        (MARCH, [("We hire three in April.", "hiring", "2026-04", "recognised")]),
        (JULY, [("We hire five in October.", "hiring", "2026-10")]),
    )
    assert (past.status, ahead.status) == ("recognised", "hidden")
    leeds, york = planned(
        (MARCH, [("A shop in Leeds opens in May.", "site_opening", "2026-05"),
                 ("A shop in York opens in June.", "site_opening", "2026-06")]),
    )  # fmt: skip
    assert (leeds.when, york.when) == ("2026-05", "2026-06")


def test_what_slipped_past_its_day_is_the_same(planned):
    (event,) = planned(
        (MARCH, [("We move in June.", "office_move", "2026-06")]),
        (JULY, [("The move slipped to September.", "office_move", "2026-09")]),
    )
    assert event.when == "2026-09"


def test_work_is_mentioned_denied_or_silent(planned):
    (event,) = planned(
        (MARCH, ["Nothing of note.", ("We move in June 2027.", "office_move", "2027-06"),
                 "Who orders the circuit there?", "We won't need phones."]),
    )  # fmt: skip
    heard = {item.work.name: item.heard for item in event.works}
    assert heard["Internet line at the new address"] == "mentioned"
    assert heard["Phone numbers that come along"] == "denied"
    assert heard["Place in the queue for a move day"] == "silent"
    line = next(item for item in event.works if item.work.name.startswith("Internet line at"))
    assert line.evidence.quote == "Who orders the circuit there?"


def test_a_denial_of_all_goes_for_what_nobody_spoke_of(planned):
    (event,) = planned((MARCH, [(BUILDING, "office_move", "2027-01"), "Who orders the circuit?"]))
    heard = {item.work.name: item.heard for item in event.works}
    assert heard["Internet line at the new address"] == "mentioned"
    assert heard["Place in the queue for a move day"] == "denied"


def test_a_denial_before_it_is_of_something_else(planned):
    (event,) = planned((MARCH, ["Facilities has it covered.", ("We hire.", "hiring", None)]))
    assert event.denials == ()


def test_words_near_another_event_are_of_that_one(planned):
    move, hiring = planned(
        (MARCH, [("We move in June 2027.", "office_move", "2027-06"),
                 ("Ten people start in May.", "hiring", "2026-05"), "They need phones."]),
    )  # fmt: skip
    assert all(item.heard == "silent" for item in move.works)
    assert any(item.heard == "mentioned" for item in hiring.works)


def test_a_day_that_does_not_exist_stays_text(planned):
    (event,) = planned((MARCH, [("From 31 June we hire twelve.", "hiring", None)]))
    assert event.when is None
    assert event.unresolved == ("31 June", "impossible")
    assert event.questions[0] == "You said “31 June”: which day is that?"


def test_the_id_is_that_of_the_first_mention(planned):
    first = (MARCH, [("We move in June.", "office_move", "2026-06")])
    (once,) = planned(first)
    (again,) = planned(first, (MAY, [("We move in September now.", "office_move", "2026-09")]))
    assert once.id == again.id
    assert planned(first, unit="Stores")[0].id != once.id
