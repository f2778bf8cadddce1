import sqlite3
import stat

import pytest

from notesnlp.delivery.outbox import Outbox, open_outbox
from notesnlp.errors import DeliveryError
from tests.delivery.conftest import MESSAGE, NOW


def test_what_was_put_in_is_there_after_it_is_opened_again(outbox: Outbox, put, tmp_path):
    number = put("cio@oak.example", "yard@oak.example")
    outbox.close()
    again = open_outbox(tmp_path)
    assert [item.address for item in again.entries("waiting")] == [
        "cio@oak.example", "yard@oak.example",
    ]  # fmt: skip
    assert again.data(number) == MESSAGE
    assert again.knows("d", "CIO@oak.example")
    assert not again.knows("d", "sales@oak.example")
    assert not again.knows("e", "cio@oak.example")
    again.close()


def test_its_owner_alone_reads_it(outbox: Outbox, tmp_path):
    folder = tmp_path / "outbox"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "messages.db").stat().st_mode) == 0o600


def test_one_message_id_is_put_in_once(put):
    put("cio@oak.example")
    with pytest.raises(DeliveryError, match="UNIQUE"):
        put("sales@oak.example")


def test_the_bytes_go_with_the_last_recipient(outbox: Outbox, put, tmp_path):
    number = put("cio@oak.example", "yard@oak.example")
    outbox.change(number, ["cio@oak.example"], "sent", "", at=NOW)
    assert outbox.data(number) == MESSAGE
    outbox.change(number, ["yard@oak.example"], "dropped", "", at=NOW)
    assert outbox.data(number) is None
    assert b"begins with a dot" not in (tmp_path / "outbox" / "messages.db").read_bytes()


def test_what_is_emptied_leaves_no_words(outbox: Outbox, put, tmp_path):
    put("cio@oak.example")
    assert outbox.empty("something was forgotten", at=NOW) == 1
    [entry] = outbox.entries()
    assert (entry.state, entry.subject) == ("dropped", "")
    kept = (tmp_path / "outbox" / "messages.db").read_bytes()
    assert b"begins with a dot" not in kept
    assert b"Subject: Notes" not in kept


def test_sent_entries_are_noted_once(outbox: Outbox, put):
    number = put("cio@oak.example", "yard@oak.example")
    outbox.change(number, ["cio@oak.example"], "sent", "", at=NOW)
    entries = outbox.unnoted()
    assert [item.address for item in entries] == ["cio@oak.example"]
    outbox.note(entries)
    assert outbox.unnoted() == []


def test_damaged_and_newer_outboxes_are_told(tmp_path):
    (tmp_path / "outbox").mkdir()
    path = tmp_path / "outbox" / "messages.db"
    path.write_bytes(b"no database at all, but quite long" * 40)
    with pytest.raises(DeliveryError, match="cannot be opened: file is not a database"):
        open_outbox(tmp_path)
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(DeliveryError, match="a newer notesnlp"):
        open_outbox(tmp_path)
