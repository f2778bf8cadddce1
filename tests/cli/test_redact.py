"""`analyze --redact` from end to end: the demo, small notes, and what is refused."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from notesnlp.cli.main import WRONG_USAGE
from notesnlp.config import Redaction, Settings
from notesnlp.report.results import FINDINGS, Failure, load_results
from notesnlp.report.tables import TABLES
from notesnlp.report.workbook import workbook
from notesnlp.run.folder import run_folders
from notesnlp.run.packed import Packed, pack_failure
from notesnlp.run.shelf import FOLDER, Shelf

DEMO = Path(__file__).parents[2] / "corpora" / "demo"
ROSTER = [json.loads(line)["name"] for line in (DEMO / "people.jsonl").read_text("utf-8").splitlines()]  # fmt: skip
WORDS = sorted({word for name in ROSTER for word in name.split() if len(word) > 2})
NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, WORDS))})(?!\w)", re.I)

VISIT = """\
Dana Reyes: We move to the mill in May, ask Jolanta Wieczorek, 020 7946 0018.
Sam Ode: I'll ring Dana on Monday. The ticket is INC0048213.
"""
PEOPLE = '{"name": "Dana Reyes", "role": "Yard", "side": "customer"}\n{"name": "Sam Ode", "side": "it"}\n'


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("key") / "redaction.key"


@pytest.fixture(autouse=True)
def _own_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2016-03-08 Dana Reyes.txt").write_text(VISIT, encoding="utf-8")
    (folder / "Dana Reyes.json").write_text("{", encoding="utf-8")
    (folder / "people.jsonl").write_text(PEOPLE, encoding="utf-8")
    return folder


def _texts(out: Path) -> dict[str, str]:
    """What can be read in each file of a run, mails decoded."""
    found = {}
    for path in (path for path in out.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if path.suffix == ".eml":
            mail = BytesParser(policy=policy.default).parsebytes(data)
            parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]  # fmt: skip
            found[path.name] = "\n".join([str(mail.items()), *parts])
        else:
            found[path.name] = data.decode("utf-8", "replace")
    return found


@pytest.fixture(scope="module")
def demo(key: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, redacted."""
    from notesnlp.report.output import save_run

    out = tmp_path_factory.mktemp("demo") / "out"
    out.mkdir()
    settings = Settings(redaction=Redaction(on=True, key_file=key))
    run = run_folders([DEMO], settings, ledger=out / "ledger.db")
    save_run(
        run.results, out, settings=run.settings, folders=run.folders, ignored=run.ignored,
        earlier=run.earlier, workers=1, seconds={}, ledger=run.ledger,
    )  # fmt: skip
    return out


def test_no_name_of_the_demos_roster_is_in_any_output(demo: Path):
    texts = _texts(demo)
    assert {"findings.jsonl", "report.html", "report.eml", "report.txt", "results.json", "run.json",
            "ledger.db", "dependencies.ics", "needs.csv"} <= set(texts)  # fmt: skip
    for name, text in texts.items():
        found = NAMED.search(text)
        assert not found, (name, text[max(found.start() - 40, 0) : found.end() + 40])


def test_nor_in_what_other_commands_make_of_it(demo: Path, notesnlp):
    shown = [notesnlp("show", demo, what, "--csv") for what in ("meetings", "needs", "promises", "dependencies", "demand")]  # fmt: skip
    told = [*shown, notesnlp("brief", demo, "Booking centre"), notesnlp("report", demo, "--unit", "Booking centre")]  # fmt: skip
    for answer in told:
        assert answer.code == 0, answer.err
        assert not NAMED.search(answer.out + answer.err)
    assert not NAMED.search("\n".join(_texts(demo).values()))
    cells = io.BytesIO(workbook(load_results(demo)))
    import openpyxl

    rows = [row for sheet in openpyxl.load_workbook(cells) for row in sheet.iter_rows(values_only=True)]  # fmt: skip
    assert not NAMED.search(repr(rows))


