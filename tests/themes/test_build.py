import datetime as dt
from collections import Counter

import pytest

from notesnlp.config import Priority
from notesnlp.model.finding import Dependency, FollowUp, Idea, Need
from notesnlp.themes import Themes, build_themes
from notesnlp.themes.edits import Regrouping

TODAY = dt.date(2016, 6, 1)
GATE = [
    "The gate screen is down and the lorries queue at the gate.",
    "Lorries wait at the gate because the gate screen shows nothing.",
    "Could drivers see the gate queue before they leave?",
]
INVOICES = [
    "Our invoices arrive twice and the invoices never match the order.",
    "Every month we correct wrong invoices by hand.",
]
PHONES = ["Nobody answers the telephone in the evening.", "The telephone rings and nobody answers."]


@pytest.fixture
def told(say, found):
    """Meetings about the gate, invoices and the telephone, with findings of all kinds."""
    meetings = [
        say(*GATE, name="gate.txt", unit="Yard"),
        say(*INVOICES, name="office.txt", unit="Roth Joinery", unit_kind="external"),
        say(*PHONES, name="shop.txt", unit="Shop"),
        say("If it stays so we leave.", "We move in May.", "I'll ring.", name="roth.txt", unit="Roth Joinery"),
    ]  # fmt: skip
    findings = []
    for meeting in meetings[:3]:
        for turn in meeting.turns:
            type = "request" if turn.text.startswith("Could") else "pain"
            findings.append(found(Need, meeting, turn.index, type=type, customer="internal"))
    findings[2] = found(Idea, meetings[0], 2, type="idea")
    last = meetings[3]
    findings += [
        found(Need, last, 0, type="churn_risk", customer="external"),
        found(
            Dependency, last, 1, type="office_move", event="office_move", status="hidden",
            when="2016-05", when_text="in May", tentative=False,
        ),
        found(FollowUp, last, 2, type="action", owner=None, due=None),
    ]  # fmt: skip
    return findings, meetings


@pytest.fixture
def build(encoder, projection):
    def run(findings, meetings, *, today=TODAY, edits=()):
        built = build_themes(
            findings, meetings, encoder, projection, today=today, weights=Priority(), edits=edits
        )
        return list(built.findings), list(built.themes)

    return run


@pytest.fixture
def built(told, build):
    return build(*told)


def test_what_belongs_together_lies_together(told, built):
    findings, themes = built
    theme_of = {
        item.evidence.quote: item.theme for item in findings if isinstance(item, Need | Idea)
    }
    for texts in (GATE, INVOICES, PHONES):
        assert len({theme_of[text] for text in texts}) == 1
    assert len({theme_of[texts[0]] for texts in (GATE, INVOICES, PHONES)}) == len(themes) == 3


def test_findings_keep_their_order_and_all_but_their_theme(told, built):
    given, (findings, _) = told[0], built
    assert [item.evidence for item in findings] == [item.evidence for item in given]
    assert [type(item) for item in findings] == [type(item) for item in given]
    assert findings[7].theme is None  # a churn risk is no piece of work


def test_themes_are_ranked_named_and_complete(told, built):
    findings, themes = built
    assert [theme.rank for theme in themes] == list(range(1, len(themes) + 1))
    priorities = [theme.ranking.priority for theme in themes]
    assert priorities == sorted(priorities, reverse=True)
    assert len({theme.id for theme in themes}) == len(themes)
    assert all(theme.name.strip() and theme.area.strip() and theme.id for theme in themes)
    members = Counter(id for theme in themes for id in theme.findings)
    assert members == Counter(item.evidence.id for item in findings[:7])
    for theme in themes:
        assert theme.ranking.priority == pytest.approx(sum(theme.ranking.parts.values()))
        assert theme.units
        assert theme.meetings


def test_a_theme_is_named_by_its_quotes(built):
    _, themes = built
    names = {theme.units[0]: theme.name for theme in themes}
    assert "invoices" in names["Roth Joinery"]
    assert any(word in names["Yard"] for word in ("gate", "lorries"))


