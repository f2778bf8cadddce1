"""Line ends, marks, controls, emoji and combining characters: every word stays where it is said to be."""

from __future__ import annotations

import codecs
import json

import pytest

from notesnlp.readers import Document
from notesnlp.readers.text import decode
from tests.readers.test_properties import assert_places, docx_of, mail_of

ODD = {
    "emoji": "the gate 🚪🏽 is down 👩‍👩‍👧 again",
    "combining": "cafe\u0301 and Zu\u0308rich at nine",
    "right to left": "they wrote \u202eenin ta\u202c on \u2067the sign\u2069",
    "zero width": "we\u200b press\ufeff at\u2060 nine",
    "controls": "we \x01press\x07 at\x1b[31m nine " + "and so on " * 30,
    "NUL": "we press\x00 at nine " + "and so on " * 30,
    "wide": "ＷＥ press ａｔ nine",
    "astral": "𝒲e press 𐍈 at nine",
    "blanks": "we\u00a0press\u2003at\u3000nine",
}
ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r", "mixed": "\n\r\r\n", "breaks": "\u2028", "next": "\x85"}  # fmt: skip


def check(document: Document, lines: list[str], text: str) -> None:
    assert_places(document, lines)
    assert " ".join(turn.text for turn in document.turns).split() == text.split()


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_text(text, end, opened):
    whole = end.join([text, "second line", text])
    check(opened("notes.txt", whole), whole.splitlines(), f"{text} second line {text}")


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(text, encoding, opened):
    whole = f"{text}\nDana said so\n"
    if encoding == "utf-16-le":
        whole += "plain words " * 80  # without a mark, only mostly Western text is known
    data = whole.encode(encoding)
    assert decode(data, "x") == whole
    check(opened("notes.txt", data), whole.splitlines(), whole)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_subtitles(text, opened):
    whole = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana>{text}\n"
    check(opened("a.vtt", codecs.BOM_UTF8 + whole.encode()), whole.splitlines(), text)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_segments(text, opened):
    check(opened("a.json", json.dumps([{"text": text}, {"text": text}])), [text, text], f"{text} {text}")  # fmt: skip


@pytest.mark.parametrize("name", [name for name in ODD if name not in ("controls", "NUL")])
def test_word(name, opened):
    check(opened("a.docx", docx_of([ODD[name], ODD[name]])), [ODD[name]] * 2, f"{ODD[name]} {ODD[name]}")  # fmt: skip


@pytest.mark.parametrize("name", [name for name in ODD if name != "NUL"])
def test_mail(name, opened):
    check(opened("a.eml", mail_of(ODD[name] + "\n")), [ODD[name]], ODD[name])


HEAD = b"From: Dana <d@e.fg>\nMIME-Version: 1.0\n"
MAILS = {
    "quoted-printable": (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"Caf=C3=A9 in Z=C3=BCrich, a line that is =\nsoftly broken =3D fine\n",
        "Café in Zürich, a line that is softly broken = fine",
    ),
    "broken quoted-printable": (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"Caf=C3=A9 =ZZ 100 %=\n",
        "Café =ZZ 100 %",
    ),
    "base64 in latin-1": (
        b"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\nQ2Fm6Q==\n",
        "Café",
    ),
    "broken base64": (
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nV2UgcHJlc3M\n",
        "We press",
    ),
    "says ASCII, is UTF-8": (b"Content-Type: text/plain; charset=us-ascii\n\nCaf\xc3\xa9\n", "Café"),
    "says UTF-8, is cp1252": (b"Content-Type: text/plain; charset=utf-8\n\nCaf\xe9 \x96 now\n", "Café – now"),
    "unknown charset": (b"Content-Type: text/plain; charset=x-klingon\n\nCaf\xe9\n", "Café"),
    "no charset": (b"Content-Type: text/plain\n\nCaf\xc3\xa9\n", "Café"),
    "iso-2022-jp": (
        b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + "会議 nine".encode("iso-2022-jp"), "会議 nine",
    ),
    "HTML in another charset": (
        b"Content-Type: text/html; charset=windows-1252\n\n<p>Caf\xe9&nbsp;\x80</p>", "Café €",
    ),
    "no such encoding of the body": (
        b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencoded-ish\n\nWe press\n", "We press",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "text"), MAILS.values(), ids=MAILS)
def test_mails_whose_charset_or_encoding_is_broken(content, text, opened):
    document = opened("a.eml", HEAD + content)
    assert " ".join(turn.text for turn in document.turns).split() == text.split()


def test_a_mail_with_a_mark_before_its_headers(opened):
    data = codecs.BOM_UTF8 + HEAD + b"Content-Type: text/plain; charset=utf-8\n\nWe press.\n"
    assert opened("a.eml", data).turns[0].speaker == "Dana"
    assert opened("b.eml", (HEAD + b"\nWe press.\n").decode().encode("utf-16")).turns[0].text == "We press."  # fmt: skip
