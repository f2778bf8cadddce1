import datetime as dt
import re
from dataclasses import replace

import lxml.html
import pytest

from bench.synthetic import synthetic
from notesnlp.conversation.trends import Point, Trend
from notesnlp.model.finding import Framing
from notesnlp.report.html import render_page
from notesnlp.report.results import Results
from notesnlp.report.talk import trend_rows
from notesnlp.report.trend_chart import TREND_NAMES, framing_picture, trend_picture
from notesnlp.report.view import build_view

POINTS = (
    Point("2024-01", 0.25, 2, 0.1, 0.4),
    Point("2024-02", 0.5, 1, None, None),
    Point("2025-01", 1.0, 3, 0.9, 1.0),
)


def test_months_lie_in_their_distance_and_values_in_their_height():
    picture = trend_picture(Trend("customer_share", "all", POINTS))
    assert [dot.x for dot in picture.dots] == [5, 12.5, 95]
    assert [dot.y for dot in picture.dots] == [75, 50, 0]
    assert [(dot.low_y, dot.high_y) for dot in picture.dots] == [(90, 60), (None, None), (10, 0)]
    assert (picture.name, picture.banded) == ("Customers' share of talk", True)
    assert picture.scale == ("100 %", "50 %", "0 %")
    assert [dot.value for dot in picture.dots] == ["25 %", "50 %", "100 %"]


def test_labels_that_would_lie_on_each_other_are_left_out():
    picture = trend_picture(Trend("customer_share", "all", POINTS))
    assert [dot.labelled for dot in picture.dots] == [False, True, True]
    assert picture.dots[2].label == "Jan 25"


def test_what_is_no_share_is_as_high_as_its_highest():
    points = tuple(replace(point, value=40 * point.value, low=None, high=None) for point in POINTS)
    picture = trend_picture(Trend("technical_density", "all", points))
    assert (picture.scale, picture.banded) == (("40.0", "20.0", "0.0"), False)
    assert picture.dots[2].y == 0


def test_framing_counts_each_meeting_but_no_rehearsal(results: Results):
    picture = framing_picture(results)
    assert picture is not None
    assert [(dot.point.month, dot.point.value, dot.point.meetings) for dot in picture.dots] == [
        ("2024-02", 0.0, 1),
        ("2024-11", 1.0, 1),
    ]
    visit, shop = results.conversations
    acted = replace(results, conversations=(replace(visit, rehearsal=True), shop))
    assert framing_picture(acted) is None
    plain = tuple(item for item in results.findings if not isinstance(item, Framing))
    assert framing_picture(replace(results, findings=plain)) is None


@pytest.mark.parametrize("measure", ["customer_share", "open_share", "technical_density"])
def test_the_page_draws_what_the_table_holds(measure: str):
    """Months, values, meetings and bands are those of ``all`` in trends.csv."""
    run = synthetic(90)
    days = {item.name: dt.date(2024, 1 + at % 3, 1) for at, item in enumerate(run.meetings)}
    run = replace(
        run,
        meetings=tuple(replace(item, date=days[item.name]) for item in run.meetings),
        conversations=tuple(replace(item, date=days[item.meeting]) for item in run.conversations),
    )
    rows = [row for row in trend_rows(run) if (row["measure"], row["series"]) == (measure, "all")]
    page = lxml.html.fromstring(render_page(build_view(run), run))
    [figure] = [
        each
        for each in page.xpath("//figure[@class='trend']")
        if TREND_NAMES[measure] in each.find("figcaption").text
    ]
    drawn = [
        [re.sub(r"\s+", " ", cell.text_content()) for cell in row.xpath("th | td")]
        for row in figure.xpath(".//tbody/tr")
    ]
    share = measure.endswith("_share")

    def told(value: float) -> str:
        return f"{100 * value:.0f} %" if share else f"{value:.1f}"

    bands = [
        "not known" if row["low"] is None else f"{told(row['low'])} to {told(row['high'])}"
        for row in rows
    ]
    assert [cells[1:3] for cells in drawn] == [
        [told(row["value"]), str(row["meetings"])] for row in rows
    ]
    assert [cells[0] for cells in drawn] == ["January 2024", "February 2024", "March 2024"]
    if any(row["low"] is not None for row in rows):
        assert [cells[3] for cells in drawn] == bands
