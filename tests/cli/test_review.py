import io
import json
from pathlib import Path

import pytest

from notesnlp.ledger import open_ledger
from notesnlp.ledger.decisions import all_decisions
from tests import own_event


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch):
    """Makes a reviewer type these lines."""
    return lambda *lines: monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))


def _decisions(out: Path):
    with open_ledger(out / "ledger.db").reading() as connection:
        return [(item.verdict, dict(item.changes), item.note, item.by) for item in all_decisions(connection)]  # fmt: skip


def test_stepping_through(notesnlp, remembered: Path, types):
    types("r", "n", "as Dana said", "a", "s", "b", "c", "request", "nonsense", "", "c", "request", "The gate is down", "", "q")  # fmt: skip
    answer = notesnlp("review", remembered, "--by", "Ann")
    assert answer.code == 0
    assert "1 of 5" in answer.out
    assert "decisions kept" in answer.out


def test_a_wrong_correction_is_told_and_asked_again(notesnlp, remembered: Path, types):
    types("c", "", "never said", "", "a")
    answer = notesnlp("review", remembered, "--by", "Ann", "--kind", "idea")
    assert "is not what was said there" in answer.out
    assert _decisions(remembered) == [("accept", {}, None, "Ann")]


def test_a_correction_and_a_note(notesnlp, remembered: Path, types):
    types("n", "heard it twice", "c", "", "Dana Reyes", "-", "-")
    types("n", "heard it twice", "c", "", "", "-", "2016-04")
    notesnlp("review", remembered, "--by", "Ann", "--kind", "followup")
    assert _decisions(remembered) == [("correct", {"owner": "", "date": "2016-04"}, "heard it twice", "Ann")]  # fmt: skip
    assert "Nothing is left" in notesnlp("review", remembered, "--kind", "followup").out


def test_leaving_at_once_keeps_nothing(notesnlp, remembered: Path, types):
    types("q")
    assert "0 decisions kept" in notesnlp("review", remembered).out
    assert _decisions(remembered) == []


def test_there_and_back_by_a_sheet(notesnlp, remembered: Path, tmp_path: Path):
    sheet = tmp_path / "review.csv"
    assert "5 findings" in notesnlp("review", remembered, "--export", sheet).out
    text = sheet.read_text("utf-8-sig").replace(",churn_risk,", ",loyalty,")
    sheet.write_text(text, "utf-8")
    answer = notesnlp("review", remembered, "--import", sheet, "--by", "Bo")
    assert "1 decisions read, 1 of them new" in answer.out
    assert _decisions(remembered) == [("correct", {"type": "loyalty"}, None, "Bo")]


@pytest.mark.parametrize("known", ["now", "in the run"])
def test_a_sheet_can_name_an_event_of_one_s_own(
    notesnlp, remembered: Path, tmp_path: Path, types, known: str
):
    """It stands in the settings of the notes, or did so in the run if their folder is gone."""
    notes = tmp_path / "notes"
    own = own_event.settings().model_dump(mode="json") if known == "in the run" else {}
    about = {"folders": [str(notes)], "settings": own}
    (remembered / "run.json").write_text(json.dumps(about), encoding="utf-8")
    sheet = tmp_path / "review.csv"
    notesnlp("review", remembered, "--export", sheet, "--kind", "dependency")
    text = sheet.read_text("utf-8-sig").replace(",office_move,", ",frost_alarm,")
    sheet.write_text(text, "utf-8")
    if known == "now":
        answer = notesnlp("review", remembered, "--import", sheet)
        assert answer.code == 2
        assert "unknown event 'frost_alarm'" in answer.err
        notes.mkdir()
        (notes / "notesnlp.toml").write_text(own_event.FROST_ALARM, encoding="utf-8")
    answer = notesnlp("review", remembered, "--import", sheet, "--by", "Bo")
    assert "1 decisions read, 1 of them new" in answer.out
    brief = notesnlp("brief", remembered, "yard", "--today", "2016-03-10")
    assert "A house gets a frost alarm, May 2016" in brief.out
    types("c", "frost_alarm", "", "2016-06", "q")
    notesnlp("review", remembered, "--kind", "dependency", "--all", "--by", "Cy")
    assert _decisions(remembered)[-1] == (
        "correct", {"type": "frost_alarm", "date": "2016-06"}, None, "Cy",
    )  # fmt: skip


def test_facts_priorities_and_a_set(notesnlp, remembered: Path, tmp_path: Path):
    words = ["--fact", "list", "told", "rang them", "--priority", "gate", "now"]
    assert notesnlp("review", remembered, *words).out == "noted\n"
    assert "no item" in notesnlp("review", remembered, "--fact", "x", "told", "y").err
    answer = notesnlp("review", remembered, "--set", tmp_path / "set")
    assert answer.code == 2
    assert "reviewed whole" in answer.err
    sheet = tmp_path / "all.csv"
    notesnlp("review", remembered, "--export", sheet)
    lines = sheet.read_text("utf-8-sig").splitlines()
    place = lines[0].split(",").index("verdict")
    filled = [lines[0]]
    for line in lines[1:]:
        cells = line.split(",")
        cells[place] = "accept"
        filled.append(",".join(cells))
    sheet.write_text("\n".join(filled) + "\n", "utf-8")
    notesnlp("review", remembered, "--import", sheet)
    assert "2 meetings" in notesnlp("review", remembered, "--set", tmp_path / "set").out


def test_one_way_at_a_time_and_a_ledger(notesnlp, remembered: Path, tmp_path: Path):
    answer = notesnlp("review", remembered, "--export", "a.csv", "--set", "b")
    assert answer.code == 2
    answer = notesnlp("review", tmp_path / "nowhere")
    assert answer.code == 2
    assert "no ledger" in answer.err
