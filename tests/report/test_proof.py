"""Nothing is claimed that no finding carries: the page, the text and the mail are walked and asked."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from bench.synthetic import synthetic
from notesnlp.model.finding import Dependency, Finding, FollowUp, Need
from notesnlp.model.when import first_day
from notesnlp.report.email import compose
from notesnlp.report.html import render_page
from notesnlp.report.results import Results
from notesnlp.report.sections import Change, News
from notesnlp.report.text import render_text
from notesnlp.report.view import build_view
from notesnlp.report.words import clean, count, one_line, short_day, when_words
from tests.report.conftest import SINCE
from tests.report.walk import counted, links, unproved, unsaid, unsaid_in_text, words

FRAME = {
    "What they struggle with, ask for, are after, value, and what may make them leave, in their own words.",
    "Outside customers", "Units inside",
    "What customers and units plan, and what IT has to have ready. “Hidden” means that nobody has said that IT has a part, or that somebody denies it.",
    "The next twelve months, by unit", "Late: start now #", "At risk: start within six weeks #", "On time #", "No date known #",
    "# more with this urgency", "Dates gone by #", "Their day lies before # November # Worth a look back: was IT ready?",
    "# whose date has passed",
    "Needs and ideas that one piece of work would serve, by priority. The small bars show what the priority is made of; they share one scale.",
    "Ideas outside the themes #", "# more ideas", "# more themes",
    "What was promised, who has it in hand, and how it stands.", "Stuck #", "Open #", "# more stuck", "# more open",
    "# of # meetings were with outside customers. Each customer and unit should be met about twice a year.",
    "Where IT's side spoke of technology rather than of the customer's work, and how it could be put. For the next rehearsal, without names: it is about the words. The other wording can be said as it stands; it adds nothing to what is known.",
    "# more to rehearse", "# more",
    "customers IT sales others not known", "Over the months", "Ways round, and steps that bring nothing",
    "Of all meetings together, rehearsals left out; by unit: notesnlp show OUT trends. A band is as wide as the spread between meetings of one unit makes it; where bands overlap, nothing has changed as far as can be told.",
    "Since the report of # November #: # changes, the most pressing first.",
}  # fmt: skip
"""What the report says of itself: headings, and how it is read."""
NOTHING = {
    "Nothing is late, stuck or at risk in what was read.", "No needs were found.",
    "No dependencies were found.", "No themes were found.", "No follow-ups were found.",
    "No tech-heavy framing was found.", "No conversations were measured.",
}  # fmt: skip


@pytest.fixture(params=["small", "synthetic"])
def run(request: pytest.FixtureRequest) -> Results:
    return request.getfixturevalue("results") if request.param == "small" else synthetic(60)


def _page(run: Results, **given: object) -> str:
    need = run.of(Need)[0].evidence
    news = News(SINCE, (
        Change("Need: new", need.quote, need.unit, need.id),
        Change("Meeting: new", need.meeting, need.unit),
    ))  # fmt: skip
    return render_page(build_view(run, news), run, **given)


def test_every_sentence_leads_to_a_finding_or_a_meeting(run: Results):
    told = [
        text
        for text in unproved(_page(run))
        if not text.startswith(("How much customers talk", "Not for appraisal."))
    ]
    assert set(told) <= FRAME


def test_the_walk_sees_what_is_invented(run: Results, tmp_path: Path):
    shipped = Path(__file__).parents[2] / "notesnlp" / "report" / "templates" / "coverage.html.j2"
    invented = "<p>Everybody is content.</p><ul><li>They love us.</li></ul></section>"
    (tmp_path / "coverage.html.j2").write_text(shipped.read_text().replace("</section>", invented))
    told = set(unproved(_page(run, templates=tmp_path)))
    assert {"Everybody is content.", "They love us."} <= told


def test_without_findings_nothing_is_said(run: Results):
    bare = replace(run, findings=(), themes=(), items=(), conversations=())
    page = lxml.html.fromstring(render_page(build_view(bare), bare))
    told = {words(each) for each in page.xpath("//p[@class='empty']")}
    assert told == NOTHING | ({"Every file could be read."} if not run.failures else set())
    assert not page.xpath("//blockquote | //article | //figure")


def test_quotes_are_the_words_to_which_they_lead(run: Results):
    told = list(links(_page(run)))
    assert {quote for quote, _ in told} == {
        one_line(clean(item.evidence.quote)) for item in run.findings
    }
    assert all(quote == marked for quote, marked in told)


def test_nobody_is_quoted_who_did_not_speak(run: Results):
    view = build_view(run)
    assert unsaid(_page(run), run) == []
    assert unsaid_in_text(render_text(view), run) == []
    html = compose(view).get_body(("html",)).get_content()
    assert unsaid(html, run) == []


def test_headings_count_what_stands_beneath_them(run: Results):
    told = list(counted(_page(run)))
    assert told
    assert all(number == entries for _, number, entries in told)


def test_the_head_counts_findings(run: Results):
    page = lxml.html.fromstring(_page(run))
    [counts] = page.xpath("//p[@class='counts']")
    for kind, name in (("need", "need"), ("idea", "idea"), ("followup", "follow-up")):
        assert count(sum(item.kind == kind for item in run.findings), name) in words(counts)
    leaving = {
        item.evidence.unit for item in run.of(Need)
        if item.type == "churn_risk" and item.evidence.unit_kind == "external"
    }  # fmt: skip
    stuck = sum(item.state == "stuck" for item in run.items)
    numbers = [int(each.text) for each in page.xpath("//ul[@class='facts']//b")]
    assert numbers[1:3] == [len(leaving), stuck]


def _who_where_when(finding: Finding) -> list[str]:
    place = finding.evidence
    told = [place.speaker or "Notes", place.unit, f"{place.meeting}, line {place.line}"]
    return [
        one_line(part) for part in (*told, short_day(place.date) if place.date else None) if part
    ]


def _dependency(finding: Dependency, line: str, run: Results) -> None:
    assert run.today
    assert finding.when
    left = (first_day(finding.when) - run.today).days
    days = max(work.lead_days[1] for work in finding.workstreams)
    assert f"It can take {days} days, and {count(left, 'day')}" in line
    assert when_words(finding.when) in line
    assert (finding.status == "hidden") == ("nobody has said that IT has a part" in line)


def _risk(finding: Need, line: str, run: Results) -> None:
    assert finding.type == "churn_risk"
    same = [
        item for item in run.of(Need)
        if item.type == "churn_risk" and item.evidence.unit == finding.evidence.unit
    ]  # fmt: skip
    assert (len(same) == 1) or f"in {len(same)} places" in line


def _promise(finding: FollowUp, line: str, run: Results) -> None:
    [item] = [item for item in run.items if finding.evidence.id in item.mentions]
    assert item.state == "stuck"
    assert f"owner: {item.owner or 'nobody named'}" in line
    assert when_words(item.due) in line if item.due else "no day was named" in line


def _theme(finding: Finding, line: str, run: Results) -> None:
    [theme] = [item for item in run.themes if finding.evidence.id in item.findings]
    assert f"“{one_line(theme.name)}”" in line


PROOF: dict[str, Callable[..., None]] = {
    "dependency": _dependency, "risk": _risk, "promise": _promise, "theme": _theme,
}  # fmt: skip


def test_the_lines_of_the_week_say_what_their_findings_hold(run: Results):
    view = build_view(run)
    page = lxml.html.fromstring(_page(run))
    told = [words(line) for line in page.xpath("//ol[@class='week']/li")]
    assert 3 <= len(told) <= 7
    for line, text in zip(view.headlines, told, strict=True):
        assert line.finding in run.findings
        assert line.why in text
        assert all(part in text for part in _who_where_when(line.finding))
        PROOF[line.tone](line.finding, text, run)


def test_text_and_mail_name_the_place_of_each_quote(run: Results):
    view = build_view(run)
    text = " ".join(render_text(view).split())
    html = words(lxml.html.fromstring(compose(view).get_body(("html",)).get_content()))
    for item in run.findings:
        place = item.evidence
        source = rf"{re.escape(one_line(place.meeting))}, line {place.line}\b"
        for told in (text, html):
            at = told.find(f"“{one_line(clean(place.quote))}”")
            assert at < 0 or re.search(source, told[at : at + 600])
