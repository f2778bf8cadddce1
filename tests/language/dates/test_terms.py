import datetime as dt

import pytest

from notesnlp.language.dates import find_dates


@pytest.mark.parametrize(
    ("text", "today", "iso"),
    [
        ("in week 6", "2022-09-20", "2023-02"),
        ("from week two they buy direct", "2018-10-22", "2019-01"),
        ("in week 53", "2020-03-08", "2020-12"),
        ("at half-term", "2018-09-18", "2018-10"),
        ("over the mid-term break", "2024-01-18", "2024-02"),
        ("in week Twelve", "2016-03-08", "2016-03"),
        ("in week 10", "2016-03-13", "2016-03"),  # its Sunday
        ("in week 10", "2016-03-14", "2017-03"),
        ("in Term 1", "2018-08-30", "2019-Q1"),
        ("in Term Two", "2016-03-08", "2016-Q2"),
        ("term three", "2018-08-30", "2018-Q3"),
        ("until the end of the autumn term", "2018-08-30", "2018-12"),
        ("from the next term", "2018-02-08", "2018-04"),
        ("in the academic year 2018", "2016-08-30", "2018"),
    ],
)
def test_term(said, text, today, iso):
    assert [found for found, _ in said(text, today)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "week two of the course",
        "in week 60",
        "a term sheet",
        "in the long term",
        "the school year",
        "This term",
        "mid-term exams",
    ],
)
def test_no_term(said, text):
    assert said(text, "2016-03-08") == []


@pytest.mark.parametrize(
    ("text", "day_first", "iso"),
    [
        ("in the new school year", None, "2016-09"),
        ("in the new school year", True, "2016-09"),
        ("in the new school year", False, "2016-08"),
        ("for school year 2017", True, "2017-09"),
        ("for school year 2017", False, "2017-08"),
        ("by the end of the school year", True, "2016-07"),
        ("by the end of the school year", False, "2016-06"),
    ],
)
def test_school_years_differ_by_country(text, day_first, iso):
    found = find_dates(text, dt.date(2016, 3, 8), day_first=day_first)
    assert [when.iso for when in found] == [iso]


@pytest.mark.parametrize(
    ("text", "first", "last", "grain"),
    [
        ("in week 12", dt.date(2016, 3, 21), dt.date(2016, 3, 27), "month"),
        ("in the academic year 2018", dt.date(2018, 9, 1), dt.date(2019, 8, 31), "year"),
    ],
)
def test_days_of_weeks_and_academic_years(text, first, last, grain):
    (when,) = find_dates(text, dt.date(2016, 3, 8))
    assert (when.start, when.end, when.grain) == (first, last, grain)
