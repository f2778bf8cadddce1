"""Findings that a person put into another theme."""

from dataclasses import replace

import pytest

from notesnlp.config import Priority
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.placing import place_findings
from notesnlp.themes.facts import gather, look_around
from notesnlp.themes.priority import rank
from tests.ledger.story import decide, grouped, keep


@pytest.fixture
def results(visit, call, findings):
    """Themes `price` (one finding of a call) and `gate` (two of a visit)."""
    made = grouped([call, visit], findings)
    named = [replace(theme, name=theme.id.title()) for theme in made.themes]
    return replace(made, themes=tuple(named))


@pytest.fixture
def place(results):
    def place(wanted, stored=()):
        return place_findings(results.themes, results, wanted, dict(stored), Priority())

    return place


def _members(themes) -> dict[str, tuple[str, ...]]:
    return {theme.id: theme.findings for theme in themes}


@pytest.mark.parametrize("name", ["price", "Price", "PRICE"])
def test_a_theme_is_named_by_its_id_or_name(results, findings, place, name):
    idea, pain, price = (findings[at].evidence.id for at in (6, 3, 0))
    themes = place({idea: name})
    assert _members(themes) == {"gate": (pain,), "price": (price, idea)}
    (theme,) = (theme for theme in themes if theme.id == "price")
    assert (theme.name, theme.area) == ("Price", "area")
    assert theme.units == ("Roth Joinery", "Yard")
    assert theme.meetings == ("call.json", "yard/visit.txt")
    around = look_around(results.findings, results.today)
    assert theme.ranking == rank(gather([findings[0], findings[6]], around), Priority())
    assert sorted(theme.rank for theme in themes) == [1, 2]
    assert [theme.rank for theme in themes] == [1, 2]


def test_an_empty_theme_goes(findings, place):
    themes = place({findings[0].evidence.id: "gate"})
    assert [theme.id for theme in themes] == ["gate"]
    assert len(themes[0].findings) == 3


def test_where_it_is_already_nothing_changes(results, findings, place):
    assert place({findings[0].evidence.id: "Price"}) == list(results.themes)
    assert place({}) == list(results.themes)


def test_a_new_name_makes_a_theme_in_the_area_it_came_from(findings, place):
    idea = findings[6].evidence.id
    found = {theme.id: theme for theme in place({idea: "Queue on phones!"})}
    new = found["queue-on-phones"]
    assert (new.name, new.area, new.findings) == ("Queue on phones!", "area", (idea,))


def test_two_put_into_one_new_name_are_one_theme(findings, place):
    wanted = {findings[at].evidence.id: "Queue" for at in (0, 6)}
    found = _members(place(wanted))
    assert found["queue"] == tuple(wanted)
    assert set(found) == {"queue", "gate"}


def test_what_was_in_no_theme_makes_an_area_of_its_name(results, findings):
    goal = replace(findings[1], type="goal")  # churn, until a person said otherwise
    others = [item for item in results.findings if item.evidence.id != goal.evidence.id]
    results = replace(results, findings=(goal, *others))
    wanted = {goal.evidence.id: "Leaving"}
    found = place_findings(results.themes, results, wanted, {}, Priority())
    (new,) = (theme for theme in found if theme.id == "leaving")
    assert (new.name, new.area) == ("Leaving", "Leaving")
    assert len(found) == 3


def test_a_theme_chosen_for_what_is_of_another_type_now_is_left(ledger, visit, call, findings):
    _, remembered = keep(ledger, [call, visit], findings)
    number = remembered.findings[findings[3].evidence.id]
    decide(ledger, [Decision(number, "correct", {"theme": "price"})], by="Ann")
    other = replace(findings[3], type="churn_risk", theme=None)  # as another model may see it
    results, _ = keep(ledger, [call, visit], [*findings[:3], other, *findings[4:]])
    assert _members(results.themes) == {
        "price": (findings[0].evidence.id,),
        "gate": (findings[6].evidence.id,),
    }


def test_a_theme_of_former_runs_is_taken_up_again(findings, place):
    idea = findings[6].evidence.id
    for name in ("old-one", "phones"):
        found = {theme.id: theme for theme in place({idea: name}, {"old-one": "Phones"})}
        assert found["old-one"].name == "Phones"
        assert found["old-one"].findings == (idea,)


def test_an_id_that_another_name_has_is_not_taken(findings, place):
    idea = findings[6].evidence.id
    assert "gate-2" in _members(place({idea: "Gate?"}))
    assert "old-2" in _members(place({idea: "Old?"}, {"old": "Something else"}))
