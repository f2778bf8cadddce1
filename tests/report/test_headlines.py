"""The theme that rises has a line at the top, whatever else there is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from notesnlp.model.finding import Need
from notesnlp.report.headlines import MOST_HEADLINES, rising_themes
from notesnlp.report.results import Results
from notesnlp.report.sections import ReportView
from notesnlp.report.view import build_view
from tests.report.conftest import TODAY

RECENT, BEFORE = TODAY - dt.timedelta(days=30), TODAY - dt.timedelta(days=250)


def _run(results: Results, visits: Sequence[tuple[str, dt.date, bool]]) -> Results:
    """A run of visits to units, each on a day, some of which tell of the theme ``dates``."""
    meeting, need = results.meetings[0], results.of(Need)[0]
    meetings, findings = [], []
    for at, (unit, date, tells) in enumerate(visits):
        name = f"{at}.txt"
        meetings.append(replace(meeting, name=name, unit=unit, date=date))
        place = replace(need.evidence, id=str(at), meeting=name, unit=unit, date=date)
        if tells:
            findings.append(replace(need, evidence=place))
    theme = replace(
        results.themes[0], findings=tuple(item.evidence.id for item in findings),
        units=tuple({item.evidence.unit or "" for item in findings}),
    )  # fmt: skip
    return Results(tuple(meetings), tuple(findings), (theme,), today=TODAY)


def _rise(run: Results) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found = rising_themes(build_view(run).themes, run.meetings, run.today)
    return [(item.told, item.before) for item in found]


def test_a_larger_part_of_the_units_tells_of_it(results: Results):
    run = _run(
        results,
        [("A", RECENT, True), ("B", RECENT, True), ("C", RECENT, False), ("A", BEFORE, True), ("C", BEFORE, False), ("D", BEFORE, False)],
    )  # fmt: skip
    assert _rise(run) == [((2, 3), (1, 3))]
    [line] = build_view(run).headlines
    assert line.text == f"Look at “{run.themes[0].name}”: more of them speak of it.".replace(
        "\n", " "
    )
    assert line.why == "2 of the 3 units met in the last six months, 1 of 3 in the six before."
    assert line.finding.evidence.date == RECENT


@pytest.mark.parametrize(
    "visits",
    [
        [("A", RECENT, True), ("B", RECENT, True)],  # nobody was met before
        [("A", RECENT, True), ("A", RECENT, True), ("B", BEFORE, False)],  # one unit alone
        [("A", RECENT, True), ("B", RECENT, True), ("C", BEFORE, True)],  # no larger part
        [("A", BEFORE, True), ("B", BEFORE, True), ("C", RECENT, False)],  # it falls
    ],
)
def test_what_does_not_rise(results: Results, visits):
    run = _run(results, visits)
    assert _rise(run) == []
    assert rising_themes(build_view(run).themes, run.meetings, None) == []


def test_it_takes_the_place_of_a_promise(many: Results, results: Results):
    visits = [("A", RECENT, True), ("B", RECENT, True), ("C", BEFORE, False)]
    more = _run(results, visits)
    both = replace(
        many, meetings=(*many.meetings, *more.meetings), findings=(*many.findings, *more.findings),
        themes=more.themes,
    )  # fmt: skip
    tones = [line.tone for line in build_view(both).headlines]
    plain = [line.tone for line in build_view(many).headlines]
    assert len(tones) == len(plain) == MOST_HEADLINES
    assert tones.count("promise") == plain.count("promise") - ("theme" in tones)


def test_a_line_carries_the_finding_that_is_told(view: ReportView, results: Results):
    assert all(line.finding in results.findings for line in view.headlines)
