import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from notesnlp.cli import init
from notesnlp.cli.main import cli
from notesnlp.config import Settings, load_settings
from notesnlp.metadata import load_rosters


@pytest.fixture
def folder(new_notes, tmp_path: Path) -> Path:
    notes = new_notes(tmp_path / "notes")
    (notes / "people.csv").unlink()
    (notes / "meetings.csv").unlink()
    return notes


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_settings_and_rosters_are_written_and_can_be_read(notesnlp, folder: Path):
    answer = notesnlp("init", folder, "--fiscal-month", 7)
    assert answer.code == 0
    assert load_settings(folder).fiscal_month == 7
    rosters = load_rosters(folder)
    assert {"Dana Reyes", "Sam Ode", "Ines Roth"} <= {person.name for person in rosters.people}
    assert rosters.meetings["yard/2016-09-05 visit.txt"].date.isoformat() == "2016-09-05"
    assert "lines want a side" in answer.out
    assert "3 files cannot be read" in answer.out
    assert "Next: notesnlp analyze" in answer.out


def test_nothing_that_is_there_is_replaced(notesnlp, folder: Path):
    assert notesnlp("init", folder).code == 0
    (folder / "people.csv").write_text("name,side\nSam Ode,it\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    answer = notesnlp("init", folder)
    assert answer.out.count("is there already: left as it is") == 3
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_roster_of_json_lines_is_enough(notesnlp, folder: Path):
    (folder / "people.jsonl").write_text('{"name": "Sam Ode", "side": "it"}\n', encoding="utf-8")
    assert "people.jsonl is there already" in notesnlp("init", folder).out
    assert not (folder / "people.csv").exists()


def test_folders_may_be_units(notesnlp, folder: Path):
    assert notesnlp("init", folder, "--units-from-folders").code == 0
    units = {row["meeting"]: row["unit"] for row in _rows(folder / "meetings.csv")}
    assert units["yard/2016-09-05 visit.txt"] == "yard"
    assert units["2016-10-11 call.json"] == ""
    assert load_settings(folder).units_from_folders  # for notes that no roster knows yet


def test_it_asks_little_on_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(init.sys, "stdin", _Terminal())
    asked: list[str] = []
    answers = iter(["4", True, "1", True])

    def answer(text: str, **_: object) -> object:
        asked.append(text)
        return next(answers)

    monkeypatch.setattr(init.click, "prompt", answer)
    monkeypatch.setattr(init.click, "confirm", answer)
    init.command.callback(folder, False, None, None)
    assert len(asked) == 4
    assert {row["side"] for row in _rows(folder / "people.csv")} == {"it", "customer"}
    assert {row["unit"] for row in _rows(folder / "meetings.csv")} >= {"yard", "stock"}


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("it", "asked"),
    [
        ("1", "Is Dana Reyes a customer?"),
        ("", "Are they customers?"),
    ],
)
def test_it_asks_of_whom_it_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, it: str, asked: str
):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "visit.txt").write_text("Dana Reyes: We wait.\nInes Roth: So do we.\n", "utf-8")
    said: list[str] = []

    def answer(text: str, **given: object) -> object:
        said.append(text)
        return it if text.startswith("Who of these") else given.get("default", False)

    monkeypatch.setattr(init.sys, "stdin", _Terminal())
    monkeypatch.setattr(init.click, "prompt", answer)
    monkeypatch.setattr(init.click, "confirm", answer)
    init.command.callback(notes, False, None, None)
    assert said[-1] == asked


def test_without_a_terminal_it_asks_nothing(folder: Path):
    done = CliRunner().invoke(cli, ["init", str(folder)], input="")
    assert done.exit_code == 0


def test_a_folder_that_is_none_is_two(notesnlp, tmp_path: Path):
    answer = notesnlp("init", tmp_path / "nowhere")
    assert answer.code == 2
    assert "there is no such folder" in answer.err


def test_a_run_over_what_was_written_finds_the_same(notesnlp, folder: Path, tmp_path: Path):
    """Rosters that say no more than the notes change nothing that was found."""
    import json

    before = json.loads(notesnlp("analyze", folder, "-o", tmp_path / "a", "--json").out)
    assert notesnlp("init", folder).code == 0
    after = json.loads(notesnlp("analyze", folder, "-o", tmp_path / "b", "--json").out)
    assert before["meetings"] == after["meetings"]
    assert before["findings"] == after["findings"]
    assert Settings().fiscal_month == load_settings(folder).fiscal_month
