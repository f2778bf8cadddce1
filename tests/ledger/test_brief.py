import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.config import Settings
from notesnlp.errors import LedgerError
from notesnlp.ledger.brief import ASK, NOT_KNOWN, write_brief
from notesnlp.ledger.brief_text import render_html, render_text
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.decisions import decide as decide_with
from notesnlp.ledger.sayings import sayings
from notesnlp.model.finding import Dependency, FollowUp, Framing, Need, Workstream
from tests import own_event
from tests.ledger.story import decide, keep, with_people

CHROMIUM = Path("/usr/bin/chromium")
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def joinery(say, found):
    """Two meetings with a customer outside, and one with somebody else."""
    first = with_people(say(
        ("Ines Roth", "customer", "We run a joinery in Corran with forty people. We order from you every week."),
        ("Ines Roth", "customer", "The reason we stay is that your driver knows our yard."),
        ("Ines Roth", "customer", "We wait nine days for a price."),
        ("Ines Roth", "customer", "If prices stay we buy from Larch and Sons."),
        ("Sam Ode", "it", "I'll send you the price list by Friday."),
        ("Ines Roth", "customer", "I will mail you our order sheet."),
        ("Sam Ode", "it", "The OAuth token expires."),
        name="a.txt", unit="Roth Joinery", unit_kind="external", date=dt.date(2016, 3, 8),
    ))  # fmt: skip
    second = with_people(say(
        ("Ines Roth", "customer", f"The scanner loses the list. {EVIL}"),
        ("Ines Roth", "customer", "We open a showroom in March."),
        ("Ines Roth", "customer", "We opened a shop in May."),
        name="b.txt", unit="Roth Joinery", unit_kind="external", date=dt.date(2016, 9, 1),
    ))  # fmt: skip
    other = say("The gate is down.", name="c.txt", unit="Yard", date=dt.date(2016, 10, 1))
    works = (Workstream("Internet line", (60, 120), "2016-11-01", "estimate"),)

    def event(turn: int, type: str, when: str | None) -> Dependency:
        return found(
            Dependency, second, turn, type=type, event=type, status="hidden", when=when, when_text=None,
            tentative=False, workstreams=works if when == "2017-03" else (), questions=("Which address?",),
        )  # fmt: skip

    findings = [
        found(Need, first, 1, type="loyalty", customer="external"),
        found(Need, first, 2, type="pain", customer="external"),
        found(Need, first, 3, type="churn_risk", customer="external"),
        found(FollowUp, first, 4, type="action", owner="Sam Ode", due="2016-03-11", item="price-list"),
        found(FollowUp, first, 5, type="action", owner="Ines Roth", due=None, item="order-sheet"),
        found(
            Framing, first, 6, type="jargon", rule="unexplained-term", why="", say_instead="",
            ask="What happens when you log in?",
        ),
        found(Need, second, 0, type="pain", customer="external"),
        event(1, "site_opening", "2017-03"),
        event(2, "hiring", "2016-05"),
        found(Need, other, 0, type="pain", customer="internal"),
    ]  # fmt: skip
    return [first, second, other], findings


def _brief(ledger, unit="Roth Joinery", **own):
    own = {"events": load_catalogue(), **own}
    with ledger.reading() as connection:
        return write_brief(connection, unit, Settings(), **own)


def test_a_brief_says_what_they_said(ledger, joinery):
    keep(ledger, *joinery)
    brief = _brief(ledger, "roth joinery")
    assert brief.unit == "Roth Joinery"
    assert brief.met == (dt.date(2016, 9, 1), dt.date(2016, 3, 8))
    assert [person.name for person in brief.people] == ["Ines Roth"]
    assert [place.quote for place in brief.does] == [
        "We run a joinery in Corran with forty people."
    ]
    assert [place.quote for place in brief.uses] == ["We order from you every week."]
    answers = {item.question: [place.quote for place in item.quotes] for item in brief.four}
    assert answers == {
        "Who are they?": ["We run a joinery in Corran with forty people."],
        "Why do they buy?": ["The reason we stay is that your driver knows our yard."],
        "What keeps them?": ["The reason we stay is that your driver knows our yard."],
        "What would drive them to a competitor?": ["If prices stay we buy from Larch and Sons."],
    }
    assert [item.evidence.meeting for item in brief.trouble] == ["b.txt", "a.txt"]
    assert [item.id for item in brief.ours] == ["price-list"]
    assert [item.id for item in brief.theirs] == ["order-sheet"]
    assert [item.event for item in brief.events] == ["site_opening"]


def test_questions_to_open_with_begin_with_what_we_owe(ledger, joinery):
    keep(ledger, *joinery)
    openers = _brief(ledger).openers
    assert openers[0].startswith("We still owe you this: “I'll send you the price list")
    assert "You said on 1 Sep 2016" in openers[1]
    assert openers[2] == "Which address?"
    assert openers[-1] == "What happens when you log in?"


