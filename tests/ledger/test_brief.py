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
from notesnlp.model.finding import Dependency, FollowUp, Need
from notesnlp.model.meeting import Speaker
from tests import own_event
from tests.ledger.story import EVIL, decide, keep, with_people

CHROMIUM = Path("/usr/bin/chromium")


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


def test_no_more_is_told_than_a_page_holds(ledger, say, found):
    events = [*load_catalogue()][:8]
    needs = ("pain", "goal", "loyalty", "churn_risk")
    meetings, findings = [], []
    for number, event in enumerate(events, 1):
        who = f"Person {number}"
        theirs = (
            *(f"It is {type} number {number}." for type in needs),
            f"We run the {number} stores for the whole council.",
            f"We log in to your system number {number} at six.",
            f"We open shop number {number} in May.",
            f"I will mail you sheet number {number}.",
        )
        ours = ("Sam Ode", "it", f"I will send you list number {number}.")
        name, date = f"{number}.txt", dt.date(2016, 3, number)
        meeting = say(*((who, "customer", words) for words in theirs), ours, name=name, date=date)
        meetings.append(with_people(meeting))
        findings += [
            found(Need, meeting, at, type=type, customer="internal")
            for at, type in enumerate(needs)
        ]
        findings += [
            found(
                FollowUp, meeting, at, type="action", owner=owner, due=None, item=f"{number}-{at}"
            )
            for at, owner in ((7, who), (8, "Sam Ode"))
        ]
        findings.append(
            found(
                Dependency, meeting, 6, type=event, event=event, status="hidden",
                when=f"2017-0{number}", when_text=None, tentative=False,
            )
        )  # fmt: skip
    keep(ledger, meetings, findings)
    brief = _brief(ledger, "Yard")
    most = {"people": 6, "does": 2, "uses": 2, "trouble": 4, "ours": 3, "theirs": 3, "events": 3}
    assert {name: len(getattr(brief, name)) for name in most} == most
    assert [len(item.quotes) for item in brief.four] == [2, 2, 2, 2]
    assert [item.event for item in brief.events] == events[:3]  # the nearest
    assert [item.evidence.meeting for item in brief.trouble] == [f"{n}.txt" for n in (8, 7, 6, 5)]


def test_of_an_event_the_latest_word_that_names_a_day_is_told(ledger, say, found):
    days = [say("We move.", name=f"{day}.txt", date=dt.date(2016, 3, day)) for day in (1, 2, 3)]
    whens = ("2017-01", "2017-03", None)
    keep(
        ledger, days,
        [
            found(
                Dependency, day, 0, type="office_move", event="office_move", status="hidden",
                when=when, when_text=None, tentative=False,
            )
            for day, when in zip(days, whens, strict=True)
        ],
    )  # fmt: skip
    (event,) = _brief(ledger, "Yard").events
    assert event.when == "2017-03"
    (event,) = _brief(ledger, "Yard", today=dt.date(2017, 3, 31)).events
    assert event.when == "2017-03"  # its last day
    (event,) = _brief(ledger, "Yard", today=dt.date(2017, 4, 1)).events
    assert event.when is None


@pytest.mark.parametrize(
    ("owner", "speaker", "side", "theirs"),
    [
        ("Dana Reyes", "Sam Ode", "it", True),  # one of theirs, whoever says it
        ("Sam Ode", "Dana Reyes", "customer", False),
        ("Bo Ek", "Bo Ek", "customer", True),  # not among those listed: who says it of himself
        ("Bo Ek", "Dana Reyes", "customer", False),
        ("Bo Ek", "Bo Ek", None, False),
        ("Bo Ek", "Bo Ek", "it", False),
        (None, "Dana Reyes", "customer", False),
    ],
)
def test_whose_promise_it_is(ledger, say, found, owner, speaker, side, theirs):
    day = say((speaker, side, "That will be sent by Friday."))
    people = (Speaker("Dana Reyes", side="customer"), Speaker("Sam Ode", side="it"))
    day = replace(day, speakers=people)
    keep(ledger, [day], [found(FollowUp, day, 0, type="action", owner=owner, due=None, item="x")])
    brief = _brief(ledger, "Yard")
    assert (len(brief.theirs), len(brief.ours)) == ((1, 0) if theirs else (0, 1))


def test_those_who_were_there_most_often_come_first(ledger, say):
    days = [
        with_people(say(*((name, "customer", "Hello all.") for name in names), name=f"{at}.txt"))
        for at, names in enumerate((("Zoe", "Ann", "Cas"), ("Zoe", "Bo"), ("Zoe", "Cas")))
    ]
    keep(ledger, [replace(day, date=dt.date(2016, 3, at + 1)) for at, day in enumerate(days)], [])
    assert [person.name for person in _brief(ledger, "Yard").people] == ["Zoe", "Cas", "Ann", "Bo"]


@pytest.mark.parametrize(("days", "told"), [(365, 1), (366, 0)])
def test_trouble_is_told_for_a_year(ledger, joinery, days, told):
    keep(ledger, *joinery)
    today = dt.date(2016, 9, 1) + dt.timedelta(days=days)
    assert len(_brief(ledger, today=today).trouble) == told


@pytest.mark.parametrize(
    ("unit", "remedy"),
    [("Rot Joinery", "there were meetings with Roth Joinery"), ("Z", "there were meetings with Roth Joinery, Yard")],
)  # fmt: skip
def test_whole_messages(ledger, joinery, unit, remedy):
    keep(ledger, *joinery)
    with pytest.raises(LedgerError) as caught:
        _brief(ledger, unit)
    assert str(caught.value) == f"no meeting was with {unit!r} ({remedy})"


def test_the_message_where_no_meeting_names_its_unit(ledger, say):
    keep(ledger, [say("Hello.", unit=None)], [])
    with pytest.raises(LedgerError) as caught:
        _brief(ledger, "Yard")
    assert str(caught.value) == (
        "no meeting was with 'Yard' (no meeting names its unit; see meetings.csv)"
    )


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
