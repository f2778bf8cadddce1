import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import lxml.html
import pytest

from notesnlp.model.finding import Dependency, Need, quote
from notesnlp.model.meeting import Meeting, Piece, Turn
from notesnlp.report.html import render_page
from notesnlp.report.reader import marked
from notesnlp.report.results import Results
from notesnlp.report.sections import Change, News
from notesnlp.report.view import build_view
from notesnlp.report.words import clean
from tests.report.conftest import SINCE


class Page(HTMLParser):
    """What a browser would make of it: tags with attributes, ids, and the text of each mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: dict[str, str] = {}
        self._open: list[str] = []
        self._back = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "mark":
            self._open.append(found["data-of"])
        self._back = tag == "a" and found.get("class") == "back"

    def handle_endtag(self, tag):
        if tag == "mark":
            self._open.pop()
        self._back = self._back and tag != "a"

    def handle_data(self, data):
        for name in set(self._open) if not self._back else ():
            self.marks[name] = self.marks.get(name, "") + data

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]


@pytest.fixture
def page(html: str) -> Page:
    return Page(html)


def test_every_finding_leads_to_its_mark_and_the_mark_leads_back(page: Page, results: Results):
    ids, links = page.values("id"), set(page.values("href"))
    assert len(ids) == len(set(ids))
    for item in results.findings:
        key = item.evidence.id
        assert {f"mark-{key}", f"find-{key}"} <= set(ids)
        assert {f"#mark-{key}", f"#find-{key}"} <= links


def test_every_link_leads_somewhere_in_the_page(page: Page):
    ids = set(page.values("id"))
    assert all(link.startswith("#") and link[1:] in ids for link in page.values("href"))


def test_marks_hold_the_words_of_their_quotes(page: Page, results: Results):
    for item in results.findings:
        assert page.marks[item.evidence.id] == clean(item.evidence.quote)


def test_nothing_from_the_notes_can_run(page: Page, html: str):
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not [
        tag for tag, _ in page.tags if tag in {"img", "iframe", "object", "embed", "link", "base"}
    ]
    assert "<script>alert" not in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_nothing_is_asked_of_the_network(page: Page, html: str):
    assert not page.values("src")
    assert not [
        tag for tag, attrs in page.tags if {"action", "srcset", "background"} & attrs.keys()
    ]
    styles = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in styles
    assert "@import" not in styles
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy


def test_the_sections_come_in_order(results: Results):
    html = render_page(build_view(results, News(SINCE, ())), results)
    names = ["week", "needs", "dependencies", "themes", "followups", "coverage", "framing",
             "conversations", "news", "failures", "guide", "find", "meetings"]  # fmt: skip
    places = [html.index(f'<section id="{name}"') for name in names]
    assert places == sorted(places)


def test_headings_go_down_one_level_at_a_time(page: Page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_say_what_they_show(page: Page):
    drawn = [attrs for tag, attrs in page.tags if tag == "svg" and attrs.get("role") == "img"]
    assert drawn
    assert all(attrs["aria-label"] for attrs in drawn)


def test_each_picture_has_a_table_behind_it(html: str):
    page = lxml.html.fromstring(html)
    pictures = page.xpath("//figure[starts-with(@class, 'chart') or @class='trend']")
    assert len(pictures) >= 4
    for picture in pictures:
        [table] = picture.xpath("details[starts-with(@class, 'fold table')]//table")
        rows = table.xpath("tbody/tr")
        assert rows
        assert all(row.text_content().strip() for row in rows)


def test_what_changed_leads_to_its_words(results: Results):
    leave, meeting = results.findings[2].evidence, results.meetings[1]
    news = News(SINCE, (
        Change("Need: new", leave.quote, leave.unit, leave.id),
        Change("Meeting: new", meeting.name, meeting.unit),
        Change("Idea: no longer there", "A shed.", None, "gone"),
    ))  # fmt: skip
    page = lxml.html.fromstring(render_page(build_view(results, news), results))
    [section] = page.xpath("//section[@id='news']")
    assert [link.get("href") for link in section.iter("a")] == [f"#mark-{leave.id}", "#meeting-2"]
    assert "A shed." in section.text_content()
    assert 'id="news"' not in render_page(build_view(results), results)


def test_same_results_same_page(html: str, results: Results):
    assert render_page(build_view(results), results) == html


def test_an_empty_run_makes_a_page():
    empty = Results((), ())
    assert "Every file could be read." in render_page(build_view(empty), empty)


def test_a_run_without_dates_makes_a_page(results: Results):
    meetings = tuple(replace(meeting, date=None) for meeting in results.meetings)
    undated = replace(results, meetings=meetings, today=None)
    assert "no date known" in render_page(build_view(undated), undated)


def test_thousands_of_findings(many: Results):
    page = Page(render_page(build_view(many), many))
    assert len([tag for tag, _ in page.tags if tag == "mark"]) == len(many.findings) == 2400


def _finding(text: str, words: str) -> Need:
    turn = Turn(0, None, text, (Piece(0, 1, 0),))
    meeting = Meeting("m", "text", "notes", (turn,))
    start = text.index(words)
    place = quote(meeting, turn, start, start + len(words), kind="need")
    return Need(evidence=place, type="pain", score=0.5, customer="internal")


@pytest.mark.parametrize(
    "words",
    [
        ("one two", "three"),
        ("one two three", "two"),
        ("one two", "two three"),
        ("one two", "one two three", "two three"),
        ("one", "one two", "two", "one two three"),
        ("", "one"),
    ],
)
def test_marks_nest_and_overlap(words: tuple[str, ...]):
    text = "one two three & four"
    findings = [_finding(text, each) for each in words]
    page = Page(marked(text, findings))
    assert page._open == []
    for item in findings:
        assert page.marks.get(item.evidence.id, "") == item.evidence.quote
        assert page.values("id").count(f"mark-{item.evidence.id}") == 1


def test_a_date_left_open_is_told_with_its_words(results: Results):
    findings = tuple(
        replace(item, when=None, when_text="two weeks after the <move>")
        if item.kind == "dependency"
        else item
        for item in results.findings
    )
    opened = replace(results, findings=findings)
    page = render_page(build_view(opened), opened)
    assert "Date not settled: “two weeks after the &lt;move&gt;”" in page


def test_a_mention_without_a_day_of_an_event_gone_by_is_shown(results: Results):
    hired = next(item for item in results.of(Dependency) if item.event == "hiring")
    place = replace(hired.evidence, id=hired.evidence.id + "2")
    again = replace(hired, evidence=place, when=None, when_text=None)
    more = replace(results, findings=(*results.findings, again))
    view = build_view(more)
    assert [item.when for item in view.passed] == ["2024-06", None]
    assert "no day named" in render_page(view, more)


def test_of_too_much_only_what_stands_around_findings_is_shown(
    results: Results, html: str, monkeypatch: pytest.MonkeyPatch
):
    from notesnlp.report import html as module

    monkeypatch.setattr(module, "MOST_TEXT", 0)
    monkeypatch.setattr(module, "NEAR", 0)
    quiet = Meeting("zoo/quiet.txt", "text", "notes", (Turn(0, None, "So.", (Piece(0, 1, 0),)),))
    more = replace(results, meetings=(*results.meetings, quiet))
    short = render_page(build_view(more), more)
    assert "only what stands around findings is shown" in short
    assert "only what stands around findings is shown" not in html
    places = {(item.evidence.meeting, item.evidence.turn) for item in results.findings}
    assert short.count('<td class="line">') == len(places)
    ids = set(Page(short).values("id"))
    assert all(f"mark-{item.evidence.id}" in ids for item in results.findings)
