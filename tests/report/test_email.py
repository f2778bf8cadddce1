import datetime as dt
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from notesnlp.errors import ConfigError
from notesnlp.report.attachments import enclosures
from notesnlp.report.email import Dress, compose, subject
from notesnlp.report.locales import in_locale
from notesnlp.report.report import Report
from notesnlp.report.results import Results
from notesnlp.report.scope import Scope, scoped
from notesnlp.report.sections import ReportView
from notesnlp.report.text import render_text
from notesnlp.report.view import build_view

GMAIL_CUTS_AT = 100_000


def _mail(view: ReportView, **given) -> EmailMessage:
    given = {"sender": None, "to": None, "date": None} | given
    raw = compose(view, **given).as_bytes()
    return message_from_bytes(raw, policy=policy.default)


def test_it_parses_back_with_text_html_and_pictures(view: ReportView):
    mail = _mail(view)
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png",
    ]  # fmt: skip
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n") == render_text(view)
    html = mail.get_body(("html",)).get_content()
    ids = {part["Content-ID"].strip("<>") for part in mail.walk() if part["Content-ID"]}
    assert set(re.findall(r'src="cid:([^"]+)"', html)) == ids
    assert len(ids) == 2
    assert all(alt for alt in re.findall(r'<img[^>]*alt="([^"]*)"', html))
    assert html.count("<img") == html.count('alt="')
    assert not [part.defects for part in mail.walk() if part.defects]


def test_the_html_holds_the_lines_of_the_week(view: ReportView):
    html = _mail(view).get_body(("html",)).get_content()
    assert "We open a showroom in March." in html
    assert "It can take 120 days, and 102 days are left" in html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html


def test_nothing_is_executable_and_nothing_is_fetched(view: ReportView):
    html = _mail(view).get_body(("html",)).get_content()
    assert "<script" not in html
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert not re.search(r'(?:src|href|background)="(?!cid:)', html)
    assert "url(" not in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


def test_subject_says_what_presses(view: ReportView, many: Results):
    assert subject(view) == "1 IT dependency is late; 1 customer at risk – week 47"
    assert (
        subject(build_view(many)) == "400 IT dependencies are late; 400 customers at risk – week 47"
    )


def test_subject_names_the_unit_of_a_report_on_one(results: Results):
    one = replace(
        results,
        meetings=results.meetings[:1],
        findings=tuple(
            item for item in results.findings if item.evidence.meeting == "oak/visit.txt"
        ),
        items=results.items[:1],
    )
    told = subject(build_view(one))
    assert told.endswith("– Oakfield Bcc: everybody@example.org, week 47")


def test_no_header_can_be_injected(results: Results):
    one = build_view(
        replace(results, meetings=results.meetings[:1], findings=(), themes=(), items=())
    )
    mail = _mail(
        one, sender="IT\r\nBcc: x <it@example.org>", to="cio@example.org\nCc: all@example.org"
    )
    assert set(mail.keys()) == {
        "Subject", "From", "To", "Date", "Message-ID", "List-Id", "Auto-Submitted", "MIME-Version",
        "Content-Type",
    }  # fmt: skip
    assert not [value for value in mail.values() if "\n" in value or "\r" in value]


def test_sender_and_recipients(view: ReportView):
    assert "From" not in _mail(view)
    assert "To" not in _mail(view)
    mail = _mail(view, sender="Liaison <it@example.org>", to="cio@example.org, sales@example.org")
    assert mail["From"].addresses[0].addr_spec == "it@example.org"
    assert [each.addr_spec for each in mail["To"].addresses] == [
        "cio@example.org",
        "sales@example.org",
    ]


@pytest.mark.parametrize("given", [{}, {"sender": "it@example.org", "to": "cio@example.org"}])
def test_same_results_same_bytes(results: Results, given):
    given = {"sender": None, "to": None, "date": None} | given
    first, second = (
        compose(view, **given).as_bytes() for view in (build_view(results), build_view(results))
    )
    assert first == second


def test_the_date(view: ReportView, results: Results):
    assert _mail(view)["Date"].datetime == dt.datetime(2024, 11, 19, tzinfo=dt.UTC)
    at = dt.datetime(2024, 11, 20, 8, 30)
    assert _mail(view, date=at)["Date"].datetime == at.replace(tzinfo=dt.UTC)
    assert "Date" not in _mail(build_view(replace(results, today=None)))


def test_other_content_has_another_id(view: ReportView, many: Results):
    assert _mail(view)["Message-ID"] != _mail(build_view(many))["Message-ID"]


def test_it_is_small_however_much_there_is(many: Results):
    mail = _mail(build_view(many))
    html = mail.get_body(("html",)).get_content()
    assert len(html.encode()) < GMAIL_CUTS_AT
    assert "… and 395 more in the report" in html


def test_an_empty_run_makes_a_mail_without_pictures():
    mail = _mail(build_view(Results((), ())))
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert mail["Subject"] == "0 needs from 0 meetings"


def test_dates_and_numbers_as_the_reader_writes_them(view: ReportView, many: Results):
    with in_locale("en-US"):
        mail = _mail(build_view(many))
        small = _mail(view)
    html = mail.get_body(("html",)).get_content()
    assert "November 19, 2024" in mail.get_body(("plain",)).get_content()
    assert "19 November 2024" not in html
    assert "Nov 1, 2024" in small.as_string() or "Nov 5, 2024" in small.as_string()
    with in_locale("de-DE"):
        assert "1.600 needs" in render_text(build_view(many))
    with pytest.raises(ConfigError, match="no locale 'xx-Nowhere'"), in_locale("xx-Nowhere"):
        pass


def test_attachments_come_with_it_the_same_each_time(results: Results):
    report = Report(results)
    first, second = (
        compose(
            report.view, dress=Dress(enclosures=enclosures(report, ("html", "xlsx", "ics")))
        ).as_bytes()
        for _ in range(2)
    )
    assert first == second
    mail = message_from_bytes(first, policy=policy.default)
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["report.html", "findings.xlsx", "dependencies.ics"]
    assert mail.get_body(("plain",)).get_content().startswith("WHAT CUSTOMERS TOLD IT")


def test_lists_and_programs_know_it(view: ReportView):
    mail = _mail(view, sender="Notes <notes@oak.example>")
    assert mail["List-Id"] == "What customers told IT <customer-meetings.oak.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    dressed = compose(view, dress=Dress(list_id="<a.b.example>"))
    assert dressed["List-Id"] == "What customers told IT <a.b.example>"


def test_promises_alone(results: Results):
    part = scoped(results, Scope(only="promises"))
    mail = compose(build_view(part), dress=Dress(promises=True))
    assert mail["Subject"] == "1 promise is stuck; 1 promise is open – week 47"
    html = mail.get_body(("html",)).get_content()
    assert "What was promised" in html
    assert "I will send the list on Friday." in html
    assert "nine days" not in html


@pytest.mark.parametrize(
    ("left", "says"),
    [
        ("stuck", "1 promise is stuck – week 47"),
        ("open", "1 promise is open – week 47"),
        ("", "0 promises are open – week 47"),
    ],
)
def test_of_promises_what_there_is_none_of_is_not_told_beside_what_there_is(
    results: Results, left: str, says: str
):
    part = scoped(results, Scope(only="promises"))
    items = tuple(item for item in part.items if item.state == left)
    assert subject(build_view(replace(part, items=items)), promises=True) == says
