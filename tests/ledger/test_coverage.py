import datetime as dt

import pytest

from notesnlp.config import Coverage
from notesnlp.ledger.coverage import external_shares, unit_coverage
from tests.ledger.story import keep, with_people


@pytest.fixture
def kept(ledger, say):
    def visit(name, unit, kind, date, host="Sam Ode", words="We wait."):
        lines = (("Dana Reyes", "customer", words), (host, "it", "So I hear."))
        return with_people(say(*lines, name=name, unit=unit, unit_kind=kind, date=date))

    meetings = [
        visit("a", "Roth", "external", dt.date(2015, 11, 2), "Bo Ek"),
        visit("b", "Roth", "external", dt.date(2016, 1, 5)),
        visit("c", "Yard", "internal", dt.date(2016, 1, 20), words="We wait nine days for it."),
        visit("d", "Yard", "internal", dt.date(2016, 9, 1)),
        visit("e", "Mill", None, None),
        visit("f", None, None, dt.date(2016, 2, 1)),
        visit("g", "Roth", "external", dt.date(2016, 1, 9), words="It is slow."),
    ]
    keep(ledger, meetings, [])
    return ledger, meetings


def test_who_was_met_when_and_by_whom(kept):
    with kept[0].reading() as connection:
        units = {item.unit: item for item in unit_coverage(connection, Coverage())}
    assert units["Roth"].met == (dt.date(2015, 11, 2), dt.date(2016, 1, 5), dt.date(2016, 1, 9))
    assert units["Roth"].by == ("Sam Ode", "Bo Ek")
    assert units["Mill"].met == ()
    assert units[None].meetings == 1


def test_twice_a_year_is_the_default_and_a_setting(kept):
    with kept[0].reading() as connection:
        units = unit_coverage(connection, Coverage())
        assert [(item.unit, item.overdue_days) for item in units] == [
            ("Roth", (dt.date(2016, 9, 1) - dt.date(2016, 1, 9)).days - 183),
            ("Mill", None), ("Yard", None), (None, None),
        ]  # fmt: skip
        seldom = unit_coverage(connection, Coverage(meetings_per_year=1))
        assert {item.overdue_days for item in seldom} == {None}
        later = unit_coverage(connection, Coverage(meetings_per_year=1), today=dt.date(2018, 1, 1))
        assert [item.unit for item in later if item.overdue_days] == ["Roth", "Yard"]


def test_a_meeting_whose_file_is_gone_was_a_meeting(kept):
    ledger, meetings = kept
    keep(ledger, meetings[2:], [])
    with ledger.reading() as connection:
        assert next(item for item in unit_coverage(connection, Coverage()) if item.unit == "Roth").meetings == 3  # fmt: skip


def test_shares_of_meetings_and_words_and_their_trend(kept):
    with kept[0].reading() as connection:
        shares = external_shares(connection)
    assert [item.period for item in shares] == ["2015-Q4", "2016-Q1", "2016-Q3", "all"]
    first, second, third, whole = shares
    assert (first.of_meetings, first.of_words, first.trend) == (1.0, 1.0, None)
    assert second.of_meetings == 0.5
    assert second.of_words == round((5 + 6) / (5 + 6 + 9 + 5), 4)
    assert second.trend == round(second.of_words - 1.0, 4)
    assert (third.of_words, third.meetings) == (0.0, 1)
    assert whole.meetings == 7
    assert whole.of_meetings == round(3 / 7, 4)


def test_an_empty_ledger_says_nothing(ledger):
    with ledger.reading() as connection:
        assert external_shares(connection) == []
        assert unit_coverage(connection, Coverage()) == []


def _visits(say, *days: tuple[str, str | None, dt.date | None, str]):
    return [
        with_people(
            say(("Dana Reyes", "customer", words), ("Sam Ode", "it", "So."), name=f"{at}.txt", unit=unit, unit_kind="external" if unit == "Roth" else kind, date=date)
        )
        for at, (unit, kind, date, words) in enumerate(days)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)]
)
def test_quarters_begin_and_end_with_their_months(ledger, say, month, quarter):
    keep(ledger, _visits(say, ("Roth", None, dt.date(2016, month, 1), "We wait.")), [])
    with ledger.reading() as connection:
        assert [item.period for item in external_shares(connection)] == [f"2016-Q{quarter}", "all"]


def test_the_day_on_which_one_is_due_is_not_late(ledger, say):
    keep(ledger, _visits(say, ("Roth", None, dt.date(2016, 1, 1), "We wait.")), [])
    due = dt.date(2016, 7, 2)  # half a year of 365.25 days is 183
    for today, late in ((due, None), (due + dt.timedelta(days=1), 1)):
        with ledger.reading() as connection:
            (roth,) = unit_coverage(connection, Coverage(), today=today)
        assert (roth.next_by, roth.overdue_days) == (due, late)


def test_the_kind_is_the_first_that_is_known_and_days_are_in_order(ledger, say):
    days = ((2016, 5, 1), (2016, 1, 1), (2016, 3, 1))
    visits = _visits(say, *(("Mill", kind, dt.date(*day), f"We wait {kind}.") for kind, day in zip((None, "internal", "internal"), days, strict=True)))  # fmt: skip
    keep(ledger, visits, [])
    with ledger.reading() as connection:
        (mill,) = unit_coverage(connection, Coverage())
    assert (mill.unit_kind, mill.meetings) == ("internal", 3)
    assert mill.met == (dt.date(2016, 1, 1), dt.date(2016, 3, 1), dt.date(2016, 5, 1))
    assert mill.by == ("Sam Ode",)


def test_meetings_without_words_are_no_fault(ledger, say):
    keep(ledger, [say(unit="Roth", unit_kind="external")], [])
    with ledger.reading() as connection:
        (first, _) = external_shares(connection)
    assert (first.of_meetings, first.of_words) == (1.0, 0.0)
