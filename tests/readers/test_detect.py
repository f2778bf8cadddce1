"""Files are read for what they are, whatever they are called."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from notesnlp.errors import ReadError
from notesnlp.readers.detect import format_of
from tests.readers.test_properties import SAMPLES

PATH = Path("notes.txt")


@pytest.mark.parametrize(
    "name", ["webvtt", "subrip", "sbv", "docx", "pdf", "eml", "msg", "html", "json", "chat"]
)
def test_a_signature_tells_the_format_whatever_the_ending(name, opened):
    data = SAMPLES[name].replace(b"From: =?utf-8?q?Andr=C3=A9?=", b"Message-ID: <x>\nFrom: Bo")
    assert format_of(data, PATH) == name
    assert opened("notes.txt", data).format == name
    assert opened("notes.pages", data).format == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We press at nine.",
        "From: Bo\nTo: Dana\n\nWe press at nine.",
        "Date: 6 May\nSubject: gate\nWe press.",
        "[ ] call Bo\n[[Dana Reyes]] rings back",
        "At 00:00:01 --> we wait",
        "15:51:09 From the yard we heard nothing more of it",
        "Webinar notes",
        "{not json}",
        "a < b and <b>so</b>",
    ],
)
def test_notes_have_no_signature(text):
    assert format_of(text.encode(), PATH) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\\rtf1 We press.}", "rich text"),
        (b"\x89PNG\r\n", "a picture"),
        (b"ID3\x03", "a recording"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "a recording"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word"),
    ],
)
def test_what_is_known_and_not_read_is_named(data, reason):
    with pytest.raises(ReadError, match=reason) as caught:
        format_of(data, PATH)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("inner", "reason"),
    [("xl/workbook.xml", "spreadsheet"), ("ppt/presentation.xml", "presentation"), ("content.xml", "OpenDocument")],
)  # fmt: skip
def test_other_office_files_are_named(inner, reason):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(inner, "")
    with pytest.raises(ReadError, match=reason):
        format_of(file.getvalue(), Path("notes.docx"))


def test_an_archive_is_no_meeting(opened):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "We press.")
    with pytest.raises(ReadError, match="an archive holds files"):
        opened("notes.zip", file.getvalue())
