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


def test_each_part_names_the_findings_it_is_reckoned_from(tell, say, found):
    new = tell("pain", "request", units=("Yard", "Mill"), kind="external")
    old = tell("idea", units=("Quay",), kind="internal", date=DAY - dt.timedelta(days=9))
    ranking = _ranked([*new, *old])
    ids = [item.evidence.id for item in (*new, *old)]
    assert _ranked([*new, *new]).evidence["reach"] == tuple(ids[:2])  # one a unit
    assert ranking.evidence == {
        "severity": tuple(ids),
        "reach": tuple(ids),
        "external": tuple(ids[:2]),
        "again": tuple(ids),
        "recency": tuple(ids[:2]),
    }


def test_told_in_many_meetings_is_no_more_than_much(say, found):
    items = [
        found(
            Need, say(f"Words {number}.", name=f"{number}.txt"), 0, type="pain", customer="internal"
        )
        for number in range(5)
    ]
    assert _ranked(items[:3]).parts["again"] == pytest.approx(math.log(3) / math.log(4), abs=1e-4)
    assert _ranked(items[:4]).parts["again"] == _ranked(items).parts["again"] == 1


def test_told_again_is_proved_by_what_is_stuck_or_by_one_finding_a_meeting(say, found):
    first = say("It is down.", "It is down.", name="a.txt", unit="Yard", date=DAY)
    second = say("It is down.", "Still not done.", name="b.txt", unit="Yard", date=DAY)
    items = [
        found(Need, meeting, turn, type="pain", customer="internal")
        for meeting, turn in ((first, 0), (first, 1), (second, 0))
    ]
    ids = tuple(item.evidence.id for item in items)
    assert _ranked(items).evidence["again"] == ids[1:]
    stuck = found(FollowUp, second, 1, type="stuck", owner=None, due=None)
    assert _ranked(items, beside=[stuck]).evidence["again"] == (stuck.evidence.id,)


def test_risks_and_events_near_come_before_those_elsewhere(tell, say, found):
    items = tell("pain")
    meeting = say(*["Words."] * 30, name="Yard.txt", unit="Yard", date=DAY)
    event = {
        "type": "office_move", "event": "office_move", "status": "hidden", "when_text": "then",
        "tentative": False, "when": DAY.isoformat(),
    }  # fmt: skip
    beside = [
        found(kind, meeting, turn, **own)
        for turn in (29, 1)
        for kind, own in (
            (Need, {"type": "churn_risk", "customer": "internal"}), (Dependency, event),
        )
    ]  # fmt: skip
    ranking = _ranked(items, beside=beside)
    ids = [item.evidence.id for item in beside]
    assert ranking.values["churn"] == ranking.values["dependency"] == 1
    assert ranking.evidence["churn"] == (ids[2], ids[0])
    assert ranking.evidence["dependency"] == (ids[3], ids[1])
    assert ranking.evidence["date"] == (ids[3],)


@pytest.mark.parametrize(("days", "part"), [(0, 1.0), (180, 0.5), (360, 0.25), (90, 0.7071)])
def test_what_was_said_fades_by_half_in_half_a_year(tell, days, part):
    ranking = _ranked(tell("pain"), today=DAY + dt.timedelta(days=days))
    assert ranking.values["recency"] == part


@pytest.mark.parametrize(("days", "part"), [(0, 1.0), (90, 0.5), (180, 0.25), (45, 0.7071)])
def test_a_date_presses_half_as_much_a_quarter_later(tell, say, found, days, part):
    meeting = say("Words.", "Words.", name="Yard.txt", unit="Yard", date=DAY)
    move = found(
        Dependency, meeting, 1, type="office_move", event="office_move", status="hidden",
        when_text="then", tentative=False, when=(DAY + dt.timedelta(days=days)).isoformat(),
    )  # fmt: skip
    ranking = _ranked(tell("pain"), beside=[move])
    assert ranking.values["date"] == part


def test_values_and_parts_are_told_to_four_places(tell):
    ranking = _ranked(tell("pain", "request"), ONE.model_copy(update={"severity": 0.3333}))
    for number in (ranking.priority, *ranking.values.values(), *ranking.parts.values()):
        assert number == round(number, 4)
    assert ranking.values["severity"] == 0.4686
    assert ranking.parts["severity"] == 0.1562
