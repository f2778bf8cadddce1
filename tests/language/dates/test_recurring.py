import datetime as dt

import pytest

from notesnlp.language.dates import find_times
from notesnlp.language.dates.recurring import find_recurrences
from notesnlp.model.when import Recurrence

TODAY = dt.date(2016, 3, 8)


@pytest.mark.parametrize(
    ("text", "step", "unit", "start"),
    [
        ("every second Tuesday", 2, "week", dt.date(2016, 3, 8)),
        ("every other Friday", 2, "week", dt.date(2016, 3, 11)),
        ("alternate Mondays", 2, "week", dt.date(2016, 3, 14)),
        ("each Thursday", 1, "week", dt.date(2016, 3, 10)),
        ("Saturdays", 1, "week", dt.date(2016, 3, 12)),
        ("every three months", 3, "month", None),
        ("every 2 weeks on a Monday", 2, "week", dt.date(2016, 3, 14)),
        ("every quarter", 1, "quarter", None),
        ("the first Monday of each month", 1, "month", dt.date(2016, 4, 4)),
        ("fortnightly", 1, "fortnight", None),
        ("half-yearly", 2, "quarter", None),
        ("daily", 1, "day", None),
        ("annually", 1, "year", None),
        ("the second Tuesday of each month", 1, "month", dt.date(2016, 3, 8)),
    ],
)
def test_recurrence(text, step, unit, start):
    (found,) = [item for item in find_times(text, TODAY) if isinstance(item, Recurrence)]
    assert (found.step, found.unit, found.start) == (step, unit, start)


def test_in_december_the_next_one_may_lie_in_january():
    (found,) = find_times("the first Monday of every month", dt.date(2016, 12, 6))
    assert found.start == dt.date(2017, 1, 2)


def test_words_are_those_of_the_text_without_the_stop():
    text = "We meet every, uh, 2 weeks on a Mon."
    (found,) = [item for item in find_times(text, TODAY) if isinstance(item, Recurrence)]
    assert (found.text, found.span) == ("every, uh, 2 weeks on a Mon", (8, 35))
    (found,) = find_recurrences("Again on Tuesdays", TODAY)
    assert (found.text, found.span) == ("Tuesdays", (9, 17))


@pytest.mark.parametrize("text", ["on Friday", "every driver", "Monday's list", "the month"])
def test_no_recurrence(text):
    assert find_recurrences(text, TODAY) == []
