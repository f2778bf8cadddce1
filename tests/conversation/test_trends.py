import datetime as dt

import pytest

from notesnlp.config import Conversations
from notesnlp.conversation import measure
from notesnlp.conversation.access import named_trends
from notesnlp.conversation.trends import by_unit, trends
from notesnlp.errors import ConfigError


@pytest.fixture
def months(say):
    """Visits whose customers speak 5, 7, 5 and 7 words of 10."""

    def visit(month, customer, unit, it="Bo", name="visit.txt"):
        lines = ((it, "it", "word " * (10 - customer)), ("Ann", "customer", "word " * customer))
        return measure(say(*lines, date=dt.date(2024, month, 5), unit=unit, name=name))

    return [
        visit(1, 5, "Yard"), visit(1, 7, "Yard", "Di"), visit(3, 5, "Shop"), visit(3, 7, "Shop"),
        visit(3, 1, "Shop", name="role play.txt"),
    ]  # fmt: skip


def test_points_have_their_meetings_and_a_band(months):
    found = {(t.measure, t.series): t.points for t in trends(months, by_unit)}
    (yard,) = found["customer_share", "Yard"]
    assert (yard.month, yard.meetings, yard.value) == ("2024-01", 2, pytest.approx(0.6))
    # pooled spread 0.1414 with 2 degrees of freedom, t 4.303: 0.43 either way
    assert (yard.low, yard.high) == (pytest.approx(0.1697, abs=1e-3), 1.0)
    assert [point.meetings for point in found["customer_share", "all"]] == [2, 2]


def test_one_meeting_has_no_band(months):
    (point,) = trends(months[:1], by_unit)[0].points
    assert (point.low, point.high) == (None, None)


def test_named_trends_are_off(months):
    with pytest.raises(ConfigError, match="switched off"):
        named_trends(months, Conversations(), "Bo")


@pytest.mark.parametrize(
    ("viewer", "seen"), [("bo", {"Bo"}), ("Moira", {"Bo", "Di"}), ("Somebody", set())]
)
def test_named_trends_are_seen_by_few(months, viewer, seen):
    settings = Conversations(named_trends=True, may_see=("Moira",))
    assert {trend.series for trend in named_trends(months, settings, viewer)} == seen
