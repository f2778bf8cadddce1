import csv
import io
import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from notesnlp.cli.main import main
from notesnlp.report.tables import COLUMNS, TABLES


def _rows(answer) -> list[dict]:
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.mark.parametrize("what", TABLES)
def test_every_table_is_shown_in_three_forms(notesnlp, out: Path, what: str):
    rows = _rows(notesnlp("show", out, what, "--json"))
    assert all(set(COLUMNS[what]) <= set(row) for row in rows)
    table = list(csv.reader(io.StringIO(notesnlp("show", out, what, "--csv").out, newline="")))
    assert table[0] == list(COLUMNS[what])
    assert len(table) == len(rows) + 1
    shown = notesnlp("show", out, what)
    assert shown.code == 0
    assert f"{len(rows)} {what}" in shown.out


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (["needs"], ["We buy elsewhere if prices stay.", "The gate is down every morning."]),
        (["needs", "--unit", "yard"], ["The gate is down every morning."]),
        (["needs", "--type", "churn_risk"], ["We buy elsewhere if prices stay."]),
        (["needs", "--min-score", "0.9"], ["The gate is down every morning."]),
        (["needs", "--limit", "1"], ["We buy elsewhere if prices stay."]),
        (["needs", "--unit", "Nobody"], []),
        (["dependencies", "--status", "hidden"], ["=We move to the mill in May."]),
        (["dependencies", "--status", "recognised"], []),
        (["followups", "--state", "open"], ["I'll send the list by Friday."]),
        (["followups", "--state", "done"], []),
    ],
)
def test_filters(notesnlp, out: Path, words, quotes):
    assert [row["quote"] for row in _rows(notesnlp("show", out, *words, "--json"))] == quotes


@pytest.mark.parametrize(
    "words",
    [
        ["needs", "--status", "hidden"],
        ["ideas", "--state", "open"],
        ["themes", "--unit", "Yard"],
        ["themes", "--min-score", "0.5"],
        ["meetings", "--min-score", "0"],
        ["wishes"],
        ["needs", "--min-score", "2"],
        ["needs", "--limit", "0"],
        ["dependencies", "--status", "late"],
    ],
)
def test_filters_that_do_not_fit_are_two(notesnlp, out: Path, words):
    answer = notesnlp("show", out, *words)
    assert answer.code == 2
    assert "Error" in answer.err


def test_csv_marks_formulas(notesnlp, out: Path):
    assert "'=We move" in notesnlp("show", out, "dependencies", "--csv").out


def test_the_table_tells_place_and_day(notesnlp, out: Path):
    text = notesnlp("show", out, "dependencies").out
    assert "Internet line" in text
    assert "2016-01-02" in text
    assert "yard/visit.txt" in text


def test_a_narrow_terminal_gets_one_finding_below_the_other(out: Path, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "argv", ["notesnlp", "show", str(out), "dependencies"])
    with pytest.raises(SystemExit):
        main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 dependencies"
    assert "quote: =We move to the mill in May." in lines
    assert "start by: 2016-01-02" in " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("width", "below"), [(95, True), (96, False)])
def test_sentences_want_room(out: Path, monkeypatch, capsys, width: int, below: bool):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys, "argv", ["notesnlp", "show", str(out), "needs"])
    with pytest.raises(SystemExit):
        main()
    lines = capsys.readouterr().out.splitlines()
    assert ("quote: The gate is down every morning." in lines) == below
    assert (["unit", "type", "quote"] in [line.split()[:3] for line in lines]) != below


@pytest.mark.parametrize(
    ("what", "called", "head"),
    [
        ("themes", "themes", "name: "),
        ("meetings", "meetings", "meeting: yard/visit.txt"),
        ("coverage", "units", "unit: Yard"),
        ("changes", "changes", "name: call.json"),
    ],
)
def test_below_one_another_each_row_says_first_what_it_is_about(
    remembered: Path, monkeypatch, capsys, what: str, called: str, head: str
):
    monkeypatch.setenv("COLUMNS", "44")
    monkeypatch.setattr(sys, "argv", ["notesnlp", "show", str(remembered), what])
    with pytest.raises(SystemExit):
        main()
    title, *lines = capsys.readouterr().out.splitlines()
    heads = [line for before, line in pairwise(lines) if not before]
    assert title == f"{len(heads)} {called}"
    assert any(line.startswith(head) for line in heads)
    assert {line.partition(":")[0] for line in heads} == {head.partition(":")[0]}


