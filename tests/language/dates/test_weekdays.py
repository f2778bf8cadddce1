import datetime as dt

import pytest

from notesnlp.language.dates import find_dates

# Days in order: 2016-03-08 Tuesday, 2016-12-02 Friday, 2016-12-30 Friday, 2016-02-28 Sunday.
WEEKDAYS = [
    ("on Friday", "2016-03-08", "2016-03-11", "at"),
    ("on Tuesday", "2016-03-08", "2016-03-15", "at"),
    ("Monday", "2016-12-30", "2017-01-02", "at"),
    ("by Weds", "2016-03-08", "2016-03-09", "by"),
    ("on monday we load", "2016-02-28", "2016-02-29", "at"),
    ("Friday at the latest", "2016-03-08", "2016-03-11", "by"),
    ("this Friday", "2016-12-02", "2016-12-02", "at"),
    ("this coming Friday", "2016-12-02", "2016-12-09", "at"),
    ("next Friday", "2016-03-08", "2016-03-18", "at"),
    ("next Monday", "2016-12-02", "2016-12-05", "at"),
    ("Friday next", "2016-03-08", "2016-03-18", "at"),
    ("Thursday next week", "2016-03-08", "2016-03-17", "at"),
    ("Monday next week", "2016-12-02", "2016-12-05", "at"),
    ("next week on Thursday", "2016-03-08", "2016-03-17", "at"),
    ("Friday week", "2016-03-08", "2016-03-18", "at"),
    ("a week on Friday", "2016-03-08", "2016-03-18", "at"),
    ("a fortnight on Friday", "2016-03-08", "2016-03-25", "at"),
    ("last Friday", "2016-03-08", "2016-03-04", "at"),
    ("Friday last", "2016-03-08", "2016-03-04", "at"),
    ("they came Friday", "2016-03-08", "2016-03-04", "at"),
    ("it broke on Sunday", "2016-03-08", "2016-03-06", "at"),
    ("since Monday", "2016-03-08", "2016-03-07", "after"),
    ("Sat., all day", "2016-03-08", "2016-03-12", "at"),
    ("by fri", "2016-03-08", "2016-03-11", "by"),
    ("on Sat in the yard", "2016-03-08", "2016-03-12", "at"),
    ("before Thursday", "2016-03-08", "2016-03-10", "before"),
    ("for the Monday", "2016-03-08", "2016-03-14", "by"),
    ("the first Monday of May", "2016-03-08", "2016-05-02", "at"),
    ("the last Friday in February", "2015-12-29", "2016-02-26", "at"),
    ("second Tuesday of June 2018", "2016-03-08", "2018-06-12", "at"),
    ("the third Thursday of next month", "2016-12-02", "2017-01-19", "at"),
    ("the Sunday after Easter", "2016-03-08", "2016-04-03", "at"),
    ("the Friday before Christmas", "2016-12-02", "2016-12-23", "at"),
    ("Wed at 10", "2016-03-08", "2016-03-09", "at"),
    ("Demo Wed at 2pm", "2016-03-08", "2016-03-09", "at"),
    ("Wed at half ten.", "2016-03-08", "2016-03-09", "at"),
    ("see you Sat at 9:30", "2016-03-08", "2016-03-12", "at"),
    ("Sat at ten in the yard", "2016-03-08", "2016-03-12", "at"),
    ("Sun by noon", "2016-03-08", "2016-03-13", "at"),
    ("Wed at the latest", "2016-03-08", "2016-03-09", "by"),
    ("this weekend", "2016-03-08", "2016-03-12", "at"),
    ("next weekend", "2016-03-08", "2016-03-19", "at"),
    ("by the weekend", "2016-12-30", "2016-12-31", "by"),
    ("this weekend", "2016-02-28", "2016-02-27", "at"),
    ("the following weekend", "2016-03-08", "2016-03-19", "at"),
    ("last weekend", "2016-02-28", "2016-02-20", "at"),
    ("last weekend", "2016-03-08", "2016-03-05", "at"),
    ("next weekend", "2016-02-28", "2016-03-05", "at"),
]


@pytest.mark.parametrize(("text", "today", "iso", "bound"), WEEKDAYS)
def test_weekday_is_found(said, text, today, iso, bound):
    assert said(text, today) == [(iso, bound)]


def test_a_weekend_is_two_days():
    (when,) = find_dates("this weekend", dt.date(2016, 3, 8))
    assert (when.start, when.end) == (dt.date(2016, 3, 12), dt.date(2016, 3, 13))


@pytest.mark.parametrize(
    ("text", "today", "iso", "bound"),
    [
        ("before the weekend", "2016-03-08", "2016-03-11", "by"),
        ("before this weekend", "2016-03-11", "2016-03-11", "by"),  # said on the Friday itself
        ("before the weekend", "2016-02-27", "2016-03-04", "by"),  # and on a Saturday
        ("not before the weekend", "2016-03-08", "2016-03-12", "after"),
        ("before next weekend", "2016-03-08", "2016-03-19", "before"),
    ],
)
def test_before_the_weekend_is_by_its_friday(said, text, today, iso, bound):
    assert said(text, today) == [(iso, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "sat down",
        "came in and sat quietly",
        "Sat down with Ann",
        "the sun is out",
        "The Sun rang us",
        "they wed in a barn",
        "Sat nav",
        "Friday the shop dog",
        "Friday the shop dog sleeps under the counter",
        "every Friday",
        "every Friday.",
        "on a Thursday",
        "Saturday mornings",
        "Fridays",
        "Monday to Friday",
        "Mon-Fri",
        "some Sunday or other",
        "the Friday before the move",
        "the Friday after we open",
        "that same Monday",
        "the weekend rota",
        "at weekends",
        "next to the door",
        "Friday's list",
        "Friday’s list",
        "every Sat. they bake",
        "Wed in a barn by candlelight",
        "they wed at 10",
        "Sat at the desk",
        "Sat at one of the desks",
        "Sun at the window",
        "they got sun all day",
        "we wed young",
    ],
)
def test_no_weekday(said, text):
    assert said(text, "2016-03-08") == []
