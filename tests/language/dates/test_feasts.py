import datetime as dt

import pytest

from notesnlp.language.dates.feasts import NAMED_DAYS, counted_day, named_day


@pytest.mark.parametrize(
    ("name", "number", "date"),
    [
        ("easter", 2016, dt.date(2016, 3, 27)),
        ("pentecost", 2017, dt.date(2017, 6, 4)),
        ("thanksgiving", 2016, dt.date(2016, 11, 24)),
        ("black friday", 2013, dt.date(2013, 11, 29)),
        ("mother's day", 2016, dt.date(2016, 5, 8)),
        ("labor day", 2016, dt.date(2016, 9, 5)),
        ("victoria day", 2016, dt.date(2016, 5, 23)),
        ("boxing day", 2016, dt.date(2016, 12, 26)),
        ("diwali", 2024, dt.date(2024, 10, 31)),
        ("pongal", 2022, dt.date(2022, 1, 14)),
        ("ugadi", 2024, dt.date(2024, 4, 9)),
        ("ramadan", 2024, dt.date(2024, 3, 11)),
        ("ramadan", 1900, None),
        ("eid", 1900, None),
        ("labour weekend", 2022, dt.date(2022, 10, 24)),
        ("queen's birthday", 2019, dt.date(2019, 6, 3)),
        ("memorial day", 2016, dt.date(2016, 5, 30)),
        ("august bank holiday", 2019, dt.date(2019, 8, 26)),
        ("super bowl", 2016, dt.date(2016, 2, 7)),
        ("super bowl", 2024, dt.date(2024, 2, 11)),
        ("giving tuesday", 2020, dt.date(2020, 12, 1)),
        ("clocks go back", 2024, dt.date(2024, 10, 27)),
        ("corpus christi", 2015, dt.date(2015, 6, 4)),
    ],
)
def test_named_day(name, number, date):
    assert named_day(name, number) == date


@pytest.mark.parametrize("name", NAMED_DAYS)
def test_every_named_day_is_known_in_a_year_of_now(name):
    assert named_day(name, 2024) is not None


@pytest.mark.parametrize(
    ("month", "count", "date"),
    [
        (12, 1, dt.date(2016, 12, 5)),
        (12, 4, dt.date(2016, 12, 26)),
        (12, -1, dt.date(2016, 12, 26)),
        (8, 1, dt.date(2016, 8, 1)),  # the month begins on that weekday
        (10, -1, dt.date(2016, 10, 31)),  # and ends on it
    ],
)
def test_counted_day(month, count, date):
    assert counted_day(2016, month, 0, count) == date
