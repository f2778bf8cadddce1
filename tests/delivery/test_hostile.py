"""Notes that attack: whatever people say, it is shown, and does nothing.

Script, formulas, line breaks in names and subjects, marks that turn the direction of reading,
escape sequences, and words of a million letters; in every form in which a report leaves.
"""

import csv
import datetime as dt
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import openpyxl
import pytest
from fast_mail_parser import parse_email

from notesnlp.cli.main import main
from notesnlp.config import MailSettings, SendRule
from notesnlp.delivery.digests import Draft, draft, rule_digests
from notesnlp.model.finding import Dependency, FollowUp, Idea, Need, Workstream
from notesnlp.report.results import Results, save_results
from notesnlp.report.sections import Change, News
from notesnlp.report.tables import save_tables
from notesnlp.report.view import build_view
from notesnlp.themes import Theme
from notesnlp.themes.priority import Ranking
from notesnlp.tracking import Item

ATTACKS = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'></style><svg/onload=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "formula+": "+1+cmd|' /C calc'!A0",
    "lines": "Oak\r\nBcc: all@evil.example\r\n\r\nBODY\nEND:VTODO\r\nBEGIN:VALARM\nX\u2028Y\x85Z",
    "turned": "\u202egnp.exe\u2066invoice\u2069\u202c",
    "escape": "\x1b]0;owned\x07\x1b[2J\x9b31m\x1b]52;c;ZWNobw==\x07\x08\x08",
    "template": "{{ 7*7 }}{% include '/etc/passwd' %}${7*7}",
    "long": "W" * 1_000_000,
    "wide": "𝔚&<>" * 2_000,
}
AT = dt.datetime(2024, 11, 20, 6, 30, tzinfo=dt.UTC)
ACTIVE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module", params=ATTACKS.values(), ids=ATTACKS)
def attack(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def hostile(say, found, attack: str) -> Results:
    """A run in which everything that people write is the attack."""
    words = attack
    visit = say(
        *[(words, "customer", words)] * 5, name=f"{words[:200]}.txt", unit=words,
        unit_kind="external", date=dt.date(2024, 11, 5),
    )  # fmt: skip
    visit = replace(visit, title=words)
    works = (Workstream("Line", (60, 120), "2024-11-01", "estimate"),)
    findings = (
        found(Need, visit, 0, type="churn_risk", customer="external"),
        found(Need, visit, 1, type="pain", customer="external", theme="t"),
        found(
            Dependency, visit, 2, type="office_move", event="office_move", status="hidden",
            when="2025-03", when_text=words, tentative=False, workstreams=works,
        ),
        found(FollowUp, visit, 3, type="stuck", owner=words, due="2024-01", item="i", state="stuck"),
        found(Idea, visit, 4, type="idea", theme="t"),
    )  # fmt: skip
    theme = Theme(
        "t", words, words, 1, Ranking(1.0, {"reach": 1.0}),
        (findings[1].evidence.id, findings[4].evidence.id), (words,), (visit.name,),
    )  # fmt: skip
    item = Item("i", words, "2024-01", "stuck", words, (findings[3].evidence.id,))
    return Results((visit,), findings, (theme,), (item,), (), dt.date(2024, 11, 19))


@pytest.fixture(scope="module")
def sent(hostile: Results, attack: str) -> Draft:
    mail = MailSettings(
        host="localhost", sender="Notes <notes@oak.example>", largest_mb=500,
        send=(SendRule(to=("cio@oak.example",), units="all", attach=("html", "xlsx", "ics")),),
    )  # fmt: skip
    news = News(AT, (Change("Need: new", attack, attack),))
    [digest] = rule_digests(mail)
    made = draft(hostile, digest, mail, key="k", news=news, at=AT)
    assert made is not None
    return made


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.scripts = 0
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [
            value or "" for name, value in attrs if name in {"src", "href", "action"}
        ]


def test_the_head_is_ours_alone(sent: Draft):
    mail = message_from_bytes(sent.data, policy=policy.default)
    assert set(mail.keys()) == {
        "Subject", "From", "To", "Date", "Message-ID", "List-Id", "Auto-Submitted", "MIME-Version",
        "Content-Type",
    }  # fmt: skip
    assert sent.recipients == ("cio@oak.example",)
    assert not ACTIVE.search(mail["Subject"])
    assert len(mail["Subject"]) < 200
    assert all(len(line) <= 998 for line in sent.data.split(b"\r\n"))
    assert b"\n" not in sent.data.replace(b"\r\n", b"")
    assert sent.data.isascii()


def test_a_second_library_reads_the_same(sent: Draft):
    ours = message_from_bytes(sent.data, policy=policy.default)
    theirs = parse_email(sent.data)
    assert theirs.subject == ours["Subject"]
    assert {name.lower() for name in theirs.headers} == {name.lower() for name in ours}
    text = ours.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert theirs.text_plain[0].replace("\r\n", "\n").strip() == text.strip()
    html = ours.get_body(("html",)).get_content().replace("\r\n", "\n")
    assert theirs.text_html[0].replace("\r\n", "\n").strip() == html.strip()
    names = {"report.html", "findings.xlsx", "dependencies.ics", "timeline.png", "needs.png"}
    assert names <= {item.filename for item in theirs.attachments}


def test_html_and_text_do_nothing(sent: Draft):
    mail = message_from_bytes(sent.data, policy=policy.default)
    html, text = (mail.get_body((kind,)).get_content() for kind in ("html", "plain"))
    tags = _Tags(html)
    assert tags.scripts == 0
    assert tags.handlers == []
    assert all(address.startswith("cid:") for address in tags.addresses)
    assert "svg" not in tags.tags
    assert len(html.encode()) < 102_000
    assert not ACTIVE.search(html)
    assert not ACTIVE.search(text.replace("\r\n", "\n"))
    assert len(text) < 100_000
    assert max(map(len, text.splitlines())) <= 76
    assert "49" not in re.findall(r"\b49\b", html)
    page = _part(sent, "report.html").decode()
    seen = _Tags(page)
    assert seen.scripts <= 1
    assert seen.handlers == []
    assert not [item for item in seen.addresses if not item.startswith("#")]
    assert not ACTIVE.search(page)


def test_the_workbook_holds_no_formula_and_no_link(sent: Draft, hostile: Results):
    data = _part(sent, "findings.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}, cell.value
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert len(cell.value) <= 32_767
                    assert not ACTIVE.search(cell.value)
    assert book["needs"].max_row == 3
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        assert not [name for name in files.namelist() if "external" in name.lower()]


def test_the_calendar_has_our_parts_alone(sent: Draft):
    data = _part(sent, "dependencies.ics")
    found = icalendar.Calendar.from_ical(data)
    assert [item.name for item in found.walk()] == ["VCALENDAR", "VTODO"]
    assert len(data) < 20_000
    assert not ACTIVE.search(data.decode())
    names = [
        line.split(b":")[0].split(b";")[0]
        for line in data.split(b"\r\n")
        if line and line[:1] != b" "
    ]
    assert set(names) <= {
        b"BEGIN", b"END", b"PRODID", b"VERSION", b"UID", b"DTSTAMP", b"DUE", b"SUMMARY",
        b"DESCRIPTION", b"CATEGORIES", b"SEQUENCE", b"STATUS",
    }  # fmt: skip


@pytest.fixture
def long_cells() -> Iterator[None]:
    """Cells of any length may be read while a test runs."""
    before = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("long_cells")
def test_tables_hold_no_formula(hostile: Results, tmp_path: Path):
    save_tables(hostile, tmp_path)
    for path in tmp_path.glob("*.csv"):
        text = path.read_text("utf-8")
        assert not ACTIVE.search(text)
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t"))]


@pytest.mark.parametrize("what", ["needs", "followups", "themes", "meetings", "dependencies"])
def test_the_terminal_carries_nothing_out(
    hostile: Results,
    tmp_path: Path,
    what: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys,
    attack: str,
):
    if len(attack) > 100_000:
        pytest.skip("a terminal shows it, but rich takes minutes to wrap it")
    save_results(hostile, tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for form in ([], ["--json"], ["--csv"]):
        monkeypatch.setattr(sys, "argv", ["notesnlp", "show", str(tmp_path), what, *form])
        with pytest.raises(SystemExit) as caught:
            main()
        assert not caught.value.code
        assert not ACTIVE.search(capsys.readouterr().out)


def test_the_summary_carries_nothing_out(hostile: Results, capsys, attack: str):
    if len(attack) > 100_000:
        pytest.skip("as above")
    from notesnlp.cli.summary import print_summary

    print_summary(build_view(hostile), Path("out"))
    assert not ACTIVE.search(capsys.readouterr().out)


def _part(sent: Draft, name: str) -> bytes:
    mail = message_from_bytes(sent.data, policy=policy.default)
    return next(
        bytes(part.get_payload(decode=True)) for part in mail.walk() if part.get_filename() == name
    )