def test_a_unit_that_is_not_there_is_told_with_those_that_are(notesnlp, out: Path):
    answer = notesnlp("show", out, "needs", "--unit", "Nobody", "--json")
    assert (answer.code, json.loads(answer.out)) == (0, [])
    assert "'Nobody'; there are Roth Joinery, Yard" in answer.err
    assert not notesnlp("show", out, "ideas", "--unit", "yard", "--limit", "1").err


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_a_folder_without_results_is_two(notesnlp, tmp_path: Path, name: str):
    (tmp_path / "file").write_text("")
    answer = notesnlp("show", tmp_path / name, "needs")
    assert answer.code == 2
    assert "notesnlp analyze" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("coverage", ["Yard", "2016-03-08", "Roth Joinery"]),
        ("shares", ["2016-Q4", "all"]),
        ("promises", ["Sam Ode", "214 days overdue"]),
        ("changes", ["visit.txt", "new", "gate"]),
    ],
)
def test_the_ledger_s_tables(notesnlp, remembered, what: str, says: list[str]):
    told = notesnlp("show", remembered, what)
    assert told.code == 0
    for words in says:
        assert words in told.out
    rows = json.loads(notesnlp("show", remembered, what, "--json").out)
    assert len(notesnlp("show", remembered, what, "--csv").out.splitlines()) >= len(rows) + 1


def test_filters_of_the_ledger_s_tables(notesnlp, remembered):
    assert (
        json.loads(notesnlp("show", remembered, "promises", "--owner", "nobody", "--json").out)
        == []
    )
    assert (
        len(json.loads(notesnlp("show", remembered, "promises", "--unit", "yard", "--json").out))
        == 1
    )
    assert (
        json.loads(notesnlp("show", remembered, "changes", "--since", "2999-01-01", "--json").out)
        == []
    )
    assert notesnlp("show", remembered, "needs", "--since", "2016-01-01").code == 2


def test_the_plan_within_a_horizon(notesnlp, out: Path, tmp_path: Path):
    picture = tmp_path / "timeline.png"
    answer = notesnlp(
        "show", out, "dependencies", "--horizon", "12m", "--today", "2016-03-08",
        "--picture", picture,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert "1 events within 12 months: 1 late" in answer.out
    assert "Internet line (60–120 days)" in answer.out
    assert picture.read_bytes().startswith(b"\x89PNG")
    words = ["show", out, "dependencies", "--horizon", "12m", "--today", "2016-03-08"]
    (row,) = _rows(notesnlp(*words, "--json"))
    assert (row["work"], row["heard"], row["urgency"]) == ("Internet line", "silent", "late")
    assert _rows(notesnlp(*words, "--status", "recognised", "--json")) == []
    assert len(notesnlp(*words, "--csv").out.splitlines()) == 2


def test_the_horizon_ends(notesnlp, out: Path):
    words = ["show", out, "dependencies", "--today", "2016-03-08", "--json", "--horizon"]
    assert _rows(notesnlp(*words, "1m")) == []
    assert len(_rows(notesnlp(*words, "6m"))) == 1


def test_the_demand_record(notesnlp, out: Path):
    (row,) = _rows(notesnlp("show", out, "demand", "--today", "2016-03-08", "--json"))
    assert (row["requester"], row["effort"]) == ("Dana Reyes", "unknown")
    told = notesnlp("show", out, "demand", "--today", "2016-03-08", "--map", "jira", "--csv").out
    assert told.startswith("Summary,Issue Type,Description")
    assert "'=We move" in told


@pytest.mark.parametrize(
    "words",
    [
        ["needs", "--horizon", "12m"],
        ["dependencies", "--horizon", "soon"],
        ["dependencies", "--horizon", "0m"],
        ["dependencies", "--horizon", "99m"],
        ["dependencies", "--picture", "a.png"],
        ["dependencies", "--today", "2016-03-08"],
        ["dependencies", "--map", "jira"],
        ["demand", "--map", "nobody's"],
        ["dependencies", "--horizon", "12m", "--today", "31 June"],
    ],
)
def test_wrong_uses_of_the_plan_are_two(notesnlp, out: Path, words):
    answer = notesnlp("show", out, *words)
    assert answer.code == 2
    assert "Traceback" not in answer.err
