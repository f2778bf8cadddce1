from __future__ import annotations

import datetime as dt
import time
from email.message import EmailMessage

import pytest

from notesnlp.errors import ReadError
from notesnlp.readers.mail import Mail

HEAD = (
    "From: Dana Reyes <dana@example.org>\nTo: Bo Ek <bo@example.org>, ines@example.org\n"
    'Cc: "Holm, Ada" <ada@example.org>\nSubject: Re: FW: Press hall\n'
    "Date: Mon, 06 May 2024 09:30:00 +0200\n"
)
LONG = "We press at nine in the old hall and at ten in the new one, mostly so"

BODIES = {
    "paragraphs over several lines": (
        "Hello Bo,\n\nwe press\nat nine.\n\n- badge fails\n- since\n  May\n",
        [("Dana Reyes", "Hello Bo,", 1), ("Dana Reyes", "we press at nine.", 3),
         ("Dana Reyes", "badge fails", 6), ("Dana Reyes", "since May", 7)],
    ),
    "a signature": (
        "We press at nine.\n\n-- \nDana Reyes\nPress hall\n",
        [("Dana Reyes", "We press at nine.", 1)],
    ),
    "a reply above what it answers": (
        "At ten.\n\nOn Mon, 6 May 2024 at 08:11, Bo Ek <bo@example.org> wrote:\n> At nine?\n"
        "> Or later?\n",
        [("Dana Reyes", "At ten.", 1), ("Bo Ek", "At nine? Or later?", 4)],
    ),
    "answers between the lines": (
        "On 6 May 2024, Bo Ek wrote:\n> At nine?\n\nAt ten.\n\n> Which hall?\n\nThe old one.\n",
        [("Bo Ek", "At nine?", 2), ("Dana Reyes", "At ten.", 4), ("Bo Ek", "Which hall?", 6),
         ("Dana Reyes", "The old one.", 8)],
    ),
    "an attribution over two lines": (
        "At ten.\n\nOn Monday, 6 May 2024 at 08:11, Bo Ek\n<bo@example.org> wrote:\n\n> At nine?\n",
        [("Dana Reyes", "At ten.", 1), ("Bo Ek", "At nine?", 6)],
    ),
    "an American attribution": (
        "At ten.\n\nOn Mon, May 6, 2024 at 8:11 AM Bo Ek <bo@example.org> wrote:\n\n> At nine?\n",
        [("Dana Reyes", "At ten.", 1), ("Bo Ek", "At nine?", 5)],
    ),
    "an attribution without marks": (
        "At ten.\n\nOn 6 May 2024, Bo Ek wrote:\n\nAt nine?\n\nOn 5 May 2024, Ines Roth wrote:\nHello?\n",
        [("Dana Reyes", "At ten.", 1), ("Bo Ek", "At nine?", 5), ("Ines Roth", "Hello?", 8)],
    ),
    "a header block at the very top": (
        "From: Bo Ek\nSent: Monday, 6 May 2024\n\nAt nine?\n", [("Bo Ek", "At nine?", 4)],
    ),
    "deeper quotes of nobody": (
        "On 6 May 2024, Bo Ek wrote:\n> At ten.\n>> At nine?\n",
        [("Bo Ek", "At ten.", 2), (None, "At nine?", 3)],
    ),
    "nested quotes": (
        "Fine.\n\nOn 6 May 2024, Bo Ek wrote:\n> At ten.\n>\n> On 5 May 2024, Ines Roth wrote:\n"
        ">> At nine?\n>> Or later?\n",
        [("Dana Reyes", "Fine.", 1), ("Bo Ek", "At ten.", 4),
         ("Ines Roth", "At nine? Or later?", 7)],
    ),
    "nested quotes, the inner ones first": (
        "On 6 May 2024, Bo Ek wrote:\n> On 5 May 2024, Ines Roth wrote:\n>> At nine?\n> At ten.\n\nFine.\n",
        [("Ines Roth", "At nine?", 3), ("Bo Ek", "At ten.", 4), ("Dana Reyes", "Fine.", 6)],
    ),
    "a quote of nobody": (
        "> At nine?\n\nAt ten.\n",
        [(None, "At nine?", 1), ("Dana Reyes", "At ten.", 3)],
    ),
    "an Outlook header": (
        "At ten.\n\nFrom: Bo Ek <bo@example.org>\nSent: Monday, 6 May 2024 08:11\n"
        "To: Dana Reyes\nSubject: Press hall\n\nAt nine?\n\nBo\n",
        [("Dana Reyes", "At ten.", 1), ("Bo Ek", "At nine?", 8), ("Bo Ek", "Bo", 10)],
    ),
    "an Outlook header below a line": (
        "At ten.\n\n________________________________\nFrom: Bo Ek\nSent: Monday, 6 May 2024\n\nAt nine?\n\n"
        "-----Original Message-----\n*From:* Ines Roth [mailto:ines@example.org]\n*Sent:* Sunday\n\nHello?\n",
        [("Dana Reyes", "At ten.", 1), ("Bo Ek", "At nine?", 7), ("Ines Roth", "Hello?", 13)],
    ),
    "forwarded": (
        "Please see below.\n\n---------- Forwarded message ---------\nFrom: Bo Ek <bo@example.org>\n"
        "Date: Mon, May 6, 2024\nSubject: Press hall\nTo: <dana@example.org>\n\nAt nine?\n",
        [("Dana Reyes", "Please see below.", 1), ("Bo Ek", "At nine?", 9)],
    ),
    "forwarded with nothing above": (
        "---------- Forwarded message ---------\nFrom: Bo Ek <bo@example.org>\nDate: Mon\n\nAt nine?\n",
        [("Bo Ek", "At nine?", 5)],
    ),
    "a header block in a quote": (
        "Fine.\n\n> From: Bo Ek\n> Sent: Monday\n>\n> At nine?\n",
        [("Dana Reyes", "Fine.", 1), ("Bo Ek", "At nine?", 6)],
    ),
    "words that only begin like an attribution": (
        "On 6 May 2024 we press at nine.\nFrom: what I hear, all is well.\n",
        [("Dana Reyes", "On 6 May 2024 we press at nine. From: what I hear, all is well.", 1)],
    ),
    "a transcript in a mail": (
        "Bo Ek: At nine?\nInes Roth: At ten.\n",
        [("Bo Ek", "At nine?", 1), ("Ines Roth", "At ten.", 2)],
    ),
    "quoted signature": (
        "Fine.\n\n> At nine?\n> --\n> Bo Ek\n> Hall\n\nSo be it.\n",
        [("Dana Reyes", "Fine.", 1), (None, "At nine?", 3), ("Dana Reyes", "So be it.", 8)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plain(body, expected, end, said):
    assert said("re.eml", f"{HEAD}\n{body}".replace("\n", end)) == expected


def test_headers(opened):
    document = opened("re.eml", f"{HEAD}\nAt nine.\n")
    assert (document.format, document.form) == ("eml", "mail")
    assert document.title == "Press hall"
    assert document.date == dt.date(2024, 5, 6)
    assert document.attendees == ("Dana Reyes", "Bo Ek", "ines", "Holm, Ada")
    assert document.head == "At nine."


@pytest.mark.parametrize("date", ["", "Date: \n", "Date: soon\n", "Date: Mon, 31 Feb 2024 09:30:00 +0200\n"])  # fmt: skip
def test_no_date(date, opened):
    assert opened("re.eml", f"From: Bo <b@c.de>\n{date}\nAt nine.\n").date is None


def test_no_author(said):
    assert said("re.eml", "Subject: x\n\nAt nine.\n") == [(None, "At nine.", 1)]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("=?utf-8?q?Andr=C3=A9?= Ek <a@b.cd>", "André Ek"),
        ("=?iso-8859-1?B?QW5kcuk=?= <a@b.cd>", "André"),
        ("=?klingon?q?Andr=C3=A9?= <a@b.cd>", None),
        ("a.ek@b.cd", "a.ek"),
        ('"Ek, Bo (IT)" <a@b.cd>', "Ek, Bo (IT)"),
    ],
)
def test_author(value, name, opened):
    turn = opened("re.eml", f"From: {value}\n\nAt nine.\n").turns[0]
    assert turn.speaker == name if name else turn.speaker


def test_a_header_that_the_parser_trips_over(opened):
    document = opened("re.eml", 'From: Bo\n =?utf-8?q?a?= <\x00@[:;"(\nSubject: x\n\nAt nine.\n')
    assert document.turns[0].text == "At nine."


def of_parts(**parts: str) -> EmailMessage:
    """A mail with these alternatives."""
    message = EmailMessage()
    message["From"] = "Dana Reyes <dana@example.org>"
    for subtype, text in parts.items():
        if message.get_content_type() == "text/plain" and not message.is_multipart():
            message.set_content(text, subtype=subtype)
        else:
            message.add_alternative(text, subtype=subtype)
    return message


def words(message: EmailMessage) -> list[str]:
    return [turn.text for turn in Mail().read(message.as_bytes(), "re.eml").turns]


HTML = "<html><head><style>p {color: red}</style></head><body><p>We press<br>at nine &amp; ten.</p><ul><li>badge</li></ul></body></html>"


def test_html_only():
    assert words(of_parts(html=HTML)) == ["We press at nine & ten.", "badge"]


def test_a_reply_in_html_only():
    html = (
        "<p>At ten.</p><div>On Mon, 6 May 2024 at 08:11, Bo Ek &lt;bo@example.org&gt; wrote:<br></div>"
        "<blockquote><p>At nine?</p></blockquote>"
    )
    document = Mail().read(of_parts(html=html).as_bytes(), "re.eml")
    assert [(turn.speaker, turn.text) for turn in document.turns] == [
        ("Dana Reyes", "At ten."),
        ("Bo Ek", "At nine?"),
    ]


def test_the_plain_alternative_is_preferred():
    message = EmailMessage()
    message.set_content("In plain.\n")
    message.add_alternative(HTML, subtype="html")
    assert words(message) == ["In plain."]


def test_an_empty_plain_alternative_is_not():
    message = EmailMessage()
    message.set_content("\n")
    message.add_alternative(HTML, subtype="html")
    assert words(message) == ["We press at nine & ten.", "badge"]


def test_attachments_are_left_out_and_all_inline_text_is_read():
    message = EmailMessage()
    message.set_content("Above.\n")
    message.add_attachment("Not said.\n", filename="a.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline")
    message.add_attachment("Below.\n", disposition="inline")
    assert words(message) == ["Above.", "Below."]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_transfer_encodings(encoding, charset):
    message = EmailMessage()
    message.set_content(f"Café at nine = ten. {LONG}\n", cte=encoding, charset=charset)
    assert words(message) == [f"Café at nine = ten. {LONG}"]


@pytest.mark.parametrize("charset", ["klingon", "unknown-8bit", "", '"'])
def test_unknown_charset(charset):
    data = f"From: Bo <b@c.de>\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert Mail().read(data + b"Caf\xe9.\n", "re.eml").turns[0].text.startswith("Caf")


BAD = {
    "empty": (b"", "no headers"),
    "text": (b"\nAt nine.\n", "no headers"),
    "no body": (HEAD.encode(), "no text"),
    "blank body": (HEAD.encode() + b"\n \n", "no text"),
    "only an attachment": (
        b"From: b@c.de\nContent-Type: image/png\n\n\x89PNG",
        "no text",
    ),
    "empty HTML": (b"From: b@c.de\nContent-Type: text/html\n\n<!-- -->", ""),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD)
def test_bad_files(data, reason):
    with pytest.raises(ReadError) as caught:
        Mail().read(data, "re.eml")
    assert caught.value.path == "re.eml"
    assert reason in caught.value.reason
    assert caught.value.remedy


def test_what_the_parsers_trip_over_is_named(monkeypatch):
    def trip(text: str) -> str:
        raise AttributeError("no such thing")

    monkeypatch.setattr("notesnlp.readers.mailbody.text_of", trip)
    with pytest.raises(ReadError, match="the mail is damaged: no such thing"):
        words(of_parts(html=HTML))


@pytest.mark.parametrize("line", ["On " + "1 " * 20_000, "2024 " * 20_000, ">" * 20_000 + "x", " " * 20_000 + "x"])  # fmt: skip
def test_long_lines_take_no_time(line):
    start = time.process_time()
    Mail().read(f"From: b@c.de\n\n{line}\n".encode(), "re.eml")
    assert time.process_time() - start < 2
