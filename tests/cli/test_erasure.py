"""What `notesnlp forget` does in folders and ledgers, and what it tells."""

import io
import json
import shutil
from pathlib import Path

import pytest

from notesnlp.ledger import open_ledger
from notesnlp.report.results import load_results
from tests.ledger.story import keep

VISIT = """\
Dana Reyes: The gate screen was down again all morning and the lorries queued.
Sam Ode: I will send Dana Reyes the list of numbers by Friday.
"""
SHOP = """\
Bo Ek: The till forgets the price of planks every single day.
Sam Ode: I will look at the till on Monday.
"""
MAIL = '[mail]\nlocale = "de"\nlist_id = "<notes.timber.example>"\ntemplates = "templates"\nhost = "post.example"\n'
REPORTS = ("report.html", "report.txt", "report.eml")


@pytest.fixture
def timber(tmp_path: Path) -> Path:
    """Two notes."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2016-09-05 visit.txt").write_text(VISIT, encoding="utf-8")
    (folder / "2016-10-05 shop.txt").write_text(SHOP, encoding="utf-8")
    return folder


@pytest.fixture
def broken_off(notesnlp, timber: Path, tmp_path: Path) -> Path:
    """What a first run leaves that ends before it has results."""
    notesnlp("analyze", timber, "-o", tmp_path / "whole", "--quiet")
    out = tmp_path / "out"
    out.mkdir()
    shutil.copytree(tmp_path / "whole" / ".cache", out / ".cache")
    half = out / ".writing-x1"
    half.mkdir()
    (half / "findings.jsonl").write_text("Dana Reyes", encoding="utf-8")
    return out


@pytest.mark.parametrize(
    "words", [("--person", "Dana Reyes"), ("--meeting", "a.txt"), ("--older-than", "1y")]
)
def test_where_the_first_run_was_broken_off_all_that_was_kept_goes(
    notesnlp, broken_off: Path, words
):
    before = sorted(broken_off.rglob("*"))
    told = notesnlp("forget", broken_off, *words, "--dry-run")
    assert told.code == 0, told.err
    assert f"{broken_off}: no run has been finished here" in told.out
    assert "name it with --ledger" in told.out
    assert f"{broken_off}: 2 kept analyses would be removed, none left" in told.out
    assert sorted(broken_off.rglob("*")) == before
    told = notesnlp("forget", broken_off, *words, "--yes")
    assert told.code == 0, told.err
    assert f"{broken_off}: 2 kept analyses removed, none left" in told.out
    assert told.out.endswith("forgotten\n")
    assert list(broken_off.iterdir()) == []


def test_where_the_run_that_was_broken_off_had_remembered_the_ledger_forgets(
    notesnlp, broken_off: Path, remembered: Path
):
    shutil.copy(remembered / "ledger.db", broken_off / "ledger.db")
    told = notesnlp("forget", broken_off, "--unit", "Yard", "--yes")
    assert told.code == 0, told.err
    assert f"{broken_off / 'ledger.db'}: 1 meeting, 4 findings" in told.out
    assert "name it with --ledger" not in told.out
    assert not (broken_off / ".cache").exists()
    told = notesnlp("forget", broken_off, "--unit", "Yard", "--yes")  # the ledger alone is there
    assert told.code == 0, told.err
    assert "no run has been finished here" in told.out


def test_a_folder_without_anything_of_a_run_is_told(notesnlp, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "nowhere"):
        told = notesnlp("forget", out, "--unit", "Yard", "--yes")
        assert told.code == 2
        assert f"{out}: there are no results here" in told.err
    assert not (tmp_path / "nowhere").exists()


def test_what_expires_is_not_known_where_no_run_was_finished(notesnlp, broken_off: Path):
    told = notesnlp("forget", broken_off, "--expired", "--yes")
    assert told.code == 2
    assert "no run has been finished here that says where its settings are" in told.err
    assert (broken_off / ".cache").is_dir()


def test_what_goes_from_where_is_told_before_it_goes_and_after(
    notesnlp, remembered: Path, monkeypatch: pytest.MonkeyPatch
):
    words = ("forget", remembered, "--person", "Dana Reyes")
    told = notesnlp(*words, "--dry-run")
    taken = "the name, and what the person said, would be taken out of 1 meeting"
    assert told.out.splitlines() == [
        f"{remembered}: 3 findings and 1 theme would be removed; {taken}",
        f"{remembered / 'ledger.db'}: 3 findings, 1 theme and 1 recorded change would be removed; {taken}",
    ]
    assert len(load_results(remembered).findings) == 5
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    asked = notesnlp(*words)
    assert asked.out.startswith(told.out)
    done = asked.out.removeprefix(told.out).removeprefix("Erase all of this for good? [y/N]: ")
    assert done == told.out.replace("would be ", "") + "forgotten\n"


def test_a_name_that_one_of_two_ledgers_holds_is_no_fault(
    notesnlp, remembered: Path, tmp_path: Path, say
):
    other = tmp_path / "other"
    shutil.copytree(remembered, other, ignore=shutil.ignore_patterns("ledger.db", "other"))
    keep(open_ledger(other / "ledger.db"), [say("It rains.", unit="Mill")], [])
    told = notesnlp("forget", remembered, other, "--unit", "Roth Joinery", "--yes")
    assert told.code == 0, told.err
    assert notesnlp("forget", other, "--log").out == ""
    told = notesnlp("forget", remembered, other, "--unit", "Rot Joinery", "--yes")
    assert told.code == 2
    assert "there is no unit 'Rot Joinery'" in told.err


@pytest.fixture
def first(notesnlp, timber: Path, tmp_path: Path) -> Path:
    """Results of a first run whose reports look as the settings beside the notes say."""
    (timber / "notesnlp.toml").write_text(MAIL, encoding="utf-8")
    (timber / "templates").mkdir()
    (timber / "templates" / "mail.txt.j2").write_text("Timber Ltd\n{{ text }}", encoding="utf-8")
    out = tmp_path / "out"
    assert notesnlp("analyze", timber, "-o", out, "--quiet").code == 0
    return out


@pytest.fixture
def dressed(notesnlp, first: Path, timber: Path) -> Path:
    """The same after a second run, which told news."""
    later = timber / "2016-11-02 mill.txt"
    later.write_text("Eva Lind: The saw at the mill is down every morning.\n", encoding="utf-8")
    assert notesnlp("analyze", timber, "-o", first, "--quiet").code == 0
    return first


def _reports(out: Path) -> dict[str, str]:
    return {name: (out / name).read_text("utf-8") for name in REPORTS}


def test_reports_are_made_anew_as_the_run_made_them(notesnlp, dressed: Path):
    before = _reports(dressed)
    told = notesnlp("forget", dressed, "--person", "Dana Reyes", "--yes")
    assert told.code == 0, told.err
    after = _reports(dressed)
    assert "Dana Reyes" not in "".join(after.values())
    for reports in (before, after):
        assert "List-Id: What customers told IT <notes.timber.example>" in reports["report.eml"]
        assert "Timber Ltd" in reports["report.eml"]
        assert "5. September 2016 – 2. November 2016" in reports["report.txt"]
        assert "NEW SINCE" in reports["report.txt"]
        assert "- Meeting: new: “2016-11-02 mill.txt”" in reports["report.txt"]
    notesnlp("report", dressed)
    assert _reports(dressed) == after


def test_reports_of_a_first_run_tell_no_news_and_look_as_before(notesnlp, first: Path):
    told = notesnlp("forget", first, "--person", "Dana Reyes", "--yes")
    assert told.code == 0, told.err
    after = _reports(first)
    assert "Timber Ltd" in after["report.eml"]
    assert "5. September 2016 – 5. Oktober 2016" in after["report.txt"]
    assert "NEW SINCE" not in after["report.txt"]
    notesnlp("report", first)
    assert _reports(first) == after


def test_news_that_is_forgotten_is_told_no_more(notesnlp, dressed: Path):
    told = notesnlp("forget", dressed, "--meeting", "2016-11-02 mill.txt", "--yes")
    assert told.code == 0, told.err
    after = _reports(dressed)
    assert "NEW SINCE" in after["report.txt"]
    assert "mill" not in "".join(after.values())


def test_reports_keep_their_looks_where_the_settings_are_gone(
    notesnlp, dressed: Path, timber: Path
):
    (timber / "notesnlp.toml").unlink()
    told = notesnlp("forget", dressed, "--person", "Dana Reyes", "--yes")
    assert told.code == 0, told.err
    assert "Timber Ltd" in (dressed / "report.eml").read_text("utf-8")
    shutil.rmtree(timber / "templates")
    told = notesnlp("forget", dressed, "--person", "Bo Ek", "--yes")
    assert told.code == 0, told.err
    assert f"{timber / 'templates'} is not there any more" in told.err
    mail = (dressed / "report.eml").read_text("utf-8")
    assert "notes.timber.example" in mail
    assert "Timber Ltd" not in mail


def test_looks_that_nothing_tells_any_more_are_told(notesnlp, dressed: Path, timber: Path):
    about = json.loads((dressed / "run.json").read_text("utf-8"))
    del about["settings"]["mail"]  # as runs were told before
    (dressed / "run.json").write_text(json.dumps(about), encoding="utf-8")
    lost = "its reports are made without templates, locale and List-Id of their own"
    told = notesnlp("forget", dressed, "--person", "Dana Reyes", "--dry-run")
    assert lost not in told.err
    (timber / "notesnlp.toml").unlink()
    told = notesnlp("forget", dressed, "--person", "Dana Reyes", "--yes")
    assert told.code == 0
    assert f"{dressed}: its settings are not there any more: {lost}" in told.err
    assert "Timber Ltd" not in (dressed / "report.eml").read_text("utf-8")


def test_who_stands_only_in_what_a_broken_off_run_kept_is_forgotten(
    notesnlp, timber: Path, remembered: Path, tmp_path: Path
):
    notesnlp("analyze", timber, "-o", tmp_path / "whole", "--quiet")
    shutil.copytree(tmp_path / "whole" / ".cache", remembered / ".cache")
    told = notesnlp("forget", remembered, "--person", "Bo Eck", "--yes")
    assert told.code == 2
    assert "there is no person 'Bo Eck'" in told.err
    assert (remembered / ".cache").is_dir()
    told = notesnlp("forget", remembered, "--person", "Bo Ek", "--yes")
    assert told.code == 0, told.err
    assert f"{remembered}: nothing\n{remembered}: 2 kept analyses removed" in told.out
    assert not (remembered / ".cache").exists()


def test_settings_that_are_wrong_are_told_before_anything_goes(
    notesnlp, dressed: Path, timber: Path
):
    (timber / "notesnlp.toml").write_text("[mail\n", encoding="utf-8")
    before = load_results(dressed)
    told = notesnlp("forget", dressed, "--person", "Dana Reyes", "--yes")
    assert told.code == 2
    assert "notesnlp.toml" in told.err
    assert load_results(dressed) == before
    assert list((dressed / ".cache").rglob("*.analysis"))
