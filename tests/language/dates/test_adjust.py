import datetime as dt
from typing import get_args

import pytest

from notesnlp.language.dates.adjust import bound_of, joined, narrows, part_of
from notesnlp.language.dates.calendar import Period, day, month, quarter, year
from notesnlp.model.when import Grain, When


def iso(period):
    return When(period.start, period.end, period.grain, "at", "", (0, 0)).iso


def part(text, period, *, exact=False):
    start = text.index("X")
    return iso(part_of(text, start, start + 1, period, exact=exact))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X", "2016"),
        ("early X", "2016-Q1"),
        ("late in X", "2016-Q4"),
        ("the start of X", "2016-Q1"),
        ("at the end of X", "2016-12"),
        ("by the very end of X", "2016-12-31"),
        ("until the end of X", "2016-12-31"),
        ("the back end of X", "2016"),
        ("they start in X", "2016"),
        ("they end X", "2016-12"),
    ],
)
def test_part_of_a_year(text, expected):
    assert part(text, year(2016)) == expected


@pytest.mark.parametrize(
    ("words", "first", "last", "grain"),
    [
        ("early", (1, 1), (3, 31), "quarter"),
        ("the start of", (1, 1), (3, 31), "quarter"),
        ("the beginning of", (1, 1), (3, 31), "quarter"),
        ("late", (10, 1), (12, 31), "quarter"),
        ("the back end of", (7, 1), (12, 31), "year"),
    ],
)
def test_days_of_a_part_of_a_year(words, first, last, grain):
    text = f"{words} X"
    period = part_of(text, len(text) - 1, len(text), year(2016), exact=False)
    assert period == Period(dt.date(2016, *first), dt.date(2016, *last), grain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early X", "2016-Q2"),
        ("the start of X", "2016-04"),
        ("the beginning of X", "2016-04"),
        ("the end of X", "2016-06"),
        ("before the end of X", "2016-06-30"),
    ],
)
def test_part_of_a_quarter(text, expected):
    assert part(text, quarter(2016, 2)) == expected


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [
        ("X", True, "2016-05-09"),
        ("the week of X", False, "2016-05"),
        ("w/c X", True, "2016-05"),
        ("a week on X", False, "2016-05-09"),
        ("around X", True, "2016-05"),
        ("around X", False, "2016-05-09"),
        ("about X", True, "2016-05-09"),
    ],
)
def test_about_a_day(text, exact, expected):
    assert part(text, day(dt.date(2016, 5, 9)), exact=exact) == expected


def test_the_week_of_a_day_is_seven_days():
    period = part_of("the week of X", 12, 13, day(dt.date(2016, 5, 9)), exact=True)
    assert (period.start, period.end) == (dt.date(2016, 5, 9), dt.date(2016, 5, 15))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("by close of play X", "by"),
        ("not later than X", "by"),
        ("up to X", "by"),
        ("not till X", "after"),
        ("as of X", "after"),
        ("between X", "within"),
        ("ahead of X", "before"),
        ("X at the earliest", "after"),
        ("X or sooner", "by"),
        ("the X", "at"),
    ],
)
def test_bound(text, bound):
    start = text.index("X")
    assert bound_of(text, start, start + 1) == bound


def both(text, one, two):
    first, second = text.index("X"), text.index("Y")
    return joined(text, (first, first + 1), (second, second + 1), one, two)


@pytest.mark.parametrize(
    ("text", "one", "two", "expected"),
    [
        ("X to Y", month(2016, 4), month(2016, 5), ("2016-04", dt.date(2016, 5, 31))),
        ("X to Y", month(2016, 4), month(2016, 6), ("2016-Q2", dt.date(2016, 6, 30))),
        ("X – Y", month(2016, 1), month(2016, 12), ("2016", dt.date(2016, 12, 31))),
        ("between X and Y", month(2016, 5), month(2016, 7), ("2016-05", dt.date(2016, 7, 31))),
        ("X till Y", month(2016, 11), month(2016, 2), ("2016-11", dt.date(2017, 2, 28))),
        ("X until end of Y", quarter(2016, 1), quarter(2016, 2), ("2016-Q1", dt.date(2016, 6, 30))),
        ("X to Y", quarter(2016, 1), quarter(2016, 4), ("2016", dt.date(2016, 12, 31))),
        ("X to Y", month(2016, 4), quarter(2016, 2), ("2016-Q2", dt.date(2016, 6, 30))),
        ("X to Y", month(2016, 5), quarter(2016, 3), ("2016-05", dt.date(2016, 9, 30))),
        ("X to Y", day(dt.date(2016, 4, 1)), month(2016, 6), ("2016-04-01", dt.date(2016, 6, 30))),
        ("last X until Y", month(2015, 3), month(2016, 6), ("2015-03", dt.date(2016, 6, 30))),
    ],
)
def test_range(text, one, two, expected):
    period = both(text, one, two)
    assert (iso(period), period.end) == expected
    assert period.grain in get_args(Grain)


@pytest.mark.parametrize(
    "text",
    ["X and Y", "X, Y", "X when we open, to Y", "it slipped from X to Y", "moved from X to Y"],
)
def test_no_range(text):
    assert both(text, month(2016, 4), month(2016, 5)) is None


def test_no_range_backwards():
    assert both("X to Y", day(dt.date(2016, 4, 5)), day(dt.date(2016, 4, 4))) is None


def test_the_first_of_two_quarters_takes_the_year_of_the_second():
    text = "between Q1 and Q2 2018"
    period = joined(text, (8, 10), (15, 22), quarter(2016, 1), quarter(2018, 2))
    assert period.start == dt.date(2018, 1, 1)


@pytest.mark.parametrize(
    ("one", "two", "first", "second", "start"),
    [
        ("May 2015", "June 2017", month(2015, 5), month(2017, 6), dt.date(2015, 5, 1)),
        ("May", "June 2017", month(2015, 5), month(2017, 6), dt.date(2017, 5, 1)),
        ("FY16", "2018", year(2016), year(2018), dt.date(2016, 1, 1)),
        ("March", "March 2017", month(2016, 3), month(2017, 3), dt.date(2016, 3, 1)),
    ],
)
def test_a_year_said_once_is_that_of_both_months(one, two, first, second, start):
    text = f"{one} to {two}"
    places = (0, len(one)), (len(text) - len(two), len(text))
    assert joined(text, *places, first, second).start == start


@pytest.mark.parametrize(
    ("text", "expected"),
    [("X, the Y", True), ("X, it's the Y", True), ("X and Y", False), ("X, we open the Y", False)],
)
def test_a_day_narrows_its_month(text, expected):
    first, second = text.index("X"), text.index("Y")
    place = (first, first + 1), (second, second + 1)
    assert narrows(text, *place, month(2016, 6), day(dt.date(2016, 6, 21))) is expected


def test_the_first_of_the_month_narrows_it_too():
    assert narrows("X, Y", (0, 1), (3, 4), month(2016, 6), day(dt.date(2016, 6, 1)))


def test_another_months_day_does_not_narrow():
    assert not narrows("X, Y", (0, 1), (3, 4), month(2016, 6), day(dt.date(2016, 7, 21)))