def test_quotes_of_the_demo_are_its_redacted_turns(demo: Path):
    results = load_results(demo)
    meetings = {meeting.name: meeting for meeting in results.meetings}
    assert len(results.findings) > 200
    for item in results.findings:
        place = item.evidence
        assert meetings[place.meeting].turns[place.turn].text[place.start : place.end] == place.quote  # fmt: skip


def test_sides_and_roles_of_the_demo_stay(demo: Path):
    rows = list(csv.DictReader((demo / "needs.csv").read_text("utf-8").splitlines()))
    assert any(re.fullmatch(r"Customer \d+, Booking centre manager", row["speaker"]) for row in rows)  # fmt: skip
    about = json.loads((demo / "run.json").read_text("utf-8"))
    assert about["settings"]["redaction"]["on"] is True
    assert about["settings"]["redaction"]["key_file"] is None


def test_the_same_run_again_is_the_same_to_the_byte(small: Path, tmp_path: Path, notesnlp):
    outs = [tmp_path / name for name in ("one", "two")]
    for workers, out in enumerate(outs, 1):
        (small / "2016-03-09 copy.txt").write_text(VISIT.replace("May", "June"), encoding="utf-8")
        assert notesnlp("analyze", small, "-o", out, "--redact", "--workers", workers).code == 3
    for name in (FINDINGS, *(f"{table}.csv" for table in TABLES)):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes(), name


def test_files_failures_terminal_and_key(small: Path, tmp_path: Path, notesnlp):
    answer = notesnlp("analyze", small, "-o", tmp_path / "out", "--redact")
    told = answer.out + answer.err + "".join(_texts(tmp_path / "out").values())
    for word in ("Dana", "Reyes", "Sam Ode", "Jolanta", "Wieczorek", "7946", "INC0048213"):
        assert word not in told, word
    assert re.search(r"not read: Customer \d\.json, line 1", answer.err)
    (meeting,) = load_results(tmp_path / "out").meetings
    assert re.fullmatch(r"2016-03-08 Customer \d\.txt", meeting.name)
    key = tmp_path / "data" / "notesnlp" / "redaction.key"
    assert key.stat().st_mode & 0o077 == 0
    key.chmod(0o644)
    refused = notesnlp("analyze", small, "-o", tmp_path / "out", "--redact")
    assert refused.code == WRONG_USAGE
    assert "others can read the key of redaction (mode 0644)" in refused.err


def test_names_of_the_settings_are_redacted_and_not_told(small: Path, tmp_path: Path, notesnlp):
    said = VISIT.replace("Monday", "Monday, with zorblax quint")
    (small / "2016-03-08 Dana Reyes.txt").write_text(said, encoding="utf-8")
    (small / "notesnlp.toml").write_text(
        '[redaction]\non = true\nnames = ["Zorblax Quint"]\nkeep = ["Jolanta"]\n', encoding="utf-8"
    )
    notesnlp("analyze", small, "-o", tmp_path / "out")
    texts = _texts(tmp_path / "out")
    assert "zorblax" not in "".join(texts.values()).lower()
    assert "Jolanta" in texts["results.json"]
    assert "Jolanta" not in texts["run.json"]


def test_a_ledger_holds_names_or_pseudonyms(small: Path, tmp_path: Path, notesnlp):
    ledger = tmp_path / "ledger.db"
    assert notesnlp("analyze", small, "-o", tmp_path / "plain", "--ledger", ledger).code == 3
    refused = notesnlp("analyze", small, "-o", tmp_path / "out", "--redact", "--ledger", ledger)
    assert refused.code == WRONG_USAGE
    assert "remembers meetings with their names" in refused.err
    over = notesnlp("analyze", small, "-o", tmp_path / "plain", "--redact")
    assert over.code == WRONG_USAGE
    assert "there are results with names here" in over.err
    assert notesnlp("analyze", small, "-o", tmp_path / "out", "--redact").code == 3
    assert notesnlp("analyze", small, "-o", tmp_path / "out", "--redact").code == 3
    back = notesnlp("analyze", small, "-o", tmp_path / "out")
    assert back.code == WRONG_USAGE
    assert "this run would add names" in back.err


