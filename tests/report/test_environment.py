from pathlib import Path

import pytest

from notesnlp.errors import ConfigError
from notesnlp.report.email import Dress, compose
from notesnlp.report.environment import render
from notesnlp.report.html import render_page
from notesnlp.report.results import Results
from notesnlp.report.sections import ReportView


def test_what_is_put_into_a_template_is_cleaned_and_escaped(tmp_path: Path):
    (tmp_path / "mail.html.j2").write_text("{{ text }}")
    (tmp_path / "mail.txt.j2").write_text("{{ text }}")
    given = {"text": "<b>\u202e\x00\r\n"}
    assert render("mail.html.j2", tmp_path, **given) == "&lt;b&gt;\n"
    assert render("mail.txt.j2", tmp_path, **given) == "<b>\n"


def test_templates_of_an_organisation(view: ReportView, results: Results, tmp_path: Path):
    (tmp_path / "mail.html.j2").write_text("<html><body><h1>{{ subject }}</h1></body></html>")
    (tmp_path / "mail.txt.j2").write_text("Dear reader,\n\n{{ text }}\nSigned, IT\n")
    (tmp_path / "guide.html.j2").write_text("<p>Ask Ben.</p>")
    mail = compose(view, dress=Dress(templates=tmp_path))
    html = mail.get_body(("html",)).get_content()
    text = mail.get_body(("plain",)).get_content()
    assert "<h1>1 IT dependency is late" in html
    assert text.startswith("Dear reader,")
    assert "Signed, IT" in text
    assert "WHAT CUSTOMERS TOLD IT" in text
    assert "<p>Ask Ben.</p>" in render_page(view, results, templates=tmp_path)
    assert "<p>Ask Ben.</p>" not in render_page(view, results)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<p>\n{% if %}", 2, "broken template: Expected an expression"),
        ("<p>\n\n{{ no_such }}", 3, "broken template: 'no_such' is undefined"),
        ("{{ view.no_such }}", 1, "no attribute 'no_such'"),
        ("{% for a in view.meetings %}{% endfor %}", 1, "not iterable"),
        ("{{ 1 / 0 }}", 1, "division"),
        ("{% include 'gone.j2' %}", None, "no template 'gone.j2' to include"),
        ("{{ subject|no_such }}", 1, "No filter named 'no_such'"),
    ],
)
def test_a_broken_template_is_told_with_its_place(
    view: ReportView, tmp_path: Path, text: str, line: int | None, said: str
):
    (tmp_path / "mail.html.j2").write_text(text)
    with pytest.raises(ConfigError, match=said) as caught:
        compose(view, dress=Dress(templates=tmp_path))
    if line:
        assert f"mail.html.j2, line {line}: " in str(caught.value)


def test_a_template_that_would_never_be_used_is_told(view: ReportView, tmp_path: Path):
    (tmp_path / "email.html.j2").write_text("<p>")
    with pytest.raises(ConfigError, match=r"never be used \(names are .*mail.html.j2"):
        compose(view, dress=Dress(templates=tmp_path))
    with pytest.raises(ConfigError, match="no such folder"):
        compose(view, dress=Dress(templates=tmp_path / "gone"))
