import datetime as dt

import pytest

from notesnlp.language.dates import find_dates

PERIODS = [
    ("in the winter", "2016-11-08", "2017-Q1", "at"),
    ("in spring", "2016-03-08", "2016-Q2", "at"),
    ("over the summer", "2016-03-08", "2016-Q3", "within"),
    ("this fall", "2016-03-08", "2016-Q4", "at"),
    ("by the autumn", "2016-03-08", "2016-Q4", "by"),
    ("from the autumn", "2016-03-08", "2016-Q4", "after"),
    ("From fall there is a survey", "2016-03-08", "2016-Q4", "after"),
    ("come spring", "2016-11-08", "2017-Q2", "by"),
    ("next summer", "2016-06-08", "2017-Q3", "at"),
    ("next spring", "2016-11-08", "2017-Q2", "at"),
    ("last summer", "2016-11-08", "2016-Q3", "at"),
    ("since the summer", "2016-11-08", "2016-Q3", "after"),
    ("since the autumn", "2016-03-08", "2015-Q4", "after"),
    ("in the summer of 2018", "2016-03-08", "2018-Q3", "at"),
    ("early spring 2017", "2016-03-08", "2017-Q2", "at"),
    ("the fall of next year", "2016-03-08", "2017-Q4", "at"),
    ("in winter '18", "2016-03-08", "2018-Q1", "at"),
    ("before the summer", "2016-03-08", "2016-Q2", "by"),
    ("by the end of the summer", "2016-03-08", "2016-09-30", "by"),
    ("in Q3", "2016-03-08", "2016-Q3", "at"),
    ("in Q1", "2016-06-08", "2017-Q1", "at"),
    ("we met in Q1", "2016-06-08", "2016-Q1", "at"),
    ("in Q1", "2016-03-31", "2016-Q1", "at"),
    ("in Q1", "2016-04-01", "2017-Q1", "at"),
    ("Q2 2018", "2016-03-08", "2018-Q2", "at"),
    ("Q2 of '18", "2016-03-08", "2018-Q2", "at"),
    ("by the third quarter", "2016-03-08", "2016-Q3", "by"),
    ("the first quarter of next year", "2016-03-08", "2017-Q1", "at"),
    ("the last quarter of the year", "2016-03-08", "2016-Q4", "at"),
    ("by the end of Q2", "2016-03-08", "2016-06-30", "by"),
    ("H2 2017", "2016-03-08", "2017", "at"),
    ("in the second half of the year", "2016-03-08", "2016", "at"),
    ("in the first half of next year", "2016-03-08", "2017", "at"),
    ("in FY18", "2016-03-08", "2018", "at"),
    ("in FY 2024-25", "2016-03-08", "2025", "at"),
    ("in FY24/25", "2016-03-08", "2025", "at"),
    ("in FY2024-2025", "2016-03-08", "2025", "at"),
    ("next fiscal year", "2016-03-08", "2017", "at"),
    ("this financial year", "2016-03-08", "2016", "at"),
    ("fiscal 2018", "2016-03-08", "2018", "at"),
    ("in 2018", "2016-03-08", "2018", "at"),
    ("by 2018", "2016-03-08", "2018", "by"),
    ("early in the new year", "2016-03-08", "2017-Q1", "at"),
    ("into the new year", "2016-03-08", "2017", "at"),
    ("during the new year", "2016-03-08", "2017", "within"),
    ("throughout the New Year", "2016-03-08", "2017", "within"),
    ("before the new yr", "2016-03-08", "2016-12", "by"),
    ("not before the new year", "2016-03-08", "2017-01", "after"),
    ("after the new yr", "2016-03-08", "2017-01", "after"),
    ("from 2018", "2016-03-08", "2018", "after"),
]


@pytest.mark.parametrize(("text", "today", "iso", "bound"), PERIODS)
def test_period_is_found(said, text, today, iso, bound):
    assert said(text, today) == [(iso, bound)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("in Q1 FY17", "2016-Q3"),
        ("the fourth quarter of fiscal 2017", "2017-Q2"),
        ("this fiscal year", "2015"),
        ("next fiscal year", "2016"),
        ("H1 FY17", "2016"),
    ],
)
def test_fiscal_year_from_july_on(said, text, iso):
    assert [found for found, _ in said(text, "2016-03-08", 7)] == [iso]


@pytest.mark.parametrize(
    ("today", "month", "iso"),
    [("2016-03-08", 2, "2016"), ("2016-02-29", 3, "2015"), ("2016-07-01", 7, "2016")],
)
def test_the_running_fiscal_year_begins_in_its_first_month(said, today, month, iso):
    assert [found for found, _ in said("this fiscal year", today, month)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "a fall off the ladder",
        "the fall off the ladder",
        "spring a leak",
        "the spring in the door",
        "the fall of the Berlin wall",
        "they fall behind",
        "winter coats",
        "the winter tyres",
        "the second half was better",
        "the second quarter of the game",
        "a list of 2000 names",
        "2016",
        "room 2018",
        "by 2000 customers",
        "in 2016-17",
        "the summer house",
        "spring clean",
    ],
)
def test_no_period(said, text):
    assert said(text, "2016-03-08") == []


@pytest.mark.parametrize(
    ("text", "number", "first", "last"),
    [
        ("H1 2017", 3, dt.date(2017, 1, 1), dt.date(2017, 6, 30)),
        ("H2 2017", 3, dt.date(2017, 7, 1), dt.date(2017, 12, 31)),
        ("1H 2017", 3, dt.date(2017, 1, 1), dt.date(2017, 6, 30)),
        ("2H 2017", 3, dt.date(2017, 7, 1), dt.date(2017, 12, 31)),
        ("in H2", 3, dt.date(2016, 7, 1), dt.date(2016, 12, 31)),
        ("in H1", 6, dt.date(2016, 1, 1), dt.date(2016, 6, 30)),
        ("in H1", 7, dt.date(2017, 1, 1), dt.date(2017, 6, 30)),
        ("in H2", 7, dt.date(2016, 7, 1), dt.date(2016, 12, 31)),
        ("the first half of the year", 3, dt.date(2016, 1, 1), dt.date(2016, 6, 30)),
        ("the second half of the year", 3, dt.date(2016, 7, 1), dt.date(2016, 12, 31)),
        ("the 2nd half of next year", 3, dt.date(2017, 7, 1), dt.date(2017, 12, 31)),
        ("the back half of 2018", 3, dt.date(2018, 7, 1), dt.date(2018, 12, 31)),
        ("the latter half of 2018", 3, dt.date(2018, 7, 1), dt.date(2018, 12, 31)),
        ("the front half of 2018", 3, dt.date(2018, 1, 1), dt.date(2018, 6, 30)),
    ],
)
def test_days_of_a_half(text, number, first, last):
    (when,) = find_dates(text, dt.date(2016, number, 8))
    assert (when.start, when.end, when.grain) == (first, last, "year")
