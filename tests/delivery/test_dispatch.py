"""Delivery to a real server over TLS, with everything that goes wrong on the way."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from notesnlp.config import MailSettings
from notesnlp.delivery.dispatch import dispatch
from notesnlp.delivery.entry import Entry
from notesnlp.delivery.outbox import Outbox
from notesnlp.errors import ConfigError, DeliveryError
from tests.delivery.conftest import MESSAGE, NOW, Post, wait_for

CIO, SALES, YARD = "cio@oak.example", "sales@oak.example", "yard@oak.example"


def _states(entries: list[Entry]) -> dict[str, str]:
    return {item.address: item.state for item in entries}


def _at(hours: float) -> Callable[[], dt.datetime]:
    return lambda: NOW + dt.timedelta(hours=hours)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_it_arrives_once_over_tls(serve, post: Post, outbox: Outbox, put, security: str):
    mail = serve(security)
    number = put(CIO, SALES)
    told = dispatch(outbox, mail, now=_at(0))
    assert _states(told) == {CIO: "sent", SALES: "sent"}
    assert post.arrived == [((CIO, SALES), MESSAGE)]
    assert post.in_clear == 0
    assert dispatch(outbox, mail, now=_at(1)) == []
    assert len(post.arrived) == 1
    assert outbox.data(number) is None


def test_a_server_without_starttls_gets_nothing(serve, post: Post, outbox: Outbox, put):
    put(CIO)
    [told] = dispatch(outbox, serve(offers_tls=False), now=_at(0))
    assert told.state == "waiting"
    assert "does not offer encryption" in told.reason
    assert post.arrived == []


def test_without_encryption_only_where_asked_for_and_never_with_a_password(
    serve, post: Post, outbox: Outbox, put
):
    put(CIO)
    with pytest.raises(ConfigError, match="in the clear"):
        dispatch(outbox, serve("none", user="notes", password_env="HOME"), now=_at(0))
    assert _states(dispatch(outbox, serve("none"), now=_at(0))) == {CIO: "sent"}
    assert post.in_clear == 1


@pytest.mark.parametrize(
    ("given", "own"),
    [({"host": "other.example"}, {}), ({}, {"ca_file": None})],
    ids=["name", "authority"],
)
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_bad_certificate_gets_nothing(
    serve, post: Post, outbox: Outbox, put, security: str, given, own
):
    put(CIO)
    [told] = dispatch(outbox, serve(security, **given, **own), now=_at(0))
    assert told.state == "waiting"
    assert "certificate is not trusted" in told.reason
    assert post.arrived == []


def test_logging_in(serve, post: Post, outbox: Outbox, put, monkeypatch: pytest.MonkeyPatch):
    mail = serve(login=("notes", "s3cret"), user="notes")
    put(CIO)
    monkeypatch.setenv("NOTESNLP_MAIL_PASSWORD", "wrong")
    [told] = dispatch(outbox, mail, now=_at(0))
    assert told.state == "waiting"
    assert "does not let notes in: 535" in told.reason
    assert "wrong" not in told.reason
    monkeypatch.setenv("NOTESNLP_MAIL_PASSWORD", "s3cret")
    assert _states(dispatch(outbox, mail, now=_at(1))) == {CIO: "sent"}
    assert len(post.arrived) == 1


def test_no_password_is_told_before_anything_is_tried(serve, post: Post, outbox: Outbox, put):
    put(CIO)
    with pytest.raises(ConfigError, match="no password for 'notes'"):
        dispatch(outbox, serve(user="notes", password_env="NOTESNLP_NONE"), now=_at(0))
    assert outbox.entries()[0].tries == 0


@pytest.mark.parametrize("stage", ["to", "whole"])
def test_not_now_then_yes(serve, post: Post, outbox: Outbox, put, stage: str):
    mail = serve()
    if stage == "to":
        post.to[CIO] = ["451 greylisted"]
    else:
        post.whole = ["452 disk full"]
    put(CIO)
    [told] = dispatch(outbox, mail, now=_at(0))
    assert (told.state, told.tries, told.doubt) == ("waiting", 1, False)
    assert told.reason in {"451 greylisted", "452 disk full"}
    assert dispatch(outbox, mail, now=_at(0.05)) == []
    assert _states(dispatch(outbox, mail, now=_at(0.1))) == {CIO: "sent"}
    assert len(post.arrived) == 1


def test_one_of_three_is_refused(serve, post: Post, outbox: Outbox, put):
    mail = serve()
    post.to[SALES] = ["550 no such \x1b[31muser"]
    number = put(CIO, SALES, YARD)
    told = dispatch(outbox, mail, now=_at(0))
    assert _states(told) == {CIO: "sent", SALES: "refused", YARD: "sent"}
    assert [item.reason for item in told if item.address == SALES] == ["550 no such [31muser"]
    assert post.arrived == [((CIO, YARD), MESSAGE)]
    assert dispatch(outbox, mail, now=_at(9)) == []
    assert _states(dispatch(outbox, mail, only={number}, now=_at(9))) == {SALES: "sent"}
    assert [to for to, _ in post.arrived] == [(CIO, YARD), (SALES,)]


def test_a_message_refused_whole_is_refused_for_all(serve, post: Post, outbox: Outbox, put):
    post.whole = ["554 looks like spam"]
    put(CIO, YARD)
    assert _states(dispatch(outbox, serve(), now=_at(0))) == {CIO: "refused", YARD: "refused"}


def test_a_connection_cut_in_the_middle(serve, post: Post, outbox: Outbox, put):
    mail = serve()
    post.cut = 1
    put(CIO, data=MESSAGE + b"a line of words\r\n" * 200_000)
    [told] = dispatch(outbox, mail, now=_at(0))
    assert told.state == "waiting"
    assert "connection" in told.reason
    assert post.arrived == []
    assert _states(dispatch(outbox, mail, now=_at(1))) == {CIO: "sent"}
    assert len(post.arrived) == 1


def test_others_go_out_after_a_cut(serve, post: Post, outbox: Outbox, put):
    post.cut = 1
    put(CIO, digest="one")
    put(YARD, digest="two")
    told = dispatch(outbox, serve(), now=_at(0))
    assert _states(told) == {CIO: "waiting", YARD: "sent"}


def test_an_answer_that_never_comes_leaves_a_doubt(serve, post: Post, outbox: Outbox, put):
    mail = serve()
    post.mute = 1
    put(CIO)
    [told] = dispatch(outbox, mail, now=_at(0))
    assert (told.state, told.doubt) == ("waiting", True)
    assert "may have arrived" in told.reason
    assert _states(dispatch(outbox, mail, now=_at(1))) == {CIO: "sent"}
    assert [data for _, data in post.arrived] == [MESSAGE, MESSAGE]


def test_a_slow_server(serve, post: Post, outbox: Outbox, put):
    mail = serve(timeout_s=0.4)
    post.slow_s = 3
    put(CIO)
    [told] = dispatch(outbox, mail, now=_at(0))
    assert (told.state, told.reason.count("no answer within 0.4 seconds")) == ("waiting", 1)
    post.slow_s = 0
    assert _states(dispatch(outbox, mail, now=_at(1))) == {CIO: "sent"}


def test_nobody_there(outbox: Outbox, put):
    put(CIO)
    mail = MailSettings(host="no.such.host.invalid", sender="notes@oak.example", timeout_s=2)
    [told] = dispatch(outbox, mail, now=_at(0))
    assert (told.state, told.tries) == ("waiting", 1)


def test_a_message_larger_than_the_server_takes(serve, post: Post, outbox: Outbox, put):
    put(CIO)
    [told] = dispatch(outbox, serve(size=50), now=_at(0))
    assert told.state == "refused"
    assert "leave out attachments" in told.reason


def test_pauses_grow_and_end(serve, post: Post, outbox: Outbox, put):
    mail = serve(give_up_hours=24)
    post.to[CIO] = ["450 later"] * 50
    number = put(CIO)
    pauses, at = [], NOW
    while outbox.entries("waiting"):
        [told] = dispatch(outbox, mail, now=lambda at=at: at)
        if told.state == "waiting":
            pauses.append((told.next_try - at).total_seconds() / 60)
            at = told.next_try
    assert pauses[:7] == [5, 10, 20, 40, 80, 160, 240]
    assert max(pauses) == 240
    [entry] = outbox.entries()
    assert (entry.state, entry.reason) == ("given_up", "given up after 24 hours: 450 later")
    post.to.clear()
    assert _states(dispatch(outbox, mail, only={number}, now=_at(48))) == {CIO: "sent"}


def test_a_clock_that_is_set_back_holds_nothing_up(serve, post: Post, outbox: Outbox, put):
    mail = serve()
    post.to[CIO] = ["450 later"]
    put(CIO)
    assert _states(dispatch(outbox, mail, now=_at(0))) == {CIO: "waiting"}
    assert dispatch(outbox, mail, now=_at(-1)) == []  # still within the longest pause
    assert _states(dispatch(outbox, mail, now=_at(-24))) == {CIO: "sent"}
    assert len(post.arrived) == 1


_OTHER = """
import sys
from pathlib import Path
from notesnlp.config import MailSettings
from notesnlp.delivery.dispatch import dispatch
from notesnlp.delivery.outbox import open_outbox
mail = MailSettings.model_validate_json(sys.argv[2])
dispatch(open_outbox(Path(sys.argv[1])), mail)
"""


@pytest.mark.parametrize(("stage", "copies", "doubt"), [("before", 1, False), ("after", 2, True)])
def test_killed_while_sending(
    serve, post: Post, outbox: Outbox, put, tmp_path: Path, monkeypatch, stage, copies, doubt
):
    """Killed before the last line is sent it arrives once; between it and our note, twice at most."""
    mail = serve()
    stopped = []

    async def halt(server, session, envelope, *rest):
        import asyncio

        if stage == "after":
            post.arrived.append((tuple(envelope.rcpt_tos), bytes(envelope.original_content)))
        stopped.append(stage)
        await asyncio.sleep(30)
        return "250 late"

    name = "handle_RCPT" if stage == "before" else "handle_DATA"
    monkeypatch.setattr(post, name, halt)
    put(CIO)
    given = [sys.executable, "-c", _OTHER, str(tmp_path), mail.model_dump_json()]
    with subprocess.Popen(given) as other:
        wait_for(lambda: bool(stopped))
        with pytest.raises(DeliveryError, match="another notesnlp is sending"):
            dispatch(outbox, mail, now=_at(0))
        other.kill()
    monkeypatch.undo()
    assert outbox.entries()[0].state == ("waiting" if stage == "before" else "handed")
    [told] = dispatch(outbox, mail, now=_at(0))
    assert (told.state, told.doubt) == ("sent", doubt)
    assert [data for _, data in post.arrived] == [MESSAGE] * copies