def test_another_key_is_refused_by_the_ledger(small, tmp_path: Path, notesnlp, monkeypatch):
    assert notesnlp("analyze", small, "-o", tmp_path / "out", "--redact").code == 3
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    refused = notesnlp("analyze", small, "-o", tmp_path / "out", "--redact")
    assert refused.code == WRONG_USAGE
    assert "redacted under another key" in refused.err


def test_no_run_keeps_what_it_reads_with_names(small: Path, tmp_path: Path, notesnlp):
    out = tmp_path / "out"
    Shelf(out / FOLDER).put(
        "00ff", Packed(pack_failure(Failure("a.txt", "Dana Reyes")))
    )  # broken off
    answer = notesnlp("analyze", small, "-o", out, "--redact", "--workers", "2")
    assert answer.code == 3, answer.err
    assert not (out / FOLDER).exists()
    again = notesnlp("analyze", small, "-o", out, "--redact", "--json")
    assert "Nothing has changed" not in again.out
    assert not (out / FOLDER).exists()
    assert "unchanged" not in json.loads((out / "run.json").read_text("utf-8"))


@pytest.mark.parametrize(("where", "workers"), [("a folder", 1), ("a storage", 2)])
def test_nothing_with_names_outlasts_a_kill(
    small: Path, tmp_path: Path, notesnlp, monkeypatch: pytest.MonkeyPatch, where: str, workers: int
):
    """`kill -9` when 25 files are read; of a storage's rosters the next run clears up."""
    for number in range(40):
        (small / f"call {number}.txt").write_text(VISIT, encoding="utf-8")
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    folder = small if where == "a folder" else f"file://{small}"
    words = ["analyze", str(folder), "-o", str(out), "--redact", "--workers", str(workers)]
    run = subprocess.Popen(
        [sys.executable, "-c", "from notesnlp.cli.main import main; main()", *words],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stderr is not None
    told = next(line for line in run.stderr if "files read" in line)
    run.kill()
    run.communicate()
    assert run.returncode == -signal.SIGKILL
    assert told == "25 of 42 files read\n"
    assert not out.exists()
    left = {path.name for path in temporary.rglob("*") if path.is_file()}
    assert left == ({"people.jsonl"} if where == "a storage" else set())
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    empty = tmp_path / "empty"
    empty.mkdir()
    notesnlp("analyze", empty, "-o", out)
    assert not list(temporary.iterdir())


def test_settings_that_redact_keep_nothing_too(small: Path, tmp_path: Path, notesnlp):
    (small / "notesnlp.toml").write_text("[redaction]\non = true\n", encoding="utf-8")
    out = tmp_path / "out"
    assert notesnlp("analyze", small, "-o", out).code == 3
    assert not (out / FOLDER).exists()
    assert "Dana" not in "\n".join(_texts(out).values())


def test_the_number_of_workers_changes_no_byte_of_a_redacted_run(small: Path, key: Path):
    (small / "2016-04-05 call.txt").write_text(VISIT, encoding="utf-8")
    settings = Settings(redaction=Redaction(on=True, key_file=key))
    one, two = (run_folders([small], settings, workers=count) for count in (1, 2))
    assert one.results == two.results
    assert one.settings == two.settings


def test_meetings_before_a_day_are_named_by_pseudonyms(small: Path, key: Path):
    settings = Settings(redaction=Redaction(on=True, key_file=key), since="2016-06-01")
    run = run_folders([small], settings)
    assert len(run.earlier) == 1
    assert "Dana" not in run.earlier[0]
