import datetime as dt

import pytest

from notesnlp.language.dates.calendar import (
    Period,
    day,
    month,
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
