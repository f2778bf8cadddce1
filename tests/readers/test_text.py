from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.text import decode, decode_part, read_lines, split_lines

PATH = Path("notes.txt")
WORDS = "Café at nine – “no” later"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"),
        WORDS.encode("cp1252"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
    ],
    ids=[
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-be",
        "utf-32",
        "utf-32-be",
        "cp1252",
        "utf-16-le, no mark",
        "utf-16-be, no mark",
    ],
)
def test_encodings(data):
    assert decode(data, PATH) == WORDS


def test_a_byte_that_no_ladder_knows_is_replaced():
    assert decode(b"caf\xe9 \x81", PATH) == "café \ufffd"


@pytest.mark.parametrize(
    ("data", "reason", "remedy"),
    [
        (b"", "the file is empty", "delete it"),
        (b" \r\n\t\n", "the file is empty", "delete it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "this is binary data, not .txt", "real format"),
        (codecs.BOM_UTF8 + b"caf\xe9", "marked as utf-8-sig but is not", "UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "marked as utf-16 but is not", "UTF-8"),
    ],
)
def test_no_text(data, reason, remedy):
    with pytest.raises(ReadError) as caught:
        decode(data, PATH)
    assert caught.value.path == "notes.txt"
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


def test_a_few_control_characters_are_text():
    assert decode(b"x" * 1000 + b"\x01\f", PATH).endswith("\x01\f")


def test_lines():
    assert [(line.number, line.text, line.column) for line in split_lines("a\r\n\rb\n")] == [
        (1, "a", 0),
        (2, "", 0),
        (3, "b", 0),
    ]


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Zürich".encode(), "iso-8859-1", "Zürich"),
        ("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź"),
        ("Zürich".encode("cp1252"), "utf-8", "Zürich"),
        ("Zürich".encode("cp1252"), "x-unknown", "Zürich"),
        ("会議".encode("iso-2022-jp"), "iso-2022-jp", "会議"),
        ("Zürich".encode("utf-7"), "utf-7", "Zürich"),
        (b"caf\xe9", "", "café"),
    ],
)
def test_a_declared_encoding_counts_where_utf_8_does_not_fit(data, declared, text):
    assert decode_part(data, declared) == text


@pytest.mark.parametrize(
    ("text", "limits", "reason"),
    [
        ("x" * 1001, Limits(line_characters=1000), "a line of 1,001 characters"),
        ("nine\n" * 400, Limits(characters=1000), "the text has 2,000 characters"),
    ],
)
def test_limits(text, limits, reason):
    with pytest.raises(ReadError, match=reason) as caught:
        read_lines(text, PATH, limits)
    assert "notesnlp.toml" in caught.value.remedy
