from __future__ import annotations

import struct
import sys
from email.message import EmailMessage

import pytest
from compressed_rtf import compress

from notesnlp.errors import MissingExtra, ReadError
from notesnlp.readers.outlook import Outlook
from notesnlp.readers.winmail import text_of_winmail
from tests.readers.ole import msg_of

BODY = "The gate sticks.\n\nOn 6 May 2024, Bo Ek wrote:\n> Could we get a list?\n"


def test_a_message(opened):
    document = opened("re.msg", msg_of(subject="RE: Gate", sender="Dana Reyes", body=BODY))
    assert [(turn.speaker, turn.text, turn.line) for turn in document.turns] == [
        ("Dana Reyes", "The gate sticks.", 1),
        ("Bo Ek", "Could we get a list?", 4),
    ]
    assert (document.format, document.form, document.title) == ("msg", "mail", "Gate")


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"We press."])
def test_bad_messages(data):
    with pytest.raises(ReadError, match="damaged") as caught:
        Outlook().read(data, "a.msg")
    assert caught.value.remedy


def test_without_the_extra_its_name_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "oxmsg", None)
    monkeypatch.setitem(sys.modules, "tnefparse", None)
    with pytest.raises(MissingExtra, match=r"notesnlp\[outlook\]"):
        Outlook().read(msg_of(subject="x", sender="Bo Ek", body="x"), "a.msg")
    with pytest.raises(MissingExtra, match=r"notesnlp\[outlook\]"):
        text_of_winmail(envelope(b"x"))


def envelope(body: bytes) -> bytes:
    """A winmail.dat with a plain body."""
    content = struct.pack("<BII", 1, 0x0002800C, len(body)) + body
    return struct.pack("<IH", 0x223E9F78, 1) + content + struct.pack("<H", sum(body) & 0xFFFF)


def mail_with(winmail: bytes, text: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Dana Reyes <dana@example.org>"
    message.set_content(text)
    message.add_attachment(winmail, maintype="application", subtype="ms-tnef", filename="winmail.dat")  # fmt: skip
    return message.as_bytes()


def test_winmail_is_unpacked(said):
    data = mail_with(envelope("The gate sticks.\r\nSince May – daily.\x00".encode("cp1252")))
    assert [text for _, text, _ in said("a.eml", data)] == ["The gate sticks. Since May – daily."]


def properties(id: int, value: bytes) -> bytes:
    """A winmail.dat with one binary property, as Outlook keeps HTML and rich text."""
    padded = value + b"\x00" * (-len(value) % 4)
    body = struct.pack("<IHHII", 1, 0x0102, id, 1, len(value)) + padded
    content = struct.pack("<BII", 1, 0x00069003, len(body)) + body
    return struct.pack("<IH", 0x223E9F78, 1) + content + struct.pack("<H", sum(body) & 0xFFFF)


@pytest.mark.parametrize(
    ("id", "value"),
    [
        (0x1013, b"<p>The gate sticks.</p><p>Since May, daily.</p>"),
        (0x1009, compress(rb"{\rtf1 The gate sticks.\par Since May, daily.\par}", compressed=True)),
    ],
    ids=["html", "rich text"],
)
def test_winmail_without_plain_text_is_read_from_what_it_has(said, id, value):
    told = said("a.eml", mail_with(properties(id, value)))
    assert " ".join(text for _, text, _ in told) == "The gate sticks. Since May, daily."


def test_a_winmail_without_any_text_is_empty():
    assert text_of_winmail(properties(0x0037, b"Gate")) == ""


def test_a_damaged_winmail_costs_only_itself(opened):
    document = opened("a.eml", mail_with(b"no envelope", "The gate sticks."))
    assert [turn.text for turn in document.turns] == ["The gate sticks."]
    assert "winmail.dat is damaged" in document.warnings[0]


def test_an_envelope_of_too_many_objects_is_refused():
    tiny = struct.pack("<BIIH", 1, 0, 0, 0)
    with pytest.raises(ValueError, match="larger than any mail"):
        text_of_winmail(struct.pack("<IH", 0x223E9F78, 1) + tiny * 3000)
