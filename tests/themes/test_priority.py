import datetime as dt
import math

import pytest

from notesnlp.config import Priority
from notesnlp.model.finding import Dependency, FollowUp, Idea, Need
from notesnlp.themes.facts import gather, look_around
from notesnlp.themes.priority import rank

DAY = dt.date(2016, 3, 8)
ONE = Priority(**dict.fromkeys(Priority.model_fields, 1.0))


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


def _ranked(items, weights=ONE, today=DAY, beside=()):
    return rank(gather(items, look_around([*items, *beside], today)), weights)


def test_parts_sum_to_the_priority(tell):
    ranking = _ranked(tell("pain", "idea"), Priority())
    assert set(ranking.parts) == set(Priority.model_fields)
    assert ranking.priority == pytest.approx(sum(ranking.parts.values()))


def test_parts_by_hand(tell, say, found):
    items = tell("pain", "request", "goal", "idea", units=("Yard", "Mill"), kind="external")
    meeting = say(*["Words."] * 20, name="Yard.txt", unit="Yard", unit_kind="external", date=DAY)
    today = DAY + dt.timedelta(days=180)
    move = {
        "type": "office_move", "event": "office_move", "status": "hidden", "when_text": "then",
        "tentative": False, "when": (today + dt.timedelta(days=90)).isoformat(),
    }  # fmt: skip
    beside = [
        found(Need, meeting, 19, type="churn_risk", customer="external"),
        found(Dependency, meeting, 3, **move),
    ]
    ranking = _ranked(items, today=today, beside=beside)
    assert ranking.parts == pytest.approx(
        {
            "severity": math.log1p(1 + 0.8 + 0.8 + 0.5) / math.log1p(8),
            "reach": math.log(2) / math.log(4),
            "external": math.log1p(2) / math.log1p(4),
            "churn": 0.5,  # of one of its units, and not near
            "again": math.log(2) / math.log(4),
            "date": 0.5,
            "recency": 0.5,
            "dependency": 1.0,
        },
        abs=1e-4,
    )
    assert ranking.evidence["churn"] == (beside[0].evidence.id,)
    assert ranking.evidence["date"] == (beside[1].evidence.id,)


def test_a_further_finding_never_lowers_a_theme(tell, say, found):
    beside = [
        found(Need, say("Words.", name="Yard.txt", unit="Yard"), 0, type="churn_risk", customer="internal"),
        found(FollowUp, say("Words.", name="Mill.txt", unit="Mill"), 0, type="stuck", owner=None, due=None),
    ]  # fmt: skip
    more = [
        *tell("pain", "request", kind="external", units=("Yard", "Quay")),
        *tell("idea", "goal", "pain", units=("Mill",), date=DAY - dt.timedelta(days=300)),
        *tell("idea", units=("Dock",), date=None),
    ]
    for order in (more, more[::-1]):
        scores = [_ranked(order[:at], beside=beside).priority for at in range(1, len(order) + 1)]
        assert scores == sorted(scores)
        assert len(set(scores)) == len(scores)


def test_the_number_of_findings_outweighs_what_surrounds_them(tell):
    many = tell(*["request"] * 6, units=("Yard",), kind="internal", date=None)
    few = tell("pain", units=("Quay",), kind="external")
    assert _ranked(many, Priority()).priority > _ranked(few, Priority()).priority


def test_what_is_stuck_counts_as_told_again(tell, say, found):
    items = tell("pain")
    meeting = say("Words.", "Still not done.", name="Yard.txt", unit="Yard", date=DAY)
    stuck = found(FollowUp, meeting, 1, type="stuck", owner=None, due=None)
    assert _ranked(items).parts["again"] == 0
    assert _ranked(items, beside=[stuck]).parts["again"] == 1


def test_weights_weigh_and_nought_leaves_out(tell):
    items = tell("pain", "pain")
    plain = _ranked(items)
    double = _ranked(items, ONE.model_copy(update={"severity": 2.0, "recency": 0.0}))
    assert double.parts["severity"] == pytest.approx(2 * plain.parts["severity"], abs=2e-4)
    assert double.parts["recency"] == 0


def test_what_hurts_comes_before_what_is_suggested(tell):
    order = [
        _ranked(tell(type), Priority()).priority for type in ("pain", "request", "goal", "idea")
    ]
    assert order[0] > order[1] == order[2] > order[3]


@pytest.mark.parametrize(("date", "today"), [(None, DAY), (DAY, None)])
def test_without_dates_nothing_is_recent(tell, date, today):
    assert _ranked(tell("pain", date=date), today=today).parts["recency"] == 0


def test_a_meeting_stands_for_an_unknown_unit(say, found):
    items = [
        found(Need, say("It is down.", name=f"{name}.txt", unit=None), 0, type="pain", customer="internal")
        for name in "abcd"
    ]  # fmt: skip
    assert _ranked(items).parts["reach"] == 1
