import datetime as dt

import pytest

from notesnlp.config import Priority
from notesnlp.errors import ConfigError
from notesnlp.model.finding import Need
from notesnlp.themes.build import Theme
from notesnlp.themes.estimates import Estimate, estimates_text, read_estimates
from notesnlp.themes.facts import gather, look_around
from notesnlp.themes.methods import METHODS, score
from notesnlp.themes.order import prioritise
from notesnlp.themes.priority import rank

DAY = dt.date(2016, 3, 8)


@pytest.fixture
def pains(say, found):
    def build(*units, kind="internal"):
        meetings = [say("It hurts.", name=f"{unit}.txt", unit=unit, unit_kind=kind, date=DAY) for unit in units]  # fmt: skip
        return [found(Need, item, 0, type="pain", customer=kind) for item in meetings]

    return build


def _facts(items):
    return gather(items, look_around(items, DAY))


def test_rice_by_hand(pains):
    facts = _facts(pains("Yard", "Mill"))
    whole = score("rice", facts, Estimate(effort=4), Priority())
    assert (whole.value, whole.unknown) == (2 * 2 * 1.0 / 4, ())
    part = score("rice", facts, Estimate(), Priority())
    assert (part.value, part.unknown) == (4.0, ("effort",))
    assert "effort unknown" in part.formula


def test_wsjf_and_ice_say_what_is_unknown(pains):
    facts = _facts(pains("Yard"))
    assert score("wsjf", facts, Estimate(), Priority()).unknown == ("value", "effort")
    assert score("wsjf", facts, Estimate(effort=2, value=10), Priority()).value == (20 + 1 + 1) / 2
    assert score("ice", facts, Estimate(), Priority()).unknown == ("ease",)


def test_a_person_decides_the_class(pains):
    facts = _facts(pains("Yard", kind="external"))
    assert score("moscow", facts, Estimate(), Priority()).parts == {"class": "should"}
    assert score("moscow", facts, Estimate(moscow="wont"), Priority()).parts == {"class": "wont"}


@pytest.mark.parametrize("method", METHODS)
def test_every_score_has_quotes_behind_it(pains, method):
    items = pains("Yard", "Mill")
    found = score(method, _facts(items), Estimate(), Priority())
    ids = {item.evidence.id for item in items}
    assert found.evidence
    assert all(ids >= set(part) for part in found.evidence.values())


def _themes(parts):
    return [
        Theme(name, name, "area", place, rank(_facts(items), Priority()),
              tuple(item.evidence.id for item in items), (), ())
        for place, (name, items) in enumerate(parts.items(), 1)
    ]  # fmt: skip


def test_what_if_tells_the_rank_before(pains):
    wide, outside = pains("A", "B", "C"), pains("D", kind="external")
    themes = _themes({"wide": wide, "outside": outside})
    lines = prioritise(
        themes, [*wide, *outside], method="default", weights=Priority(), estimates={}, today=DAY,
        what_if={"external": 50.0},
    )  # fmt: skip
    assert [(line.theme.id, line.rank, line.before) for line in lines] == [
        ("outside", 1, 2), ("wide", 2, 1),
    ]  # fmt: skip
    with pytest.raises(ConfigError, match="no weight 'size'"):
        prioritise(themes, wide + outside, method="default", weights=Priority(), estimates={}, today=DAY, what_if={"size": 1.0})  # fmt: skip


def test_whole_scores_come_before_those_with_unknowns(pains):
    wide, narrow = pains("A", "B", "C"), pains("D")
    lines = prioritise(
        _themes({"wide": wide, "narrow": narrow}), [*wide, *narrow], method="rice",
        weights=Priority(), estimates={"narrow": Estimate(effort=9)}, today=DAY,
    )  # fmt: skip
    assert [line.theme.id for line in lines] == ["narrow", "wide"]


def test_estimates_there_and_back(tmp_path):
    path = tmp_path / "priorities.csv"
    assert read_estimates(path) == {}
    known = {"gate": Estimate(effort=3, moscow="must"), "phone": Estimate(value=8, confidence=0.5)}
    path.write_text(estimates_text(known), encoding="utf-8")
    assert read_estimates(path) == known


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("theme,effort\ngate,lots\n", "line 2, column effort"),
        ("theme,effort\ngate,-1\n", "line 2, column effort"),
        ("theme,moscow\ngate,maybe\n", "line 2, column moscow"),
        ("theme,size\ngate,3\n", "line 1"),
        ("effort\n3\n", "line 1"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, place):
    path = tmp_path / "priorities.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_estimates(path)
    assert caught.value.place == place
