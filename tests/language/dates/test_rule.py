import datetime as dt
import re

import pytest

from notesnlp.language.dates.rule import (
    THE_YEAR,
    Anchor,
    four_digits,
    last_weekday,
    next_weekday,
    real_day,
    rule,
    said_year,
    shift,
    year_of,
)

TODAY = dt.date(2016, 3, 8)


def test_a_rule_is_made_of_its_resolver():
    made = rule("noon", r"\bnoon\b", "exact")(lambda found, anchor: None)
    assert (made.name, made.reading) == ("noon", "exact")
    assert made.pattern.search("At NOON")
    assert made.resolve(made.pattern.search("noon"), Anchor(TODAY)) is None


def test_unreal_day():
    assert real_day(2017, 2, 29) is None


@pytest.mark.parametrize(("number", "expected"), [(3, 2016), (12, 2016), (2, 2016), (1, 2016)])
def test_year_of_a_day_without_one(number, expected):
    assert year_of(number, TODAY) == expected


def test_year_of_a_month_long_past():
    assert year_of(1, dt.date(2016, 4, 8)) == 2017


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("2018", 5, 2018),
        ("'18", 5, 2018),
        ("next year", 5, 2017),
        ("this year", 2, 2016),
        ("next", 3, 2017),
        ("next", 5, 2016),
    ],
)
def test_said_year(words, number, expected):
    assert said_year(re.fullmatch(THE_YEAR, words), number, TODAY) == expected


@pytest.mark.parametrize(("name", "after", "before"), [("tue", 15, 1), ("Friday", 11, 4)])
def test_weekdays_on_both_sides(name, after, before):
    assert next_weekday(TODAY, name) == dt.date(2016, 3, after)
    assert last_weekday(TODAY, name) == dt.date(2016, 3, before)


@pytest.mark.parametrize(
    ("count", "unit", "start"),
    [
        (-1, "day", dt.date(2016, 3, 7)),
        (2, "fortnight", dt.date(2016, 4, 5)),
        (-3, "month", dt.date(2015, 12, 1)),
        (4, "quarter", dt.date(2017, 1, 1)),
        (1, "year", dt.date(2017, 1, 1)),
        (0, "quarter", dt.date(2016, 1, 1)),
    ],
)
def test_shift(count, unit, start):
    assert shift(TODAY, count, unit).start == start


@pytest.mark.parametrize(("number", "start"), [(1, 1), (4, 4), (5, 4), (6, 4), (12, 10)])
def test_quarters_begin_with_their_first_month(number, start):
    today = dt.date(2016, number, 20)
    assert shift(today, 0, "quarter").start == dt.date(2016, start, 1)


def test_four_digits():
    assert four_digits("'07") == 2007
