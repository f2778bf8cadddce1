import datetime as dt

import pytest

from notesnlp.language.dates import find_dates, find_times, reads_day_first

TODAY = dt.date(2016, 3, 8)


@pytest.mark.parametrize(
    ("text", "first", "iso"),
    [
        ("by 31/3", None, "2016-03-31"),
        ("by 3/31", None, "2016-03-31"),
        ("by 5/5", None, "2016-05-05"),
        ("by 4/5", True, "2016-05-04"),
        ("by 4/5", False, "2016-04-05"),
        ("Wed 4/5", None, "2016-05-04"),
        ("Tue 4/5", True, "2016-04-05"),
        ("4/5/2017", True, "2017-05-04"),
        ("1.4.2017", False, "2017-04-01"),
    ],
)
def test_figures(text, first, iso):
    assert [when.iso for when in find_dates(text, TODAY, day_first=first)] == [iso]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("due 4/5", "ambiguous"),
        ("4/5/2017", "ambiguous"),
        ("30/2/2017", "impossible"),
        ("31.6.2017", "impossible"),
        ("2017-02-30", "impossible"),
        ("31 June", "impossible"),
        ("February 30th", "impossible"),
    ],
)
def test_open_figures(text, reason):
    assert [item.reason for item in find_times(text, TODAY)] == [reason]


@pytest.mark.parametrize("text", ["24/7", "9/10 of them", "4/5 inch", "room 3/4", "13/14"])
def test_no_figures(text):
    assert find_times(text, TODAY, day_first=True) == []


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["due 25/3"], True),
        (["due 3/25"], False),
        (["8-18-22 notes.md"], False),
        (["on 14 March and 15th of May"], True),
        (["on March 14 and May 15th"], False),
        (["the colour of the lorries"], True),
        (["the color of the parking lot"], False),
        (["on 14 March, in the parking lot"], True),
        (["24/7 cover"], None),
        (["nothing tells"], None),
        ([], None),
        (["due 12/25"], False),
        (["due 25/12"], True),
        (["due 3/31"], False),
        (["due 31/3"], True),
        (["due 3/32"], None),
        (["due 32/3"], None),
        (["due 3/12"], None),
        (["due 12/3"], None),
        (["pages 3-14"], None),  # only strokes make a day of two numbers
        (["due 25/3", "due 26/3", "due 3/27"], True),
        (["on 14 March, on 15 April, on June 3"], True),
        (["on March 14, on April 15, on 3 June"], False),
        (["on March 14"], False),
        (["we may 12 times", "May 12 people come?", "march 20 miles"], None),  # verbs
    ],
)
def test_which_comes_first(texts, first):
    assert reads_day_first(texts) is first


def test_a_name_with_the_meetings_day_tells():
    name = "crew room 3-7-19.txt"
    assert reads_day_first([name], dt.date(2019, 3, 7)) is False
    assert reads_day_first([name], dt.date(2019, 7, 3)) is True
    assert reads_day_first([name]) is None
    assert reads_day_first(["crew room 3/7"], dt.date(2019, 3, 7)) is None  # no whole day
