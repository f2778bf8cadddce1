import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.language.dates import find_dates, find_times

TODAY = dt.date(2016, 3, 8)
PIECES = st.sampled_from(
    "by before the end of March 31 June next last Friday week in ten months 3/14/2017 Q3 '17 FY18 fall "
    "spring may 2018 Easter after New Year's first second 24/7 twenty-first weekend since today , . ’s".split(
        " "
    )
)


def test_dates_come_in_their_order():
    text = "keys on 1 May, move by the end of June, party next summer"
    found = [when.iso for when in find_dates(text, TODAY)]
    assert found == ["2016-05-01", "2016-06-30", "2016-Q3"]


def test_the_longest_reading_wins():
    (when,) = find_dates("by Thursday 14 July 2016", TODAY)
    assert (when.text, when.iso) == ("Thursday 14 July 2016", "2016-07-14")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two weeks, uh, after the move.", "two weeks, uh, after the move"),
        ("So by, by Thursday 14 July!", "Thursday 14 July"),
        ("Shut on 31 June.", "31 June"),
        ("In June, the 21st we open", "June, the 21st"),
        ("Rain from April to June, they say", "April to June"),
        ("each, um, Thurs. at ten", "each, um, Thurs"),
    ],
)
def test_words_and_place_are_those_of_the_text(text, words):
    (item,) = find_times(text, TODAY)
    assert item.text == text[slice(*item.span)] == words


def test_what_follows_a_reading_that_is_none_is_found():
    text = "March them out on the Friday after the move, on Monday or from 3 May to 5 June, then in July"
    found = find_times(text, TODAY)
    assert [item.text for item in found] == [
        "on the Friday after the move", "Monday", "3 May to 5 June", "July",
    ]  # fmt: skip


def test_the_year_of_the_calendar_is_the_fiscal_year_where_nothing_else_is_told():
    assert [when.start for when in find_dates("this fiscal year", TODAY)] == [dt.date(2016, 1, 1)]
    assert [when.start for when in find_times("this fiscal year", TODAY)] == [dt.date(2016, 1, 1)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at 1 May", "at"),
        ("by 1 May", "by"),
        ("due on 1 May", "by"),
        ("not later than 1 May", "by"),
        ("prior to 1 May", "before"),
        ("past 1 May", "after"),
        ("no earlier than 1 May", "after"),
        ("not until 1 May", "after"),
        ("once 1 May", "after"),
        ("during May", "within"),
        ("inside of ten days", "within"),
        ("over the summer", "within"),
        ("1 May at the very latest", "by"),
        ("1 May and after", "after"),
    ],
)
def test_bounds(text, bound):
    assert [when.bound for when in find_dates(text, TODAY)] == [bound]


@pytest.mark.parametrize("text", ["on 1 May after the lease ends", "in May, before we open"])
def test_a_calendar_date_holds_beside_another_event(text):
    assert find_dates(text, TODAY)


@pytest.mark.parametrize("text", ["Friday after the move", "in ten days from their start"])
def test_a_relative_date_does_not(text):
    assert find_dates(text, TODAY) == []


def test_no_text():
    assert find_dates("", TODAY) == []


@settings(deadline=None)
@given(
    st.lists(PIECES, max_size=14),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.integers(1, 12),
)
def test_dates_lie_in_the_text_apart_and_are_real(words, today, fiscal_month):
    text = " ".join(words)
    reached = 0
    for when in find_dates(text, today, fiscal_month=fiscal_month):
        start, end = when.span
        assert reached <= start < end
        assert text[start:end] == when.text
        assert when.start <= when.end
        reached = end


@settings(deadline=None)
@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)),
)
def test_a_full_date_means_itself_on_any_day(date, today):
    for text in (date.isoformat(), f"{date:%d %B %Y}", f"{date:%A, %B %d, %Y}", f"{date:%d.%m.%Y}"):
        assert [when.iso for when in find_dates(text, today)] == [date.isoformat()]
