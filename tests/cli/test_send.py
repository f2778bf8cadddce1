"""`send` and `outbox` against a real mail server."""

import json
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from notesnlp.config import MailSettings
from notesnlp.ledger import open_ledger
from notesnlp.ledger.changes import last_sent
from tests.delivery.conftest import Post, authority, ca_file, post, serve

__all__ = ["authority", "ca_file", "post", "serve"]

CIO, YARD, HEAD = "cio@timber.example", "yard@timber.example", "head@timber.example"
RULES = f"""
[[mail.send]]
to = ["{CIO}"]
units = "all"
attach = ["xlsx", "ics", "html"]

[[mail.send]]
to = "Yard liaison <{YARD}>"
units = ["Yard"]

[[mail.send]]
to = "{HEAD}"
units = ["Yard"]
only = "promises"
locale = "en-US"

[[mail.send]]
to = "nobody@timber.example"
units = ["Stores"]
"""


@pytest.fixture
def settle(remembered: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes the settings of the notes of a run; the run's folder."""
    notes = tmp_path_factory.mktemp("notes")
    (remembered / "run.json").write_text(json.dumps({"folders": [str(notes)]}))

    def write(mail: MailSettings | None, rules: str = RULES) -> Path:
        text = "[mail]\n"
        if mail:
            given = json.loads(mail.model_dump_json(exclude_defaults=True))
            text += "".join(f"{key} = {json.dumps(value)}\n" for key, value in given.items())
        (notes / "notesnlp.toml").write_text(text + rules)
        return remembered

    return write


def _mails(post: Post) -> dict[str, str]:
    """Everything that went to each address, as text; attachments unpacked."""
    found: dict[str, str] = {}
    for to, data in post.arrived:
        mail = message_from_bytes(data, policy=policy.default)
        for address in to:
            found[address] = found.get(address, "") + _words(mail)
    return found


def _words(mail) -> str:
    import io
    import zipfile

    text = str(mail)
    for part in mail.walk():
        if part.get_content_maintype() == "multipart":
            continue
        body = part.get_content()
        if part.get_filename() == "findings.xlsx":
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                body = "".join(book.read(name).decode() for name in book.namelist())
        text += body if isinstance(body, str) else ""
    return text


def test_by_default_nobody_gets_anything(notesnlp, settle, serve, post: Post):
    out = settle(serve(), "")
    answer = notesnlp("send", out)
    assert answer.code == 2
    assert "nobody to send to" in answer.err
    assert not (out / "outbox").exists()
    assert post.arrived == []


def test_everybody_gets_what_the_rules_say_and_once(notesnlp, settle, serve, post: Post):
    out = settle(serve())
    answer = notesnlp("send", out)
    assert answer.code == 0, answer.out + answer.err
    assert "nobody@timber.example: nothing to report" in answer.out
    mails = _mails(post)
    assert set(mails) == {CIO, YARD, HEAD}
    assert "We buy elsewhere" in mails[CIO]
    assert "gate is down" in mails[CIO]
    assert "findings.xlsx" in mails[CIO]
    assert "dependencies.ics" in mails[CIO]
    assert "gate is down" in mails[YARD]
    assert "I'll send the list" in mails[HEAD]
    assert "gate is down" not in mails[HEAD]
    for address in (YARD, HEAD):
        for other in ("Roth", "Ines", "elsewhere", "call.json"):
            assert other not in mails[address]
    assert "March 11, 2016" in mails[HEAD]
    assert "11 March 2016" in mails[YARD]
    again = notesnlp("send", out)
    assert again.code == 0
    assert "has this report already" in again.out
    assert len(post.arrived) == 3


def test_the_ledger_learns_who_got_what(notesnlp, settle, serve, post: Post):
    out = settle(serve())
    assert notesnlp("send", out, "--to", CIO).code == 0
    with open_ledger(out / "ledger.db").reading() as connection:
        assert last_sent(connection, CIO)
        assert last_sent(connection, YARD) is None
    assert notesnlp("send", out, "--to", CIO, "--again").code == 0
    first, second = (
        _words(message_from_bytes(data, policy=policy.default)) for _, data in post.arrived
    )
    assert "New since" not in first
    assert "New since" in second


def test_somebody_whom_no_rule_names(notesnlp, settle, serve, post: Post):
    out = settle(serve())
    other = "sales@timber.example"
    answer = notesnlp("send", out, "--to", other)
    assert answer.code == 2
    assert f"no rule of the settings names {other}" in answer.err
    assert notesnlp("send", out, "--to", other, "--unit", "yard").code == 0
    assert "elsewhere" not in _mails(post)[other]
    assert notesnlp("send", out, "--to", other, "--all-units").code == 0
    assert "elsewhere" in _mails(post)[other]


def test_without_rules_those_named_get_everything(notesnlp, settle, serve, post: Post):
    out = settle(serve(), "")
    assert notesnlp("send", out, "--to", CIO, "--to", YARD).code == 0
    [(to, data)] = post.arrived
    assert to == (CIO, YARD)
    mail = message_from_bytes(data, policy=policy.default)
    assert mail["List-Id"] == "What customers told IT <customer-meetings.oak.example>"
    assert mail["Message-ID"].endswith("@oak.example>")
    assert [item.addr_spec for item in mail["To"].addresses] == [CIO, YARD]


def test_a_dry_run_sends_nothing(notesnlp, settle, serve, post: Post):
    out = settle(serve(host="other.example"))
    answer = notesnlp("send", out, "--dry-run")
    assert answer.code == 0, answer.err
    assert f"to       {CIO}" in answer.out
    assert "subject  1 customer at risk – week 41" in answer.out
    assert "kB" in answer.out
    paths = [Path(line.split()[-1]) for line in answer.out.splitlines() if "message  " in line]
    assert len(paths) == 3
    assert b"Subject: " in paths[0].read_bytes()
    assert post.arrived == []
    assert notesnlp("outbox", out).out == "the outbox is empty\n"


def test_what_waits_is_listed_retried_and_dropped(notesnlp, settle, serve, post: Post):
    out = settle(serve())
    post.to[YARD] = ["451 later", "451 later"]
    post.to[HEAD] = ["550 gone \x1b]0;x\x07"]
    answer = notesnlp("send", out)
    assert answer.code == 5
    listed = notesnlp("outbox", out)
    assert listed.code == 5
    assert f"{YARD}: waiting after 1 try, next " in listed.out
    assert f"{HEAD}: refused: 550 gone" in listed.out
    assert "\x1b" not in listed.out
    assert CIO in notesnlp("outbox", out, "list", "--sent").out
    assert notesnlp("outbox", out, "retry", "--due").out == "nothing was due\n"
    assert notesnlp("outbox", out, "retry").code == 5
    assert notesnlp("outbox", out, "retry").code == 0
    assert [to for to, _ in post.arrived] == [(CIO,), (YARD,)]
    number = next(line.split()[0] for line in listed.out.splitlines() if HEAD in line)
    assert notesnlp("outbox", out, "drop", number).code == 0
    assert notesnlp("outbox", out).out == "the outbox is empty\n"
    assert notesnlp("outbox", out, "drop", number).code == 2


def test_no_server_no_sender_no_password_are_two(notesnlp, settle, tmp_path):
    for mail, said in (
        (MailSettings(sender="notes@timber.example"), "no mail server"),
        (MailSettings(host="localhost"), "no sender"),
        (MailSettings(host="localhost", sender="a@b.example", user="notes"), "no password"),
        (MailSettings(host="localhost", sender="a, b"), "is no address"),
    ):
        out = settle(mail)
        answer = notesnlp("send", out)
        assert answer.code == 2
        assert said in answer.err
        assert notesnlp("outbox", out).out == "the outbox is empty\n"


def test_a_password_is_no_setting(notesnlp, settle):
    out = settle(None, 'password = "s3cret"\n')
    answer = notesnlp("send", out)
    assert answer.code == 2
    assert "mail.password" in answer.err
    assert "password_file" in answer.err
    assert "s3cret" not in answer.err
    assert notesnlp("send", out, "--password", "s3cret").code == 2


def test_a_broken_template_is_two(notesnlp, settle, serve, post: Post, tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "mail.html.j2").write_text("<p>\n{{ oops }}")
    answer = notesnlp("send", settle(serve(templates=folder)), "--to", CIO)
    assert answer.code == 2
    assert "mail.html.j2, line 2: broken template: 'oops' is undefined" in answer.err
    assert post.arrived == []


def test_too_large(notesnlp, settle, serve, post: Post):
    answer = notesnlp("send", settle(serve(largest_mb=0.01)), "--to", CIO)
    assert answer.code == 2
    assert "leave out an attachment" in answer.err


def test_what_is_forgotten_leaves_outbox_and_parts(notesnlp, settle, serve, post: Post):
    out = settle(serve())
    post.to[YARD] = ["451 later"]
    assert notesnlp("send", out).code == 5
    assert notesnlp("report", out, "--unit", "Yard").code == 0
    answer = notesnlp("forget", out, "--unit", "Yard", "--yes")
    assert answer.code == 0, answer.err
    assert "what waited in the outbox for 1 reader dropped" in answer.out
    assert not (out / "reports").exists()
    for path in out.rglob("*"):
        assert path.is_dir() or b"gate is down" not in path.read_bytes(), path
    assert notesnlp("outbox", out).code == 0
