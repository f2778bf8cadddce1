import datetime as dt
from dataclasses import replace

from notesnlp.report.about import counts
from notesnlp.report.headlines import MOST_HEADLINES
from notesnlp.report.results import Results
from notesnlp.report.sections import ReportView
from notesnlp.report.tables import TABLES, meeting_rows
from notesnlp.report.view import build_view


def test_an_empty_run_says_nothing():
    view = build_view(Results((), ()))
    assert (view.headlines, view.units, view.dependencies, view.items) == ((), (), (), ())
    assert view.today is None


def test_every_line_carries_a_finding_of_the_run(view: ReportView, results: Results):
    known = {item.evidence.id for item in results.findings}
    assert view.headlines
    assert {line.finding.evidence.id for line in view.headlines} <= known


def test_every_finding_has_a_section(view: ReportView, results: Results):
    shown = [
        *(need for unit in view.units for need in unit.needs),
        *(each for item in view.dependencies for each in (item.finding, *item.other_mentions)),
        *view.passed,
        *(each for item in view.cancelled for each in item.entry.mentions),
        *view.ideas,
        *(each for item in view.themes for each in item.findings),
        *(each for item in view.items for each in item.mentions),
        *view.framing,
    ]
    assert {item.evidence.id for item in shown} == {item.evidence.id for item in results.findings}


def test_dependencies_are_judged_against_the_day(view: ReportView):
    assert [item.urgency for item in view.dependencies] == ["late", "undated"]
    assert view.dependencies[0].consequence
    assert [item.when for item in view.passed] == ["2024-06"]


def test_the_top_says_what_is_late_who_may_leave_and_what_is_stuck(view: ReportView):
    tones = [line.tone for line in view.headlines]
    assert tones[:3] == ["dependency", "risk", "promise"]
    assert len(tones) <= MOST_HEADLINES
    assert "It can take 120 days, and 102 days are left" in view.headlines[0].why
    assert "a new site opens (March 2025)" in view.headlines[0].text
    assert not any("\n" in line.text or "\r" in line.text for line in view.headlines)


def test_the_top_is_short_however_much_there_is(many: Results):
    assert len(build_view(many).headlines) == MOST_HEADLINES


def test_units_that_were_not_met_for_half_a_year_are_overdue(view: ReportView):
    assert [(unit.kind, unit.overdue) for unit in view.units] == [
        ("external", False),
        ("internal", True),
    ]
    assert [unit.kind for unit in view.at_risk] == ["external"]


def test_needs_of_no_known_unit_stay_in_the_report(results: Results):
    meeting = replace(results.meetings[0], unit=None, unit_kind=None)
    findings = tuple(
        replace(item, evidence=replace(item.evidence, unit=None, unit_kind=None))
        if item.evidence.meeting == meeting.name
        else item
        for item in results.findings
    )
    view = build_view(replace(results, meetings=(meeting, results.meetings[1]), findings=findings))
    assert view.units[-1].name is None
    assert len(view.units[-1].needs) == 5
    assert not view.units[-1].overdue


def test_a_reason_does_not_repeat_the_quote_it_stands_beside(view: ReportView):
    stuck, open_ = view.items
    assert stuck.why == "They say that it has not come."
    assert (open_.why, open_.overdue_days) == ("Nothing says that it is done.", 11)


def test_without_a_day_nothing_is_late(results: Results):
    view = build_view(replace(results, today=None))
    assert {item.urgency for item in view.dependencies} == {"undated"}
    assert not any(unit.overdue for unit in view.units)


def test_visits_are_in_order(results: Results):
    later = replace(results.meetings[0], name="a later one", date=dt.date(2024, 11, 9))
    undated = replace(results.meetings[0], name="a", date=None)
    view = build_view(replace(results, meetings=(undated, later, *results.meetings)))
    assert [visit.meeting for visit in view.units[0].visits] == [
        "oak/visit.txt",
        "a later one",
        "a",
    ]


def test_what_a_rehearsal_holds_counts_for_no_customer(results: Results, rehearsed):
    findings = tuple(rehearsed(item) for item in results.findings)
    talks = tuple(replace(talk, rehearsal="named so") for talk in results.conversations)
    acted = replace(results, findings=findings, conversations=talks, themes=(), items=())
    view = build_view(acted)
    assert view.counts == {"framing": 1}
    assert (view.units, view.plan, view.ideas, view.headlines) == ((), (), (), ())
    assert [item.evidence.rehearsal for item in view.framing] == [True]
    rows = meeting_rows(acted)
    assert [sum(row[kind] for row in rows) for kind in ("framing", "needs", "ideas")] == [1, 0, 0]
    assert all(row["rehearsal"] for row in TABLES["needs"](acted))
    assert counts(acted, (), ())["in_rehearsals"] == len(findings) - 1
