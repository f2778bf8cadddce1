from __future__ import annotations

import pytest

from notesnlp.errors import ReadError

PAGE = """<!doctype html><html><head><title>Yard &amp; hall</title><style>p {color: red}</style>
<script>var a = "not said";</script></head><body><h1>Yard meeting</h1>
<p>Dana Reyes: The gate is down.</p><p>Bo Ek: Which&nbsp;one?</p><p style="display:none">hidden</p>
</body></html>"""


def test_the_text_of_a_page(opened, said):
    assert said("notes.html", PAGE) == [
        (None, "Yard meeting", 1),
        ("Dana Reyes", "The gate is down.", 3),
        ("Bo Ek", "Which one?", 5),
    ]
    assert opened("notes.htm", PAGE).title == "Yard & hall"


def test_tables_and_lists(said):
    page = "<html><body><ul><li>new lock</li><li>new door</li></ul><table><tr><td>Bo</td><td>June</td></tr></table></body></html>"
    assert [text for _, text, _ in said("a.html", page)] == ["new lock", "new door", "Bo  June"]


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [("<meta charset='iso-8859-2'>", "iso-8859-2"), ("<meta charset=utf-8>", "cp1252"),
     ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252")],
)  # fmt: skip
def test_declared_charsets(meta, encoding, said):
    word = "Łódź" if encoding == "iso-8859-2" else "Zürich"
    data = f"<html><head>{meta}</head><body><p>{word}</p></body></html>".encode(encoding)
    assert said("a.html", data)[0][1] == word


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><script>x</script></body></html>", "no text"),
        ("<html>" + "<div>" * 50_000 + "x", ""),
    ],
)
def test_bad_pages(page, reason, opened):
    try:
        opened("a.html", page)
    except ReadError as error:
        assert reason in error.reason
        assert error.remedy
