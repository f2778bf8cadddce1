import datetime as dt
from dataclasses import replace

import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.config import Settings
from notesnlp.ledger.brief import Brief, write_brief
from notesnlp.ledger.brief_text import heading, render_html, render_text, sections
from tests.ledger.story import EVIL, keep

JOINERY = f"""\
Roth Joinery
outside customer · 2 meetings, last met 1 Sep 2016 · Ines Roth

What they do
  “We run a joinery in Corran with forty people.”
    Ines Roth, 8 Mar 2016, a.txt, line 1

How they use us
  “We order from you every week.”
    Ines Roth, 8 Mar 2016, a.txt, line 1

Who are they?
  “We run a joinery in Corran with forty people.”
    Ines Roth, 8 Mar 2016, a.txt, line 1

Why do they buy?
  “The reason we stay is that your driver knows our yard.”
    Ines Roth, 8 Mar 2016, a.txt, line 2

What keeps them?
  “The reason we stay is that your driver knows our yard.”
    Ines Roth, 8 Mar 2016, a.txt, line 2

What would drive them to a competitor?
  “If prices stay we buy from Larch and Sons.”
    Ines Roth, 8 Mar 2016, a.txt, line 4

Recent trouble
  “The scanner loses the list. {EVIL}”
    Ines Roth, 1 Sep 2016, b.txt, line 1
  “We wait nine days for a price.”
    Ines Roth, 8 Mar 2016, a.txt, line 3

We promised
  “I'll send you the price list by Friday.”
    Sam Ode; due 11 March 2016; 204 days overdue; not known: prioritised, told. Sam Ode, 8 Mar 2016, a.txt, line 5

They promised
  “I will mail you our order sheet.”
    Ines Roth; not known: prioritised, told. Ines Roth, 8 Mar 2016, a.txt, line 6

Coming events
  A new site opens, March 2017, begin by 1 November 2016 (hidden)
    “We open a showroom in March.” Ines Roth, 1 Sep 2016, b.txt, line 2

Questions to open with
  We still owe you this: “I'll send you the price list by Friday.” Shall I tell you how it stands?
  You said on 1 Sep 2016: “The scanner loses the list. {EVIL}” How is that now?
  Which address?
  What happens when you log in?
"""
YARD = """\
Yard
1 meeting, day of the last meeting not known

What they do
  not known: ask

How they use us
  not known: ask

Who are they?
  not known: ask
    What do you do here, and who depends on it?

Why do they buy?
  not known: ask
    What made you choose us, and what are you after this year?

What keeps them?
  not known: ask
    What would you miss most if we were gone?

What would drive them to a competitor?
  not known: ask
    What would have to happen for you to go elsewhere?

Recent trouble
  None told within a year.

We promised
  Nothing is open.

They promised
  Nothing is open.

Coming events
  None known.

Questions to open with
  What do you do here, and who depends on it?
  What made you choose us, and what are you after this year?
  What would you miss most if we were gone?
  What would have to happen for you to go elsewhere?
"""


def _brief(ledger, unit: str) -> Brief:
    with ledger.reading() as connection:
        return write_brief(connection, unit, Settings(), events=load_catalogue())


@pytest.fixture
def brief(ledger, joinery) -> Brief:
    keep(ledger, *joinery)
    return _brief(ledger, "Roth Joinery")


def test_the_whole_text(brief: Brief):
    assert render_text(brief) == JOINERY


def test_the_whole_text_where_nothing_is_known(ledger, say):
    keep(ledger, [say("It rains.", unit="Yard", unit_kind=None, date=None)], [])
    brief = _brief(ledger, "Yard")
    assert render_text(brief) == YARD
    assert "as of" not in render_html(brief)
    assert render_html(brief).count('class="ask"') == 6


def test_the_page_says_for_which_day_it_is(brief: Brief):
    assert f"<p>{heading(brief)} · as of 1 Oct 2016</p>" in render_html(brief)


def test_people_are_told_with_their_role(brief: Brief):
    (person,) = brief.people
    inside = replace(brief, unit_kind="internal", people=(replace(person, role="Buyer"), person))
    assert heading(inside) == (
        "unit inside · 2 meetings, last met 1 Sep 2016 · Ines Roth (Buyer), Ines Roth"
    )


def _part(brief: Brief, title: str) -> list[tuple[str, str]]:
    return dict(sections(brief))[title]


def test_what_is_not_known_of_a_promise_or_an_event_is_told(brief: Brief):
    event, promise = brief.events[0], brief.ours[0]
    place = replace(event.evidence, speaker=None, date=None)
    early = replace(event.workstreams[0], start_by="2016-10-05")
    none = replace(event.workstreams[0], start_by=None)
    told = replace(
        brief,
        events=(
            replace(event, event="picnic", when=None, workstreams=(), evidence=place),
            replace(event, workstreams=(*event.workstreams, none, early)),
        ),
        ours=(
            replace(
                promise, owner=None, due=None, stuck_by=("somebody says so",), mentions=(place,),
                facts=dict.fromkeys(promise.facts, "“so” (a.txt, line 1)"),
            ),
        ),
    )  # fmt: skip
    assert _part(told, "Coming events") == [
        ("picnic, no day known (hidden)", "“We open a showroom in March.” notes, b.txt, line 2"),
        (
            "A new site opens, March 2017, begin by 5 October 2016 (hidden)",
            "“We open a showroom in March.” Ines Roth, 1 Sep 2016, b.txt, line 2",
        ),
    ]
    assert _part(told, "We promised") == [
        (
            "“We open a showroom in March.”",
            "nobody owns it; somebody says so. notes, b.txt, line 2",
        )
    ]


def test_long_quotes_are_cut_to_what_fits_a_page(brief: Brief):
    long = replace(brief.does[0], quote="We wait nine days for a price and " * 12)
    ((said, _),) = _part(replace(brief, does=(long,)), "What they do")
    assert len(said) <= 152
    assert said.startswith("“We wait nine days") and said.endswith("…”")


def test_a_day_before_the_first_meeting_is_one_too(ledger, joinery):
    keep(ledger, *joinery)
    with ledger.reading() as connection:
        brief = write_brief(
            connection, "Yard", Settings(today=dt.date(2016, 1, 1)), events=load_catalogue()
        )
    assert "as of 1 Jan 2016" in render_html(brief)
