import re
from dataclasses import replace

from notesnlp.report.results import Results
from notesnlp.report.sections import ReportView
from notesnlp.report.text import WIDTH, render_text
from notesnlp.report.view import build_view

SECTIONS = ["THIS WEEK", "IT DEPENDENCIES", "WHO MAY LEAVE", "THEMES", "FOLLOW-UPS", "COVERAGE",
            "HOW WE TALKED", "WHAT COULD NOT BE READ"]  # fmt: skip


def test_sections_in_order_and_lines_short(view: ReportView):
    text = render_text(view)
    places = [text.index(f"\n{name}\n") for name in SECTIONS]
    assert places == sorted(places)
    assert max(map(len, text.splitlines())) <= WIDTH


def test_headlines_stand_with_quote_and_place(view: ReportView):
    text = " ".join(render_text(view).split())
    for line in view.headlines:
        assert line.why in text
        assert f"{line.finding.evidence.meeting}, line {line.finding.evidence.line}" in text
    assert "“We open a showroom in March.”" in text


def test_nothing_in_it_turns_or_breaks_lines(view: ReportView):
    text = render_text(view)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert "\nBcc:" not in text


def test_a_word_without_spaces_is_broken(results: Results):
    long = replace(results, failures=(replace(results.failures[0], path="x" * 300),))
    text = render_text(build_view(long))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.replace("\n  ", "").count("x" * 300) == 1


def test_long_lists_are_cut_and_say_so(many: Results):
    text = render_text(build_view(many))
    assert "… and 388 more in the report" in text
    assert len(text) < 60_000


def test_an_empty_run():
    text = render_text(build_view(Results((), ())))
    assert "Nothing is late" in text
    assert "Every file could be read." in text


def test_same_results_same_text(view: ReportView, results: Results):
    assert render_text(view) == render_text(build_view(results))


def test_a_date_left_open_is_told_with_its_words(results: Results):
    findings = tuple(
        replace(item, when=None, when_text="two weeks after the <move>")
        if item.kind == "dependency"
        else item
        for item in results.findings
    )
    text = " ".join(render_text(build_view(replace(results, findings=findings))).split())
    assert "date not settled: “two weeks after the <move>”" in text


def test_sides_of_a_conversation_are_told_in_words(view: ReportView):
    text = render_text(view)
    talked = " ".join(text[text.index("\nHOW WE TALKED\n") :].split())
    assert "customers 81 %, IT 19 % of talk by words" in talked
