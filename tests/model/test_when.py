import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.model.when import When, first_day, last_day


def when(start: dt.date, end: dt.date, grain: str) -> When:
    return When(start, end, grain, "at", "then", (0, 4))


@pytest.mark.parametrize(
    ("grain", "iso"),
    [("day", "2016-05-04"), ("month", "2016-05"), ("quarter", "2016-Q2"), ("year", "2016")],
)
def test_iso_is_as_exact_as_the_grain(grain, iso):
    assert when(dt.date(2016, 5, 4), dt.date(2016, 5, 4), grain).iso == iso


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("2016-Q1", "2016-01-01", "2016-03-31"),
        ("2016-Q4", "2016-10-01", "2016-12-31"),
        ("2016", "2016-01-01", "2016-12-31"),
    ],
)
def test_first_and_last_day(iso, first, last):
    assert (first_day(iso).isoformat(), last_day(iso).isoformat()) == (first, last)


@pytest.mark.parametrize("iso", ["", "soon", "2016-13", "2016-Q5", "2017-02-29", "2016-05-xx"])
def test_what_is_no_date(iso):
    with pytest.raises(ValueError, match=r"."):
        first_day(iso)


@settings(deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from(["day", "month", "quarter", "year"]),
)
def test_a_day_lies_within_its_own_iso(date, grain):
    iso = when(date, date, grain).iso
    assert first_day(iso) <= date <= last_day(iso)
