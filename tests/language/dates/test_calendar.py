import datetime as dt

import pytest

from notesnlp.language.dates.calendar import (
    NAMED_DAYS,
    Period,
    day,
    month,
    named_day,
    quarter,
    year,
)


def test_a_day_begins_and_ends_on_itself():
    assert day(dt.date(2016, 2, 29)) == Period(dt.date(2016, 2, 29), dt.date(2016, 2, 29), "day")


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (2, dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
        (12, dt.date(2016, 12, 1), dt.date(2016, 12, 31)),
        (13, dt.date(2017, 1, 1), dt.date(2017, 1, 31)),
        (0, dt.date(2015, 12, 1), dt.date(2015, 12, 31)),
        (26, dt.date(2018, 2, 1), dt.date(2018, 2, 28)),
    ],
)
def test_month_may_run_over_the_year(number, first, last):
    assert month(2016, number) == Period(first, last, "month")


def test_quarter_of_a_fiscal_year():
    assert quarter(2016, 4, 7) == Period(dt.date(2017, 4, 1), dt.date(2017, 6, 30), "quarter")
    assert quarter(2016, 5) == Period(dt.date(2017, 1, 1), dt.date(2017, 3, 31), "quarter")


def test_fiscal_year_ends_in_the_year_it_is_called_by():
    assert year(2017, 7) == Period(dt.date(2016, 7, 1), dt.date(2017, 6, 30), "year")
    assert year(2017) == Period(dt.date(2017, 1, 1), dt.date(2017, 12, 31), "year")


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
    ],
)
def test_named_day(name, number, date):
    assert named_day(name, number) == date


@pytest.mark.parametrize("name", NAMED_DAYS)
def test_every_named_day_is_known_in_a_year_of_now(name):
    assert named_day(name, 2024) is not None
