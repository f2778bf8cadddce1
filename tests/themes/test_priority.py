import datetime as dt
import math

import pytest

from notesnlp.config import Priority
from notesnlp.model.finding import Idea, Need
from notesnlp.themes.priority import rank

DAY = dt.date(2016, 3, 8)
ONE = Priority(severity=1, reach=1, external=1, churn=1, recency=1, dependency=1)
NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def tell(say, found):
    """Findings of the types given, each from a unit of its own or from one."""

    def build(*types, units=("Yard",), kind="internal", date=DAY):
        items = []
        for number, type in enumerate(types):
            unit = units[number % len(units)]
            meeting = say(f"Words {number}.", name=f"{unit}.txt", unit=unit, unit_kind=kind, date=date)  # fmt: skip
            own = {} if type == "idea" else {"customer": kind}
            items.append(found(Idea if type == "idea" else Need, meeting, 0, type=type, **own))
        return items

    return build


def test_parts_sum_to_the_priority(tell):
    ranking = rank(
        tell("pain", "idea"), today=DAY, at_risk=NOBODY, awaited=NOBODY, weights=Priority()
    )
    assert set(ranking.parts) == set(Priority.model_fields)
    assert ranking.priority == pytest.approx(sum(ranking.parts.values()))


def test_parts_by_hand(tell):
    items = tell("pain", "request", "goal", "idea", units=("Yard", "Mill"), kind="external")
    ranking = rank(
        items,
        today=DAY + dt.timedelta(days=180),
        at_risk=frozenset({"Yard"}),
        awaited=frozenset({"Yard", "Mill", "Quay"}),
        weights=ONE,
    )
    assert ranking.parts == pytest.approx(
        {
            "severity": math.log1p(1 + 0.7 + 0.6 + 0.4) / math.log1p(8),
            "reach": math.log(2) / math.log(4),
            "external": 1,
            "churn": 0.5,
            "recency": 0.5,
            "dependency": 1,
        },
        abs=1e-4,
    )


def test_no_part_exceeds_its_weight(tell):
    many = tell(*["pain"] * 40, units=tuple("ABCDEFGHIJ"), kind="external")
    units = frozenset("ABCDEFGHIJ")
    ranking = rank(
        many, today=DAY - dt.timedelta(days=9), at_risk=units, awaited=units, weights=ONE
    )
    assert all(value == 1 for value in ranking.parts.values())


def test_weights_weigh_and_nought_leaves_out(tell):
    items = tell("pain", "pain")
    plain = rank(items, today=DAY, at_risk=NOBODY, awaited=NOBODY, weights=ONE)
    double = rank(
        items, today=DAY, at_risk=NOBODY, awaited=NOBODY, weights=ONE.model_copy(update={"severity": 2.0, "recency": 0.0})
    )  # fmt: skip
    assert double.parts["severity"] == pytest.approx(2 * plain.parts["severity"], abs=2e-4)
    assert double.parts["recency"] == 0


def test_what_hurts_comes_before_what_is_suggested(tell):
    order = [
        rank(tell(type), today=DAY, at_risk=NOBODY, awaited=NOBODY, weights=Priority()).priority
        for type in ("pain", "request", "goal", "idea")
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 4


@pytest.mark.parametrize(("date", "today"), [(None, DAY), (DAY, None)])
def test_without_dates_nothing_is_recent(tell, date, today):
    ranking = rank(
        tell("pain", date=date), today=today, at_risk=NOBODY, awaited=NOBODY, weights=ONE
    )
    assert ranking.parts["recency"] == 0


def test_a_meeting_stands_for_an_unknown_unit(say, found):
    items = [
        found(Need, say("It is down.", name=f"{name}.txt", unit=None), 0, type="pain", customer="internal")
        for name in "abcd"
    ]  # fmt: skip
    ranking = rank(items, today=DAY, at_risk=frozenset({"a.txt"}), awaited=NOBODY, weights=ONE)
    assert ranking.parts["reach"] == 1
    assert ranking.parts["churn"] == 0.25