def test_what_nobody_said_is_to_be_asked(ledger, joinery):
    keep(ledger, *joinery)
    brief = _brief(ledger, "Yard")
    text = render_text(brief)
    assert text.count(NOT_KNOWN) == 6
    assert set(ASK.values()) <= set(text.replace("    ", "").splitlines()) | set(brief.openers)
    assert set(brief.openers) >= set(ASK.values())
    assert "Nothing is open." in text


def test_old_trouble_is_left_out_and_today_is_given(ledger, joinery):
    keep(ledger, *joinery)
    assert _brief(ledger, today=dt.date(2018, 1, 1)).trouble == ()
    assert _brief(ledger, today=dt.date(2018, 1, 1)).events == ()


def test_decisions_hold_in_the_brief(ledger, joinery):
    meetings, findings = joinery
    _, remembered = keep(ledger, meetings, findings)
    numbers = remembered.findings
    decide(
        ledger,
        [
            Decision(numbers[findings[2].evidence.id], "reject"),
            Decision(numbers[findings[6].evidence.id], "correct", {"quote": "The scanner loses the list."}),
        ],
        by="Ann",
    )  # fmt: skip
    brief = _brief(ledger)
    assert brief.four[3].quotes == ()
    assert brief.trouble[0].evidence.quote == "The scanner loses the list."


def test_an_event_of_one_s_own_holds_in_the_brief_under_its_name(ledger, joinery):
    meetings, findings = joinery
    _, remembered = keep(ledger, meetings, findings)
    opening = remembered.findings[findings[7].evidence.id]
    known = own_event.catalogue()
    decide_with(
        ledger, [Decision(opening, "correct", {"type": "frost_alarm"})], by="Ann", events=known
    )
    brief = _brief(ledger, events=known)
    assert [item.event for item in brief.events] == ["frost_alarm"]
    assert "A house gets a frost alarm, March 2017, begin by 15 January 2017" in render_text(brief)
    assert "Whose telephone should ring?" in brief.openers
    assert [item.event for item in _brief(ledger).events] == ["site_opening"]  # known no more


def test_a_unit_that_was_not_met_is_told_with_those_that_were(ledger, joinery):
    keep(ledger, *joinery)
    with pytest.raises(LedgerError, match="Roth Joinery"):
        _brief(ledger, "Rot Joinery")


def test_the_page_is_safe_and_says_the_same(ledger, joinery):
    keep(ledger, *joinery)
    brief = _brief(ledger)
    page = render_html(brief)
    assert EVIL not in page
    assert "http" not in page.replace("http-equiv", "")
    for said in ("We run a joinery", "What keeps them?", "Questions to open with", "a.txt, line 3"):
        assert said in page
        assert said in render_text(brief)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("We run the stores for the whole council.", "does"),
        ("There's nine of us in the shop now.", "does"),
        ("We log in to your system at six every day.", "uses"),
        ("My father went with you because you deliver to the island.", "buys"),
        ("We don't run the stores any more.", None),
        ("Do we order from you every week?", None),
    ],
)
def test_cues(say, words: str, where: str | None):
    found = sayings([say(("Dana Reyes", "customer", words))])
    told = {name: getattr(found, name) for name in ("does", "uses", "buys")}
    assert {name for name, places in told.items() if places} == ({where} if where else set())
    assert not any(vars_ for vars_ in _all(sayings([say(("Sam Ode", "it", words))])))


def _all(found):
    return found.does + found.uses + found.buys


@pytest.mark.browser
def test_a_full_brief_is_printed_on_one_page(ledger, joinery, tmp_path: Path):
    from playwright.sync_api import sync_playwright

    keep(ledger, *joinery)
    brief = _brief(ledger)
    long = replace(
        brief.trouble[0].evidence,
        quote="We wait nine days for a price and " * 12,
        meeting="visits/2016/2016-09-01 a rather long name of a file.docx",
    )
    pain = replace(brief.trouble[0], evidence=long)
    promise = replace(brief.ours[0], mentions=(long,))
    full = replace(
        brief, does=(long,) * 2, uses=(long,) * 2, trouble=(pain,) * 4, ours=(promise,) * 3,
        theirs=(promise,) * 3, events=(replace(brief.events[0], evidence=long),) * 3, openers=("Why? " * 40,) * 5,
        four=tuple(replace(item, quotes=(long,) * 2) for item in brief.four),
    )  # fmt: skip
    path = tmp_path / "brief.html"
    path.write_text(render_html(full), encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        printed = page.pdf(prefer_css_page_size=True)
        browser.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
