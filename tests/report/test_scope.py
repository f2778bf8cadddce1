import datetime as dt
from dataclasses import replace

import pytest

from notesnlp.errors import ConfigError
from notesnlp.report.report import Report
from notesnlp.report.results import Results
from notesnlp.report.scope import Scope, known_units, period, scoped, units_of
from notesnlp.report.tables import COLUMNS, TABLES, to_csv
from notesnlp.report.workbook import workbook
from notesnlp.themes import Theme
from notesnlp.themes.bands import Alike
from notesnlp.themes.priority import Ranking

OTHERS = ("Mixing takes an hour", "Scanner promised", "paint shop", "Paint shop")
"""What is said and done with the paint shop, by whose names it could be known."""


@pytest.fixture
def mixed(results: Results) -> Results:
    """The small results, with a theme and a promise that both units share."""
    wait, mixing = results.findings[0], results.findings[-1]
    send, scanner = (item for item in results.findings if item.kind == "followup")
    theme = Theme(
        "mixing-delivery", "delivery date, mixing", "mixing hours", 1, Ranking(2.0, {"reach": 2.0}),
        (mixing.evidence.id, wait.evidence.id), ("Paint shop", "Oakfield"), ("paint shop.md", "oak/visit.txt"),
    )  # fmt: skip
    item = replace(
        results.items[1], id="scanner-list", owner="Paul of the paint shop", due="2024-12-24",
        mentions=(send.evidence.id, scanner.evidence.id),
    )  # fmt: skip
    return replace(results, themes=(theme,), items=(item,))


def _all_words(results: Results) -> str:
    report = Report(results)
    tables = "".join(to_csv(rows(results), COLUMNS[name]) for name, rows in TABLES.items())
    return report.html() + report.text() + report.message().as_string() + tables


def test_no_word_of_another_unit_is_left(mixed: Results):
    words = _all_words(scoped(mixed, Scope(units=(mixed.meetings[0].unit or "",))))
    assert "We wait nine days" in words
    for other in (*OTHERS, "mixing", "Paul of", "24 December", "2024-12-24"):
        assert other not in words


def test_the_other_unit_has_its_own(mixed: Results):
    part = scoped(mixed, Scope(units=("PAINT  shop",)))
    assert [meeting.name for meeting in part.meetings] == ["paint shop.md"]
    assert part.themes[0].name == "mixing"
    assert part.items[0].due is None
    words = _all_words(part)
    assert "Mixing takes an hour" in words
    assert "nine days" not in words
    assert "Oakfield" not in words


def test_pairs_of_themes_only_where_both_are_left(results: Results):
    mine, other = (
        results.themes[0],
        replace(results.themes[0], id="mixing", findings=(results.findings[-1].evidence.id,)),
    )
    pairs = (
        Alike(mine.id, results.themes[1].id, "related", 0.45),
        Alike(mine.id, "mixing", "same", 0.8),
    )
    both = replace(results, themes=(*results.themes, other), alike=pairs)
    assert scoped(both, Scope()).alike == pairs
    assert scoped(both, Scope(units=(results.meetings[0].unit or "",))).alike == pairs[:1]
    assert scoped(both, Scope(units=("paint shop",))).alike == ()


def test_everything_is_the_same(mixed: Results):
    assert scoped(mixed, Scope()) is mixed


def test_meetings_of_unknown_units_belong_to_no_unit(results: Results):
    unknown = replace(
        results, meetings=tuple(replace(item, unit=None) for item in results.meetings),
        findings=tuple(replace(item, evidence=replace(item.evidence, unit=None)) for item in results.findings),
    )  # fmt: skip
    part = scoped(unknown, Scope(units=("",)))
    assert part.findings == scoped(unknown, Scope(units=("Oakfield",))).findings == ()


def test_promises_alone_and_of_one_owner(results: Results):
    part = scoped(results, Scope(only="promises"))
    assert {item.kind for item in part.findings} == {"followup"}
    assert len(part.items) == 2
    own = scoped(results, Scope(only="promises", owner="ben ode"))
    assert [item.owner for item in own.items] == ["Ben Ode"]
    assert [item.evidence.quote for item in own.findings] == ["I will send the list on Friday."]


def test_a_period(results: Results):
    part = scoped(results, Scope(first=dt.date(2024, 11, 1), last=dt.date(2024, 11, 30)))
    assert [meeting.name for meeting in part.meetings] == ["oak/visit.txt"]
    assert "Mixing takes" not in _all_words(part)
    undated = replace(results, meetings=(replace(results.meetings[0], date=None),))
    assert scoped(undated, Scope(first=dt.date(2024, 1, 1))).meetings == ()


@pytest.mark.parametrize("text", ["soon", "2024-13", "2024-Q5", "2025..2024", "", "2024-1-1..x"])
def test_what_is_no_period(text: str):
    with pytest.raises(ConfigError):
        period(text)


def test_units_that_are_none(results: Results):
    assert units_of(results)[1] == "Paint shop"
    assert known_units(results, ["paint SHOP"]) == ("Paint shop",)
    with pytest.raises(ConfigError, match=r"(?s)no meeting is with 'Paint'.*Paint shop"):
        known_units(results, ["Paint"])


def test_the_workbook_is_the_same_bytes(results: Results):
    assert workbook(results) == workbook(results)
