import pytest

NAMED = [
    ("by Easter", "2016-03-08", "2016-03", "by"),
    ("before Easter", "2016-04-08", "2017-04", "by"),
    ("in time for Easter", "2016-03-08", "2016-03", "by"),
    ("on Good Friday", "2016-03-08", "2016-03-25", "at"),
    ("on Easter Monday", "2017-01-31", "2017-04-17", "at"),
    ("after Easter", "2016-03-08", "2016-03", "after"),
    ("from Easter", "2017-01-31", "2017-04", "after"),
    ("at Christmas", "2016-03-08", "2016-12", "at"),
    ("by Christmas", "2016-03-08", "2016-12", "by"),
    ("before Xmas", "2016-12-02", "2016-12", "by"),
    ("after the Christmas holidays", "2016-12-02", "2017-01", "after"),
    ("on Christmas Eve", "2016-12-02", "2016-12-24", "at"),
    ("Christmas Day, then", "2016-12-02", "2016-12-25", "at"),
    ("after New Year’s", "2015-12-29", "2016-01", "after"),
    ("after New Year's", "2016-12-02", "2017-01", "after"),
    ("from the new year", "2016-12-02", "2017-01", "after"),
    ("on New Year's Eve", "2016-12-02", "2016-12-31", "at"),
    ("by Labor Day", "2016-03-08", "2016-09-05", "by"),
    ("the week after Labor Day", "2016-03-08", "2016-09", "at"),
    ("the weekend after Thanksgiving", "2016-03-08", "2016-12", "at"),
    ("the week before Halloween", "2016-03-08", "2016-10", "at"),
    ("on Memorial Day weekend", "2016-03-08", "2016-05", "at"),
    ("by Memorial Day of next year", "2016-03-08", "2017-05-29", "by"),
    ("2 wks after Easter", "2016-03-08", "2016-04-10", "at"),
    ("by Easter 2018", "2016-03-08", "2018-04", "by"),
    ("the week after Easter 2018", "2016-03-08", "2018-04", "at"),
    ("before Halloween", "2016-03-08", "2016-10-31", "before"),
    ("on Black Friday", "2016-03-08", "2016-11-25", "at"),
    ("by St. Patrick's Day", "2016-03-08", "2016-03-17", "by"),
    ("before Patrick's Day", "2016-04-08", "2017-03-17", "before"),
    ("by Michaelmas", "2016-03-08", "2016-09-29", "by"),
    ("on Whit Monday", "2016-03-08", "2016-05-16", "at"),
    ("before Diwali", "2017-01-31", "2017-10", "by"),
    ("before New Year", "2016-03-08", "2016-12", "by"),
    ("not before Easter", "2016-04-08", "2017-04", "after"),
    ("during New Year", "2016-03-08", "2017-01", "within"),
    ("during the new year holidays", "2016-03-08", "2017-01", "within"),
    ("until Canada Day", "2016-03-08", "2016-07-01", "by"),
    ("since Easter", "2016-05-08", "2016-03-27", "after"),
    ("last Christmas", "2016-03-08", "2015-12-25", "at"),
    ("last Christmas", "2016-12-25", "2015-12-25", "at"),
    ("on Christmas Eve", "2016-12-24", "2016-12-24", "at"),
    ("by St. Patrick's Day 2018", "2016-03-08", "2018-03-17", "by"),
    ("We move over Easter", "2016-03-08", "2016-03", "within"),
]


@pytest.mark.parametrize(("text", "today", "iso", "bound"), NAMED)
def test_named_day_is_found(said, text, today, iso, bound):
    assert said(text, today) == [(iso, bound)]


@pytest.mark.parametrize(
    "text",
    ["a Christmas card", "the Easter Road depot", "our Halloween window", "Mrs Epiphany rang"],
)
def test_no_named_day(said, text):
    assert said(text, "2016-03-08") == []


@pytest.mark.parametrize(
    "text",
    [
        "by Juneteenth 1950",
        "the week after Juneteenth 1950",
        "the Friday after Juneteenth",
        "since Juneteenth",
    ],
)
def test_day_that_a_year_lacks(said, text):
    assert said(text, "1950-03-08") == []
