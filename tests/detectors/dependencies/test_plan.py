import dataclasses

import pytest

from notesnlp.catalogue import Event, Work
from notesnlp.detectors.dependencies.plan import plan


def event(*works: tuple[str, tuple[int, int]]) -> Event:
    made = tuple(Work(name, "network", days, "estimate", "estimate") for name, days in works)
    return Event("office_move", "move", "a move", made, "late", ("When?",), ("moving on",))


LINE = event(("carrier circuit", (60, 120)))


@pytest.mark.parametrize(
    ("when", "start_by"),
    [
        ("2017-01", "2016-09-03"),  # the contract's example
        ("2017-01-01", "2016-09-03"),
        ("2017-Q1", "2016-09-03"),
        ("2017", "2016-09-03"),
        ("2016-03-31", "2015-12-02"),  # over 29 February
        ("2017-03-31", "2016-12-01"),
        ("2016-Q3", "2016-03-03"),
        (None, None),
    ],
)
def test_start_is_the_longest_lead_before_the_first_day(when, start_by):
    (work,) = plan(LINE, when)
    assert work.start_by == start_by
    assert (work.name, work.lead_days, work.source) == ("carrier circuit", (60, 120), "estimate")


def test_the_longest_lead_comes_first_then_the_name():
    works = plan(event(("b", (1, 10)), ("c", (5, 90)), ("a", (9, 10))), "2017-01")
    assert [work.name for work in works] == ["c", "a", "b"]
    assert [work.start_by for work in works] == ["2016-10-03", "2016-12-22", "2016-12-22"]


def test_no_lead_time_begins_on_the_day():
    (work,) = plan(event(("a", (0, 0))), "2016-02-29")
    assert work.start_by == "2016-02-29"


def test_an_event_without_works():
    assert plan(dataclasses.replace(LINE, works=()), "2017-01") == ()
