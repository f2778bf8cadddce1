"""The themes of a run looked into and changed from the command line."""

from pathlib import Path

import pytest

from notesnlp.report.results import load_results
from notesnlp.themes.estimates import FILE_NAME


@pytest.fixture
def gate(remembered: Path) -> tuple[str, ...]:
    """The ids of the findings of the run's one theme."""
    (theme,) = load_results(remembered).themes
    return theme.findings


def test_a_theme_with_its_findings_and_what_its_place_comes_from(notesnlp, remembered: Path, gate):
    answer = notesnlp("themes", remembered, "list", "gate")
    assert answer.code == 0
    assert answer.out.splitlines()[0] == "1. gate (yard), priority 2.5"
    assert f"  {gate[0]}  pain: The gate is down every morning." in answer.out
    assert "severity 2.5" in answer.out


@pytest.mark.parametrize("words", [["list", "gaet"], ["estimate", "gaet", "--effort", "3"]])
def test_a_theme_that_is_not_there_is_told_with_where_to_look(notesnlp, remembered, words):
    answer = notesnlp("themes", remembered, *words)
    assert answer.code == 2
    assert "there is no theme 'gaet'" in answer.err
    assert f"notesnlp show {remembered} themes --csv" in answer.err
    assert not (remembered / FILE_NAME).exists()


def test_edits_are_numbered_listed_and_taken_back(notesnlp, remembered: Path, gate):
    for words in (["split", "gate", "queue", gate[1][:8]], ["rename", "gate", "the gate screen"], ["pin", "gate"]):  # fmt: skip
        answer = notesnlp("themes", "--by", "Ann", remembered, *words)
        assert answer.code == 0
        assert "it holds from the next run on" in answer.out
    told = notesnlp("themes", remembered, "edits").out.splitlines()
    assert [line.split("  ")[1] for line in told] == [
        "split queue “queue”",
        "rename gate “the gate screen”",
        "pin gate",
    ]
    assert all("(Ann, " in line for line in told)
    number = told[1].split()[0]
    assert f"edit {number} is undone" in notesnlp("themes", remembered, "undo", number).out
    left = notesnlp("themes", remembered, "edits").out
    assert "rename" not in left
    assert "pin gate" in left


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["merge", "gate", "gate"], "gate"),
        (["merge", "gate", "price"], "price"),
        (["split", "gate", "queue", "ffffffff"], "ffffffff"),
        (["undo", "7"], "7"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(notesnlp, remembered: Path, words, reason):
    answer = notesnlp("themes", remembered, *words)
    assert answer.code == 2
    assert reason in answer.err
    assert notesnlp("themes", remembered, "edits").out == ""


def test_pairs_that_may_be_one(notesnlp, remembered: Path):
    assert notesnlp("themes", remembered, "alike").out == ""


def test_estimates_are_filled_in_one_by_one(notesnlp, remembered: Path):
    notesnlp("themes", remembered, "estimate", "gate", "--effort", "3", "--value", "8")
    answer = notesnlp("themes", remembered, "estimate", "gate", "--moscow", "must")
    assert answer.code == 0
    assert str(remembered / FILE_NAME) in answer.out
    text = (remembered / FILE_NAME).read_text("utf-8")
    row = dict(zip(*(line.split(",") for line in text.splitlines()), strict=True))
    assert (row["theme"], row["effort"], row["value"], row["moscow"]) == (
        "gate",
        "3.0",
        "8.0",
        "must",
    )


def test_an_estimate_out_of_range_changes_nothing(notesnlp, remembered: Path):
    notesnlp("themes", remembered, "estimate", "gate", "--value", "8")
    before = (remembered / FILE_NAME).read_text("utf-8")
    answer = notesnlp("themes", remembered, "estimate", "gate", "--confidence", "7")
    assert answer.code == 2
    assert "is no confidence" in answer.err
    assert "a number from 0.01 to 1" in answer.err
    assert (remembered / FILE_NAME).read_text("utf-8") == before


def test_themes_in_the_order_of_a_method(notesnlp, remembered: Path):
    notesnlp("themes", remembered, "estimate", "gate", "--moscow", "must")
    answer = notesnlp("show", remembered, "themes", "--method", "moscow", "--json")
    assert answer.code == 0
    assert '"theme": "gate"' in answer.out
    assert "The gate is down every morning." in answer.out


@pytest.mark.parametrize("weight", ["severity", "severity=high", "severity=nan"])
def test_a_weight_that_is_none_is_told(notesnlp, remembered: Path, weight):
    answer = notesnlp("show", remembered, "themes", "--what-if", weight)
    assert answer.code == 2
    assert "write it as severity=5" in answer.err


def test_themes_with_another_weight(notesnlp, remembered: Path):
    answer = notesnlp("show", remembered, "themes", "--what-if", "severity=5", "--json")
    assert answer.code == 0
    assert '"before": 1' in answer.out
