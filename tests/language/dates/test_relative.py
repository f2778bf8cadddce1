import pytest

RELATIVE = [
    ("we move in ten months", "2016-03-08", "2017-01", "at"),
    ("in 18 months", "2016-03-08", "2017-09", "at"),
    ("in a month", "2017-01-31", "2017-02", "at"),
    ("in ten days", "2016-02-29", "2016-03-10", "at"),
    ("in a week", "2015-12-29", "2016-01-05", "at"),
    ("in a fortnight", "2016-03-08", "2016-03-22", "at"),
    ("in two or three weeks", "2016-03-08", "2016-03-22", "at"),
    ("in 2-3 weeks", "2016-03-08", "2016-03-22", "at"),
    ("in a couple of weeks", "2016-03-08", "2016-03-22", "at"),
    ("in twenty-one days", "2016-03-08", "2016-03-29", "at"),
    ("in six weeks' time", "2016-03-08", "2016-04-19", "at"),
    ("six weeks from now", "2016-03-08", "2016-04-19", "at"),
    ("within 30 days", "2016-03-08", "2016-04-07", "within"),
    ("in the next two weeks", "2016-03-08", "2016-03-22", "within"),
    ("in two years", "2016-03-08", "2018", "at"),
    ("in two quarters", "2016-03-08", "2016-Q3", "at"),
    ("two weeks ago", "2016-03-08", "2016-02-23", "at"),
    ("three months ago", "2016-03-08", "2015-12", "at"),
    ("a week from Monday", "2016-03-08", "2016-03-21", "at"),
    ("a fortnight from tomorrow", "2016-03-08", "2016-03-23", "at"),
    ("a month from today", "2017-01-31", "2017-02-28", "at"),
    ("two weeks from Friday", "2016-03-08", "2016-03-25", "at"),
    ("a week today", "2016-03-08", "2016-03-15", "at"),
    ("a week tomorrow", "2015-12-29", "2016-01-06", "at"),
    ("next week", "2016-03-29", "2016-04", "at"),
    ("next week", "2015-12-29", "2016-01", "at"),
    ("next wk", "2016-03-29", "2016-04", "at"),
    ("next mth", "2016-12-02", "2017-01", "at"),
    ("next Qtr", "2016-12-02", "2017-Q1", "at"),
    ("last yr", "2016-03-08", "2015", "at"),
    ("this week", "2016-03-08", "2016-03-11", "at"),
    ("last week", "2016-03-08", "2016-02-29", "at"),
    ("the week after next", "2015-12-29", "2016-01", "at"),
    ("the week after next", "2016-04-17", "2016-04", "at"),  # a Sunday
    ("the week after next", "2016-04-18", "2016-05", "at"),
    ("the week after next", "2016-10-18", "2016-10", "at"),  # its Monday is the last of the month
    ("the month after next", "2015-12-29", "2016-02", "at"),
    ("next month", "2016-12-02", "2017-01", "at"),
    ("this month", "2016-02-29", "2016-02", "at"),
    ("last month", "2016-01-08", "2015-12", "at"),
    ("next quarter", "2016-12-02", "2017-Q1", "at"),
    ("last quarter", "2016-01-08", "2015-Q4", "at"),
    ("early next year", "2016-12-02", "2017-Q1", "at"),
    ("later this year", "2016-03-08", "2016", "at"),
    ("by the end of the week", "2016-03-08", "2016-03-11", "by"),
    ("by the end of next week", "2016-03-08", "2016-03-18", "by"),
    ("by the end of the week", "2016-03-12", "2016-03-18", "by"),  # said on a Saturday
    ("by the end of the month", "2016-02-08", "2016-02-29", "by"),
    ("by the end of next month", "2017-01-31", "2017-02-28", "by"),
    ("end of this month", "2016-02-08", "2016-02", "at"),
    ("by the end of the quarter", "2016-03-08", "2016-03-31", "by"),
    ("by the end of the year", "2016-03-08", "2016-12-31", "by"),
    ("before the end of next year", "2016-03-08", "2017-12-31", "before"),
    ("at the end of the year", "2016-03-08", "2016-12", "at"),
    ("by end of day", "2016-03-08", "2016-03-08", "by"),
    ("by year-end", "2016-03-08", "2016-12-31", "by"),
    ("before month end", "2016-02-08", "2016-02-29", "before"),
    ("before the year is out", "2016-03-08", "2016-12-31", "before"),
    ("before the month's out", "2016-02-08", "2016-02-29", "before"),
    ("before the week is out", "2016-03-08", "2016-03-11", "before"),
]


@pytest.mark.parametrize(("text", "today", "iso", "bound"), RELATIVE)
def test_relative_date_is_found(said, text, today, iso, bound):
    assert said(text, today) == [(iso, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "two weeks after the move",
        "in two weeks after we open",
        "for three months",
        "it took six weeks",
        "twice in a week",
        "for the first time in ten years",
        "forty calls in a day",
        "in five years of trading",
        "two months later",
        "it takes ten days",
        "a few weeks",
        "a ten-year licence",
        "next week's list",
        "the end of the road",
        "end of story",
        "over a month",
        "a week of rain",
        "the following list",
        "next door",
        "last orders",
    ],
)
def test_no_relative_date(said, text):
    assert said(text, "2016-03-08") == []