def test_units_at_risk_or_awaiting_an_event_weigh_more(built):
    _, themes = built
    parts = {theme.units[0]: theme.ranking.parts for theme in themes}
    assert parts["Roth Joinery"]["churn"] > 0 == parts["Yard"]["churn"]
    assert parts["Roth Joinery"]["dependency"] > 0 == parts["Yard"]["dependency"]


def test_building_is_deterministic(told, built, build):
    findings, meetings = told
    assert build(findings, meetings) == built


def test_the_order_of_the_findings_changes_no_group(told, built, build):
    findings, meetings = told
    _, themes = build(findings[::-1], meetings[::-1])
    assert {frozenset(theme.findings) for theme in themes} == {
        frozenset(theme.findings) for theme in built[1]
    }
    assert {theme.name for theme in themes} == {theme.name for theme in built[1]}


def test_nothing_to_group_gives_no_theme(told, encoder, projection):
    findings, meetings = told
    rest = findings[7:]
    built = build_themes(rest, meetings, encoder, projection, today=None, weights=Priority())
    assert built == Themes(tuple(rest))


def test_a_single_finding_is_a_theme(told, build):
    findings, meetings = told
    (item,), (theme,) = build(findings[:1], meetings, today=None)
    assert item.theme == theme.id
    assert theme.findings == (item.evidence.id,)


def test_quotes_without_a_phrase_have_a_name_too(say, found, build):
    texts = ["7!", "so what", "???", "und dann", "он не работает"]
    meetings = [say(text, name=f"{number}.txt") for number, text in enumerate(texts)]
    findings = [found(Need, meeting, 0, type="pain", customer="internal") for meeting in meetings]
    _, themes = build(findings, meetings, today=None)
    assert all(theme.name and theme.area and theme.id for theme in themes)
    assert len({theme.id for theme in themes}) == len(themes)


def test_people_merge_and_split(told, built, build):
    findings, meetings = told
    ids = [item.evidence.id for item in findings]
    gate, invoices = frozenset(ids[:3]), frozenset(ids[3:5])
    _, merged = build(findings, meetings, edits=[Regrouping("merge", "x", gate, invoices)])
    assert gate | invoices in {frozenset(theme.findings) for theme in merged}
    split = Regrouping("split", "y", frozenset(ids[2:3]), frozenset(ids[:2]))
    _, themes = build(findings, meetings, edits=[split])
    assert {frozenset(ids[:2]), frozenset(ids[2:3])} < {
        frozenset(theme.findings) for theme in themes
    }


def test_a_new_meeting_changes_only_what_it_touches(told, built, build, say, found):
    findings, meetings = told
    new = say("The telephone rang and nobody answered it.", name="z.txt", unit="Mill")
    more = [*findings, found(Need, new, 0, type="pain", customer="internal")]
    _, themes = build(more, [*meetings, new])
    before = {frozenset(theme.findings) for theme in built[1]}
    after = {frozenset(theme.findings) for theme in themes}
    assert len(before - after) <= 1


def test_what_is_said_in_a_rehearsal_makes_no_theme_and_weighs_nothing(told, build, rehearsed):
    findings, meetings = told
    _, (real, *_) = build(findings[:2], meetings)
    acted = [*findings[:2], *(rehearsed(item) for item in findings[2:])]
    back, themes = build(acted, meetings)
    assert [item.evidence for item in back] == [item.evidence for item in acted]
    assert [(theme.findings, theme.ranking) for theme in themes] == [(real.findings, real.ranking)]
    assert {item.theme for item in back[2:] if isinstance(item, Need | Idea)} == {None}


def test_themes_that_may_be_one_are_told(told, encoder, projection):
    findings, meetings = told
    ids = [item.evidence.id for item in findings]
    apart = Regrouping("split", "gate", frozenset(ids[:1]), frozenset(ids[1:3]))
    built = build_themes(
        findings, meetings, encoder, projection, today=TODAY, weights=Priority(), edits=(apart,)
    )
    home = {finding: theme.id for theme in built.themes for finding in theme.findings}
    assert home[ids[0]] != home[ids[1]]
    pairs = [{pair.theme, pair.other} for pair in built.alike]
    assert {home[ids[0]], home[ids[1]]} in pairs
    assert {home[ids[0]], home[ids[5]]} not in pairs
    assert set().union(*pairs) <= {theme.id for theme in built.themes}
