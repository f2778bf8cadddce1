"""What is forgotten in the folder of a run."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.config import Terms
from notesnlp.ledger.erasing import Target
from notesnlp.ledger.forget_out import forget_in_folder
from notesnlp.model.finding import FollowUp, Need
from notesnlp.model.meeting import Speaker
from notesnlp.report.output import save_reports
from notesnlp.report.results import Failure, load_results, save_results
from notesnlp.report.tables import save_tables
from tests.ledger.story import ALL_OF, grouped


@pytest.mark.parametrize("what", ALL_OF)
def test_no_file_of_a_folder_holds_it(visit, call, findings, what: str, tmp_path: Path):
    results = grouped([call, visit], findings)
    save_results(results, tmp_path)
    save_tables(results, tmp_path)
    save_reports(results, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    told = forget_in_folder(tmp_path, ALL_OF[what], Terms(), dry_run=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert told.rows == {"findings": 3, "themes": 1, "items": 1} | (
        {} if what == "person" else {"meetings": 1}
    )
    assert told.changed == ({"meetings": 1} if what == "person" else {})
    assert forget_in_folder(tmp_path, ALL_OF[what], Terms()) == told
    assert told.left == load_results(tmp_path)
    for path in tmp_path.iterdir():
        told = path.read_text("utf-8")
        assert "nine days" not in told, path.name
        assert "buy elsewhere" not in told
        assert what != "person" or "Ines Roth" not in told
    left = load_results(tmp_path)
    assert [theme.id for theme in left.themes] == ["gate"]
    assert len(left.findings) == 4
    for item in left.findings:
        meeting = next(each for each in left.meetings if each.name == item.evidence.meeting)
        place = item.evidence
        assert meeting.turns[place.turn].text[place.start : place.end] == place.quote


def test_of_those_who_stay_nothing_is_taken(visit, call, findings, tmp_path: Path):
    results = grouped([call, visit], findings)
    save_results(results, tmp_path)
    forget_in_folder(tmp_path, ALL_OF["meeting"], Terms())
    (item,) = load_results(tmp_path).items
    assert (item.id, item.owner, item.reason) == ("list", "Sam Ode", "as they say")
    forget_in_folder(tmp_path, Target("person", "Sam Ode"), Terms())
    assert load_results(tmp_path).items == ()  # he said it himself


def test_findings_in_which_a_name_is_blanked_are_told_apart_from_those_that_go(
    say, found, tmp_path: Path
):
    one = say("Bo Ek rang.", ("Bo Ek", "customer", "The till is slow."), "The mill is shut.", name="a.txt")  # fmt: skip
    two = say("The mill by the till of Bo Ek is shut.", name="b.txt")
    mine = [
        found(Need, one, 1, type="pain", customer="internal", theme="till"),
        found(Need, one, 2, type="pain", customer="internal", theme="ek, mill"),
        found(Need, two, 0, type="pain", customer="internal", theme="ek, mill"),
        found(FollowUp, one, 0, type="action", owner="Bo Ek", due=None, item="ring"),
    ]
    results = grouped([one, two], mine)
    roster = (Speaker("Bo Ek", side="customer", role=None), Speaker("Ann", side="it", role=None))
    met = tuple(replace(item, people=roster) for item in (one, two, say("It rains.", name="d.txt")))
    unread = (Failure("Bo Ek.pdf", "empty"), Failure("c.txt", "empty"))
    save_results(replace(results, failures=unread, meetings=met), tmp_path)
    told = forget_in_folder(tmp_path, Target("person", "Bo Ek", ("Ek",)), Terms())
    assert told.rows == {"findings": 1, "themes": 1, "people": 1}
    assert told.changed == {"meetings": 2, "findings": 3, "themes": 1, "items": 1, "failures": 1}
    assert forget_in_folder(tmp_path, Target("meeting", "c.txt"), Terms()).rows == {"failures": 1}


def test_what_a_run_tells_of_its_files_is_mended_too(visit, call, findings, tmp_path: Path):
    save_results(grouped([call, visit], findings), tmp_path)
    about = {
        "ignored": ["call.json", "Ines Roth.png"], "before_since": ["call.json", "b.txt"],
        "failures": [{"path": "call.json", "reason": "x"}, {"path": "c.txt", "reason": "of Ines Roth"}],
        "counts": {}, "version": "1",
    }  # fmt: skip
    (tmp_path / "run.json").write_text(json.dumps(about), encoding="utf-8")
    forget_in_folder(tmp_path, ALL_OF["meeting"], Terms())
    left = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert left["ignored"] == ["Ines Roth.png"]
    assert left["before_since"] == ["b.txt"]
    assert left["failures"] == [{"path": "c.txt", "reason": "of Ines Roth"}]
    assert left["version"] == "1"
    assert left["counts"]["meetings"] == 1
    (tmp_path / "run.json").write_text(json.dumps(about), encoding="utf-8")
    save_results(grouped([call, visit], findings), tmp_path)
    forget_in_folder(tmp_path, ALL_OF["person"], Terms())
    assert "Ines Roth" not in (tmp_path / "run.json").read_text("utf-8")
