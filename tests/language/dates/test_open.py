import datetime as dt

import pytest

from notesnlp.language.dates.open import find_open, resolve
from notesnlp.model.when import When

MOVE = When(dt.date(2016, 5, 20), dt.date(2016, 5, 20), "day", "at", "20 May", (0, 6))
SPRING = When(dt.date(2016, 4, 1), dt.date(2016, 6, 30), "quarter", "at", "spring", (0, 6))
IN_MAY = When(dt.date(2016, 5, 1), dt.date(2016, 5, 31), "month", "at", "May", (0, 3))


@pytest.mark.parametrize(
    ("text", "event", "count", "unit"),
    [
        ("two weeks after the move", "the move", 2, "week"),
        ("a fortnight before our audit", "our audit", -1, "fortnight"),
        ("ten working days from their go-live, we think", "their go-live", 10, "day"),
        ("a month after we open", "we open", 1, "month"),
        ("the week after the conference and then", "the conference", 1, "week"),
        ("three days ahead of the merger", "the merger", -3, "day"),
        ("2 wks after the merger", "the merger", 2, "week"),
        ("a quarter after the merger", "the merger", 1, "quarter"),
        ("two years from our go-live", "our go-live", 2, "year"),
    ],
)
def test_open(text, event, count, unit):
    (found,) = find_open(text)
    assert (found.reason, found.event, found.count, found.unit) == ("event", event, count, unit)
    assert text[slice(*found.span)] == found.text


def test_weekday_of_an_event():
    (found,) = find_open("on the Friday after the move")
    assert (found.weekday, found.count, found.unit) == (4, 1, "day")


@pytest.mark.parametrize(
    "text",
    [
        "two weeks from today",
        "a week from Monday",
        "three years from January",
        "four days from the thirteenth of May",
        "five days from the new year",
        "a fortnight after Easter",
        "two weeks after that",
        "a month after the end of term",
    ],
)
def test_not_open(text):
    assert find_open(text) == []


@pytest.mark.parametrize(
    ("text", "event", "iso"),
    [
        ("two weeks after the move", MOVE, "2016-06-03"),
        ("two days before the move", MOVE, "2016-05-18"),
        ("a month after the move", MOVE, "2016-06"),
        ("the Friday after the move", MOVE, "2016-05-27"),
        ("the Friday before the move", MOVE, "2016-05-13"),
        ("the Monday after the move", MOVE, "2016-05-23"),
        ("two weeks after the move", IN_MAY, "2016-05"),
        ("a month after the move", IN_MAY, "2016-06"),
        ("18 days after the move", IN_MAY, "2016-06"),  # from the middle of May
        ("a month after the move", SPRING, "2016-Q2"),
    ],
)
def test_resolved(text, event, iso):
    (found,) = find_open(text)
    assert resolve(found, event).iso == iso


def test_resolved_whole():
    (found,) = find_open("say two weeks after the move")
    assert resolve(found, MOVE) == When(
        dt.date(2016, 6, 3), dt.date(2016, 6, 3), "day", "at", "two weeks after the move", (4, 28)
    )
    (found,) = find_open("ten days after the move")
    assert resolve(found, IN_MAY).end == dt.date(2016, 5, 26)
