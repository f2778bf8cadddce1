import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from notesnlp.config import MailSettings, SendRule, Settings
from notesnlp.embed.store import default_models, read_manifest
from notesnlp.errors import ConfigError, OutputError
from notesnlp.report.about import LastRun, last_run
from notesnlp.report.output import check_out, save_reports, save_run
from notesnlp.report.publish import READY
from notesnlp.report.results import Results, load_results, save_results
from notesnlp.report.sections import Change, News
from notesnlp.report.tables import TABLES
from tests.report.conftest import SINCE

REPORTS = {"report.html", "report.txt", "report.eml", "dependencies.ics"}
FILES = {"findings.jsonl", "results.json", "run.json", *REPORTS} | {
    f"{table}.csv" for table in TABLES
}


@pytest.fixture
def save(results: Results):
    def write(out: Path, news: News | None = None, settings: Settings | None = None) -> None:
        save_run(
            results,
            out,
            settings=settings or Settings(),
            folders=[Path("notes")],
            ignored=[Path("notes/photo.jpg"), Path("notes/caf\udce9.jpg")],
            earlier=["old.txt"],
            workers=2,
            seconds={"analyse_s": 1.23456},
            news=news,
        )

    return write


def test_a_run_writes_every_file(save, results: Results, tmp_path: Path):
    save(tmp_path / "new" / "out")
    assert {path.name for path in (tmp_path / "new" / "out").iterdir()} == FILES
    assert load_results(tmp_path / "new" / "out") == results


def test_run_json_says_what_ran(save, results: Results, tmp_path: Path):
    save(tmp_path)
    about = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert about["schema"] == 1
    assert {"notesnlp", "python", "spacy"} <= set(about["versions"])
    shipped = default_models()
    assert about["models"] == {
        name: read_manifest(shipped / name)["files"]
        for name in ("encoder", "judge", "wording", "themes")
    }
    assert about["settings"]["fiscal_month"] == 1
    assert about["workers"] == 2
    assert about["seconds"] == {"analyse_s": 1.235}
    counts = about["counts"]
    assert counts["findings"] == len(results.findings)
    assert counts["findings"] == sum(
        counts[kind] for kind in ("framing", "need", "dependency", "idea", "followup")
    )
    assert (counts["meetings"], counts["failures"], counts["ignored"]) == (2, 1, 2)
    assert [item["file"] for item in about["files"]] == [m.name for m in results.meetings]
    assert about["failures"][0]["remedy"] == "scan it again"
    assert about["before_since"] == ["old.txt"]


def test_run_json_tells_how_reports_look_and_neither_servers_nor_readers(
    save, results: Results, tmp_path: Path
):
    rule = SendRule(to=("cio@timber.example",), units="all")
    mail = MailSettings(
        host="post.example", sender="it@timber.example", user="it", send=(rule,), locale="de",
        list_id="<notes.timber.example>",
    )  # fmt: skip
    save(tmp_path, settings=Settings(mail=mail))
    told = (tmp_path / "run.json").read_text(encoding="utf-8")
    looks = {"locale": "de", "list_id": "<notes.timber.example>", "templates": None}
    assert json.loads(told)["settings"]["mail"] == looks
    for secret in ("post.example", "it@timber", "cio@timber"):
        assert secret not in told


def test_a_run_says_when_the_one_before_it_was_written(save, tmp_path: Path):
    assert last_run(tmp_path) is None
    save(tmp_path)
    first = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert first["last"] is None
    save(tmp_path)
    again = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert again["last"] == first["written"]
    assert last_run(tmp_path) == LastRun(again["written"], None)
    for text in ("{", "[]", '{"written": "soon"}'):
        (tmp_path / "run.json").write_text(text)
        assert last_run(tmp_path) is None


def test_a_run_says_from_when_its_news_count(save, tmp_path: Path):
    save(tmp_path, news=News(SINCE, ()))
    known = last_run(tmp_path)
    assert known is not None
    assert known.news_since == "2024-11-19T06:30:00.000+00:00"


def test_a_run_broken_off_before_its_files_were_in_their_places_is_known(save, tmp_path: Path):
    save(tmp_path)
    known = last_run(tmp_path)
    files = list(tmp_path.iterdir())
    (tmp_path / READY).mkdir()
    for path in files:
        path.rename(tmp_path / READY / path.name)
    assert known is not None
    assert last_run(tmp_path) == known


def test_what_changed_is_in_every_report(results: Results, tmp_path: Path):
    news = News(SINCE, (Change("Need: new", "We wait nine days", "Oakfield"),))
    view = save_reports(results, tmp_path, news=news)
    assert view.news == news
    mail = message_from_bytes((tmp_path / "report.eml").read_bytes(), policy=policy.default)
    assert "What changed" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "NEW SINCE 19 NOVEMBER 2024" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "New since 19 November 2024" in mail.get_body(("html",)).get_content()


def test_everything_but_the_clock_is_the_same_again(save, tmp_path: Path):
    written = []
    for name in "ab":
        save(tmp_path / name)
        files = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        files.pop("run.json")  # says when it was written
        written.append(files)
    differing = {name for name, data in written[0].items() if written[1][name] != data}
    assert differing == set()


def test_reports_are_built_again(save, results: Results, tmp_path: Path):
    save(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in REPORTS}
    for name in REPORTS:
        (tmp_path / name).unlink()
    save_reports(load_results(tmp_path), tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in REPORTS} == before


def test_the_mail_parses_back(save, tmp_path: Path):
    save(tmp_path)
    mail = message_from_bytes((tmp_path / "report.eml").read_bytes(), policy=policy.default)
    assert mail["Subject"]
    assert mail.get_body(("plain",)) is not None


def test_a_folder_that_cannot_be_made_is_told(save, tmp_path: Path):
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        with pytest.raises(OutputError, match="cannot be made") as caught:
            save(out)
        assert caught.value.remedy


@pytest.mark.parametrize("name", ["meetings.csv", "people.jsonl", "visit.txt", "call.JSON"])
def test_a_folder_of_notes_is_no_place_for_results(tmp_path: Path, name: str):
    (tmp_path / name).write_text("")
    with pytest.raises(ConfigError, match=name) as caught:
        check_out(tmp_path)
    assert "-o" in caught.value.remedy


def test_other_folders_are_places_for_results(results: Results, tmp_path: Path):
    check_out(tmp_path / "nowhere")
    (tmp_path / "photo.jpg").write_text("")
    check_out(tmp_path)
    save_results(results, tmp_path)
    (tmp_path / "report.txt").write_text("")
    check_out(tmp_path)
