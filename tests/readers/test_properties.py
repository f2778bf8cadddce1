"""What holds for any file: its words or a ReadError, and every word where it is said to be."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notesnlp.errors import ReadError
from notesnlp.readers import Document
from notesnlp.readers.base import Reader
from notesnlp.readers.docx import Docx
from notesnlp.readers.mail import Mail
from notesnlp.readers.plain import Markdown, PlainText
from notesnlp.readers.registry import READERS
from notesnlp.readers.segments import Segments
from notesnlp.readers.subtitles import SubRip, WebVtt
from notesnlp.readers.text import decode, split_lines
from tests.readers.ole import msg_of
from tests.readers.pdfs import lines_at, pdf_of

ANYTHING = settings(max_examples=100, deadline=None)
PROSE: tuple[Reader, ...] = (PlainText(), Markdown())


def docx_of(paragraphs: Sequence[str]) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def mail_of(body: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Dana Reyes <dana@example.org>"
    message.set_content(body, cte="8bit")
    return message.as_bytes()


SAMPLES = {
    "text": b"Dana Reyes: We press\nat nine.\n[0:05] Bo Ek: Which hall?\n\nDana  0:05\nBo  0:07\n",
    "markdown": b"---\ndate: 2024-05-06\n---\n# Hall\n- [ ] HB: lock\n> quote\n| a | b |\n|---|---|\n",
    "webvtt": b"WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:02.000 align:start\n<v.a Dana>We &amp; <b>press</b></v>\n",
    "subrip": b"1\r\n00:00:01,000 --> 00:00:02,000\r\nDANA: We\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\n42\r\n",
    "docx": docx_of(["Mr Holm remarked that the gate sticks.", "Bo Ek: Which hall?"]),
    "eml": b"From: =?utf-8?q?Andr=C3=A9?= <a@b.cd>\nDate: Mon, 06 May 2024 09:30:00 +0200\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n'
    b"Content-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9\n\nOn 6 May 2024, Bo wrote:\n> At nine?\n"
    b"--x\nContent-Type: text/html\n\n<p>At <b>ten</b>&amp;\n--x--\n",
    "json": b'{"title": "x", "segments": [{"start": "0:01", "end": 2.5, "speaker": "Dana", "text": "We \\ud83d"}]}',
    "sbv": b"0:00:01.000,0:00:02.000\nDANA: We\n\n0:00:02.000,0:00:03.500\npress & wait\n",
    "pdf": pdf_of(lines_at(50, 700, ["We press at nine.", "Bo Ek: Which hall?"]), [], picture=True),
    "msg": msg_of(subject="Gate", sender="Dana Reyes", body="We press.\n\nOn 6 May 2024, Bo wrote:\n> At nine?\n"),
    "html": b"<!doctype html><html><head><meta charset=cp1252><title>Hall</title></head><body><p>Dana: We"
    b" press&nbsp;at <b>nine</b></p><table><tr><td>Bo</td><td>ok\x92</td></tr></table><ul><li>x</ul>",
    "csv": b'Start,Speaker,Text\n0:01,Dana,"We ""press"", at\nnine"\n0:04,Bo,Which hall?\n',
    "chat": b"15:51:09 From Dana Reyes to Everyone:\n\tWe press.\n\tAt nine.\n00:12:15\tBo Ek:\tWhich hall?\n",
}  # fmt: skip


def read(reader: Reader, data: bytes) -> Document | None:
    """What `reader` finds, or None where it refuses in the way that it should."""
    path = Path(f"notes{(*reader.suffixes, '.txt')[0]}")
    try:
        document = reader.read(data, path)
    except ReadError as error:
        assert error.path == str(path)
        assert error.reason
        assert error.remedy
        return None
    for index, turn in enumerate(document.turns):
        assert turn.index == index
        assert turn.text
        assert turn.text == turn.text.strip()
        assert turn.pieces[0].start == 0
        assert (turn.speaker or "x").strip()
        (turn.text + (turn.speaker or "")).encode("utf-8")
    (document.head + (document.title or "")).encode("utf-8")
    return document


@st.composite
def damaged(draw: st.DrawFn, sample: bytes) -> bytes:
    """`sample` with stretches overwritten, left out, doubled and put in."""
    data = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        middle = draw(st.one_of(st.binary(max_size=8), st.just(data[start:end] * 2)))
        data = data[:start] + middle + data[end:]
    return data if draw(st.booleans()) else data[: draw(st.integers(0, len(data)))]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.format)
@ANYTHING
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe\x00\xd8")
@example(data=b"\x00")
@example(data=b"PK\x03\x04")
def test_random_bytes(reader, data):
    read(reader, data)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.format)
@ANYTHING
@given(draw=st.data())
def test_damaged_files(reader, draw):
    read(reader, draw.draw(damaged(SAMPLES[reader.format])))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.format)
@ANYTHING
@given(text=st.text(max_size=300))
def test_random_text(reader, text):
    read(reader, text.encode())


@ANYTHING
@given(draw=st.data())
def test_damaged_parts_of_word_documents(draw):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES["docx"])) as old, zipfile.ZipFile(file, "w") as new:
        chosen = draw.draw(st.sampled_from(old.namelist()))
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, draw.draw(damaged(data)) if name == chosen else data)
    read(Docx(), file.getvalue())


WORDS = st.sampled_from(
    ["we press", "At nine.", "Mr Holm said", "the gate", "x", "42", "a b  c", "Ünter", "It is", "ok?"]
)  # fmt: skip
MARKS = st.sampled_from(
    ["", " ", "- ", "  * ", "1. ", "# ", "> ", ">> ", "[x] ", "- [ ] ", "| ", "HB: ", "Dana Reyes: ",
     "Bo: ", "[0:05] Bo: ", "\t", "**Bo:** ", "-- ", "On 6 May 2024, Bo wrote:", "From: Bo", "Sent: x",
     "The Chair noted that ", "Minutes ", "---", "\x0c", "\u2028", "NB: "]
)  # fmt: skip
ENDS = st.sampled_from(["", "  0:05", " |", ".", ":", " " * 70 + "x", " 12", "\u00a0"])
LINES = st.lists(st.tuples(MARKS, WORDS, ENDS).map("".join), max_size=14)
ANY_LINES = st.one_of(LINES, st.lists(st.text(max_size=80), max_size=8))


def assert_places(document: Document | None, lines: Sequence[str]) -> None:
    """Every piece stands where it says, and the pieces make up the turn."""
    for turn in document.turns if document else ():
        ends = [*(piece.start - 1 for piece in turn.pieces[1:]), len(turn.text)]
        for piece, end in zip(turn.pieces, ends, strict=True):
            words = turn.text[piece.start : end]
            assert lines[piece.line - 1][piece.column : piece.column + len(words)] == words
            assert turn.text[end : end + 1] in ("", " ")
            assert turn.place_at(piece.start) == (piece.line, piece.column)


@pytest.mark.parametrize("reader", PROSE, ids=lambda reader: reader.format)
@ANYTHING
@given(lines=ANY_LINES, end=st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_places_in_text(reader, lines, end):
    data = end.join(lines).encode()
    document = read(reader, data)
    if document:
        text = decode(data, Path("x"))
        assert_places(document, [line.text for line in split_lines(text)])


@ANYTHING
@given(lines=ANY_LINES)
def test_places_in_mails(lines):
    body = "\n".join(lines)
    if "\x00" not in body:
        text = str(body.replace("\r", "\n") + "\n")
        assert_places(read(Mail(), mail_of(text)), [line.text for line in split_lines(text)])


@settings(max_examples=25, deadline=None)
@given(lines=LINES, soft=st.booleans())
def test_places_in_word_documents(lines, soft):
    lines = [re.sub(r"[\x0c\u2028]", "", line) for line in lines]
    paragraphs = ["\n".join(lines)] if soft else lines
    assert_places(read(Docx(), docx_of(paragraphs)), paragraphs)


@ANYTHING
@given(texts=st.lists(st.text(max_size=40), max_size=6), speaker=st.sampled_from(["Dana", None]))
def test_places_in_segments(texts, speaker):
    content = [{"speaker": speaker, "text": text} for text in texts]
    assert_places(read(Segments(), json.dumps(content).encode()), texts)


@pytest.mark.parametrize("reader", [WebVtt(), SubRip()], ids=lambda reader: reader.format)
@ANYTHING
@given(lines=LINES, blank=st.booleans(), voice=st.sampled_from(["", "<v Dana>", "<v.a Bo Ek>"]))
def test_places_in_subtitles(reader, lines, blank, voice):
    timing = "00:00:01.000 --> 00:00:02.000"
    cues = ("" if blank else "\n").join(f"{timing}\n{voice}{line}\n" for line in lines)
    text = f"WEBVTT\n\n{cues}"
    assert_places(read(reader, text.encode()), [line.text for line in split_lines(text)])


def counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]{2,}", text))


@pytest.mark.parametrize("reader", PROSE, ids=lambda reader: reader.format)
@ANYTHING
@given(text=st.text("abcd.,-*+#>|[]()1 \t\n=_•—", max_size=300))
def test_prose_loses_no_word(reader, text):
    document = read(reader, text.encode())
    kept = " ".join(turn.text for turn in document.turns) if document else ""
    assert counted(kept) == counted(text)


@ANYTHING
@given(lines=LINES)
def test_mails_without_marks_lose_no_word(lines):
    body = "\n".join(re.sub(r"[A-Z:>_-]", "", line) for line in lines)
    document = read(Mail(), mail_of(body + "\n"))
    assert counted(" ".join(turn.text for turn in document.turns) if document else "") == counted(body)  # fmt: skip


NAMES = st.sampled_from(["Dana Reyes", "Bo Ek", "The Chair", "Mr. Holm", "Speaker 1"])
SPEECH = st.lists(st.sampled_from("we press at nine in the old hall, mostly. so".split()), min_size=1)  # fmt: skip
TALK = st.lists(st.tuples(NAMES, SPEECH.map(" ".join)), min_size=2, max_size=12)


def spoken(document: Document | None) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in document.turns] if document else []


@ANYTHING
@given(talk=TALK)
def test_a_labelled_transcript_comes_back(talk):
    text = "\n".join(f"{name}: {words}" for name, words in talk)
    assert spoken(read(PlainText(), text.encode())) == talk


@ANYTHING
@given(talk=TALK)
def test_subtitles_and_segments_of_a_talk_agree(talk):
    cues = "".join(f"00:01.000 --> 00:02.000\n<v {name}>{words}</v>\n\n" for name, words in talk)
    segments = json.dumps([{"speaker": name, "text": words} for name, words in talk])
    merged: list[tuple[str, str]] = []
    for name, words in talk:
        if merged and merged[-1][0] == name:
            merged[-1] = name, f"{merged[-1][1]} {words}"
        else:
            merged.append((name, words))
    assert spoken(read(WebVtt(), f"WEBVTT\n\n{cues}".encode())) == merged
    assert spoken(read(Segments(), segments.encode())) == merged
