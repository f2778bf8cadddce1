import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from notesnlp.cli.analyze import NOTHING_ANALYSED, SOME_UNREADABLE
from notesnlp.readers.registry import READERS

LINES = "Dana: We wait nine days for a price.\nSam: I'll ring you on Monday.\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2016-03-08 visit.txt").write_text(LINES, encoding="utf-8")
    return folder


def test_done_is_nought(notesnlp, small: Path, tmp_path: Path):
    answer = notesnlp("analyze", small, "-o", tmp_path / "out")
    assert answer.code == 0
    assert "1 meetings" in answer.out
    assert "report.html" in answer.out
    assert "1 of 1 files read" in answer.err
    assert (tmp_path / "out" / "findings.jsonl").is_file()


def test_some_unreadable_is_three_and_each_is_named(notesnlp, notes, unreadable_names, tmp_path):
    answer = notesnlp("analyze", notes, "-o", tmp_path / "out")
    assert answer.code == SOME_UNREADABLE == 3
    for name in unreadable_names:
        (line,) = [line for line in answer.err.splitlines() if f"not read: {name}" in line]
        assert line.endswith(")")  # with what to do
    about = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert {failure["path"] for failure in about["failures"]} == unreadable_names
    with (tmp_path / "out" / "meetings.csv").open(encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == about["counts"]["meetings"]


def test_what_became_of_each_file_is_told(notesnlp, small: Path, tmp_path: Path):
    (small / "2016-03-09 a\nb.eml").write_text(
        "From: Dana <d@e.fg>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/plain\n\n"
        "Wir warten neun Tage auf einen Preis, und das ist zu lang für unsere Kunden.\n-- \nDana\n"
        "--x\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nx\n--x--\n",
        encoding="utf-8",
    )
    answer = notesnlp("analyze", small, "-o", tmp_path / "out")
    assert answer.code == 0
    assert "partly read: 2016-03-09 a\\nb.eml: the attachment 'a.png' is not read" in answer.err
    assert "not judged: 2016-03-09 a\\nb.eml: 76 characters of German" in answer.err
    about = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    spoken, mail = about["files"]
    assert spoken == {
        "file": "2016-03-08 visit.txt",
        "format": "text",
        "characters": 53,
        "modelled": 44,
        "left_out": {"speakers": 9},
        "lost": 0,
        "not_judged": {},
        "warnings": [],
    }
    assert mail["left_out"] == {"signatures": 6}
    assert mail["not_judged"] == {"de": 76}
    assert about["counts"]["characters_lost"] == 0
    findings = (tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8")
    assert "Wir warten" not in findings


def test_nothing_analysed_is_four(notesnlp, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    answer = notesnlp("analyze", empty, "-o", tmp_path / "out")
    assert answer.code == NOTHING_ANALYSED == 4
    assert "no notes below" in answer.err
    (empty / "bad.json").write_text("{")
    answer = notesnlp("analyze", empty, "-o", tmp_path / "out")
    assert answer.code == 4
    assert "not read: bad.json" in answer.err
    assert not (tmp_path / "out").exists()


def test_all_before_the_day_is_four_and_says_so(notesnlp, small: Path, tmp_path: Path):
    answer = notesnlp("analyze", small, "-o", tmp_path / "out", "--since", "2017-01-01")
    assert answer.code == 4
    assert "before 2017-01-01" in answer.err


def test_help_names_every_ending(notesnlp):
    text = notesnlp("analyze", "--help").out
    assert all(suffix in text for reader in READERS for suffix in reader.suffixes)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("fiscal_moth = 4", "fiscal_moth"),
        ("fiscal_month = 13", "fiscal_month"),
        ("[thresholds]\nneed = 2", "thresholds.need"),
        ("[priority]\nreech = 1", "priority.reech"),
        ("x = [", "TOML"),
    ],
)
def test_wrong_settings_are_two_and_name_file_and_key(notesnlp, small: Path, text: str, key: str):
    (small / "notesnlp.toml").write_text(text, encoding="utf-8")
    answer = notesnlp("analyze", small)
    assert answer.code == 2
    assert str(small / "notesnlp.toml") in answer.err
    assert key in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_a_missing_folder_is_two(notesnlp, tmp_path: Path):
    answer = notesnlp("analyze", tmp_path / "nowhere")
    assert answer.code == 2
    assert "no such folder" in answer.err


@pytest.mark.parametrize("day", ["8.3.2016", "2016-13-01", "soon"])
def test_a_day_that_is_none_is_two(notesnlp, small: Path, day: str):
    answer = notesnlp("analyze", small, "--since", day)
    assert answer.code == 2
    assert "write it as 2016-03-08" in answer.err


def test_results_do_not_replace_a_roster(notesnlp, small: Path):
    roster = small / "meetings.csv"
    roster.write_text("meeting,date\n2016-03-08 visit.txt,2016-03-09\n", encoding="utf-8")
    before = roster.read_bytes()
    answer = notesnlp("analyze", small, "-o", small)
    assert answer.code == 2
    assert "choose another folder" in answer.err
    assert roster.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(notesnlp, small: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    answer = notesnlp("analyze", small, "-o", tmp_path / "file")
    assert answer.code == 2
    assert "another folder" in answer.err


def test_quiet_prints_nothing(notesnlp, small: Path, tmp_path: Path):
    answer = notesnlp("analyze", small, "-o", tmp_path / "out", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_json_prints_the_counts_alone(notesnlp, small: Path, tmp_path: Path):
    answer = notesnlp("analyze", small, "-o", tmp_path / "out", "--json", "--today", "2016-04-01")
    assert json.loads(answer.out)["meetings"] == 1
    assert answer.err == ""
    about = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert about["settings"]["today"] == "2016-04-01"


def test_the_default_folder_is_not_read_by_the_next_run(
    notesnlp, small: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(small)
    counts = [json.loads(notesnlp("analyze", ".", "--json").out) for _ in range(2)]
    assert counts[0] == counts[1]
    assert (small / "notesnlp-out" / "report.txt").is_file()


def test_a_ledger_elsewhere_is_found_again(notesnlp, small: Path, tmp_path: Path):
    out, ledger = tmp_path / "out", tmp_path / "shared" / "all.db"
    assert notesnlp("analyze", small, "-o", out, "--ledger", ledger, "--quiet").code == 0
    assert not (out / "ledger.db").exists()
    assert json.loads((out / "run.json").read_text("utf-8"))["ledger"] == str(ledger)
    assert "visit.txt" in notesnlp("show", out, "changes").out


def test_a_ledger_that_cannot_be_opened_is_told_before_anything_is_read(
    notesnlp, small: Path, tmp_path: Path
):
    (tmp_path / "ledger.db").write_text("no ledger at all")
    answer = notesnlp("analyze", small, "-o", tmp_path / "out", "--ledger", tmp_path / "ledger.db")
    assert answer.code == 2
    assert "this is no ledger" in answer.err
    assert "files read" not in answer.err


def test_everything_a_run_writes_is_its_owner_s_alone(notesnlp, small: Path, tmp_path: Path):
    notesnlp("analyze", small, "-o", tmp_path / "out", "--quiet")
    written = list((tmp_path / "out").rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in written if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in written if path.is_dir()} == {0o700}


def test_a_run_over_what_has_not_changed_says_so_and_writes_nothing(
    notesnlp, small: Path, tmp_path: Path
):
    (small / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    first = notesnlp("analyze", small, "-o", out, "--json")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = notesnlp("analyze", small, "-o", out)
    assert again.code == first.code == 3
    assert "Nothing has changed since" in again.out
    assert "not read: empty.txt: the file is empty" in again.err
    assert notesnlp("analyze", small, "-o", out, "--json").out == first.out
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


@pytest.mark.parametrize(
    "change",
    [
        lambda small, out: (out / "needs.csv").unlink(),
        lambda small, out: (out / "report.txt").write_text("mine"),
        lambda small, out: (small / "2016-03-08 visit.txt").write_text(LINES + "Dana: No.\n"),
        lambda small, out: (small / "b.txt").write_text(LINES),
        lambda small, out: (small / "notesnlp.toml").write_text('today = "2016-04-01"\n'),
        lambda small, out: (small / "photo.jpg").write_bytes(b"\xff"),
        lambda small, out: (out / "ledger.db").unlink(),
    ],
)
def test_whatever_has_changed_is_written_anew(notesnlp, small: Path, tmp_path: Path, change):
    out = tmp_path / "out"
    notesnlp("analyze", small, "-o", out, "--quiet")
    change(small, out)
    assert "Nothing has changed" not in notesnlp("analyze", small, "-o", out).out
    assert "Nothing has changed" in notesnlp("analyze", small, "-o", out).out


def test_a_run_that_learns_nothing_tells_the_news_of_the_last_one(
    notesnlp, small: Path, tmp_path: Path
):
    """Where an analysis could not be kept the next run writes anew, and nobody has seen the report."""
    out = tmp_path / "out"
    told = []
    for new in (None, "gate.txt", None, "saw.txt"):
        if new:
            (small / new).write_text(f"Dana: It is about the {new[:-4]}.\n", encoding="utf-8")
        shutil.rmtree(out / ".cache", ignore_errors=True)
        assert notesnlp("analyze", small, "-o", out, "--quiet").code == 0
        about = json.loads((out / "run.json").read_text("utf-8"))
        told.append((about, *((out / f"report.{kind}").read_bytes() for kind in ("txt", "html"))))
        assert notesnlp("report", out).code == 0
        assert (out / "report.txt").read_bytes() == told[-1][1]
    first, changed, same, again = told
    assert b"NEW SINCE" not in first[1]
    assert "Meeting: new: “gate.txt”".encode() in changed[1]
    assert same[1:] == changed[1:]
    assert "Meeting: new: “saw.txt”".encode() in again[1]
    assert "Meeting: new: “gate.txt”".encode() not in again[1]
    assert [about["news_since"] for about, *_ in told] == [
        None, first[0]["written"], first[0]["written"], same[0]["written"]
    ]  # fmt: skip
    assert same[0]["last"] == changed[0]["written"]


@pytest.mark.parametrize("option", ["--fresh", "--no-cache"])
def test_reading_all_anew_gives_the_same(notesnlp, small: Path, tmp_path: Path, option: str):
    out = tmp_path / "out"
    notesnlp("analyze", small, "-o", out, "--quiet")
    before = (out / "findings.jsonl").read_bytes()
    told = notesnlp("analyze", small, "-o", out, option).out
    assert "Nothing has changed" not in told
    assert (out / "findings.jsonl").read_bytes() == before
    assert json.loads((out / "run.json").read_text("utf-8"))["reused"] == 0


def test_nothing_is_kept_where_nothing_shall_be(notesnlp, small: Path, tmp_path: Path):
    notesnlp("analyze", small, "-o", tmp_path / "out", "--no-cache", "--quiet")
    assert not (tmp_path / "out" / ".cache").exists()


def test_what_is_forgotten_is_not_kept_either(notesnlp, small: Path, tmp_path: Path):
    out = tmp_path / "out"
    notesnlp("analyze", small, "-o", out, "--quiet")
    assert list((out / ".cache").rglob("*.analysis"))
    told = notesnlp("forget", out, "--person", "Dana", "--yes")
    assert told.code == 0
    assert "1 kept analysis removed, none left" in told.out
    assert not (out / ".cache").exists()
    assert "Nothing has changed" not in notesnlp("analyze", small, "-o", out).out


def test_a_cluster_that_cannot_be_is_told(notesnlp, small: Path, tmp_path: Path):
    answer = notesnlp("analyze", small, "-o", tmp_path / "out", "--cluster", "local:none")
    assert answer.code == 2
    assert "write local:2 for two" in answer.err


def test_from_a_shell(small: Path, tmp_path: Path):
    (small / "empty.txt").write_bytes(b"")
    words = ["analyze", str(small), "-o", str(tmp_path / "out"), "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-c", "from notesnlp.cli.main import main; main()", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "not read: empty.txt: the file is empty" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.parametrize(
    "address",
    ["postgresql://me:hush@localhost:1/notes", "postgresql://me@localhost:1/notes?password=hush"],
)
def test_a_password_on_the_command_line_is_refused(
    notesnlp, small: Path, address: str, monkeypatch
):
    """Everybody on the machine can see command lines; variables only their owner."""
    answer = notesnlp("analyze", small, "--ledger", address)
    assert answer.code == 2
    assert "~/.pgpass" in answer.err
    assert "hush" not in answer.err + answer.out
    monkeypatch.setenv("NOTESNLP_LEDGER", address)
    answer = notesnlp("analyze", small)
    assert answer.code == 2
    assert "server" in answer.err
    assert "hush" not in answer.err + answer.out


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_read(
    notesnlp, small: Path, tmp_path: Path, monkeypatch
):
    monkeypatch.setattr("os.access", lambda path, mode: not mode & os.W_OK)  # root may anywhere
    answer = notesnlp("analyze", small, "-o", tmp_path / "new" / "out")
    assert answer.code == 2
    assert f"{tmp_path}: nothing can be written here" in answer.err
    assert "files read" not in answer.err
