import re
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text, update

from notesnlp.errors import LedgerError
from notesnlp.ledger.engine import Ledger, _url, open_ledger
from notesnlp.ledger.migrations import HEAD, alembic_config
from notesnlp.ledger.schema import METADATA, SENT


def _send(ledger: Ledger, subject: str) -> None:
    with ledger.writing() as connection:
        connection.execute(insert(SENT).values(at="2016-03-08", recipients=[], subject=subject))


def _subjects(ledger: Ledger) -> list[str]:
    with ledger.reading() as connection:
        return list(connection.scalars(select(SENT.c.subject).order_by(SENT.c.id)))


def test_the_migrations_make_the_schema(ledger: Ledger):
    with ledger.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == HEAD
        assert ScriptDirectory.from_config(alembic_config(connection)).get_heads() == [HEAD]


def test_what_is_written_is_there_when_it_is_opened_again(address: str):
    _send(open_ledger(address), "first")
    assert _subjects(open_ledger(address)) == ["first"]


def test_text_that_no_database_holds_is_held_as_well_as_can_be(ledger: Ledger):
    _send(ledger, "a\x00b\ud800c")
    assert _subjects(ledger) == ["a\ufffdb?c"]


def test_a_fault_leaves_nothing_behind(ledger: Ledger):
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        connection.execute(insert(SENT).values(at="2016-03-08", recipients=[], subject="half"))
        _ = 1 / 0
    assert _subjects(ledger) == []


def test_writers_take_turns(ledger: Ledger):
    def add() -> None:
        for _ in range(10):
            with ledger.writing() as connection:
                count = len(connection.scalars(select(SENT.c.id)).all())
                row = {"at": "2016-03-08", "recipients": [], "subject": str(count)}
                connection.execute(insert(SENT).values(**row))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _subjects(ledger) == [str(number) for number in range(40)]


def test_a_writer_that_waits_too_long_is_told(address: str):
    first, second = open_ledger(address), open_ledger(address, wait_s=0.2)
    busy = pytest.raises(LedgerError, match="another run has been writing")
    with first.writing(), busy as told, second.writing():
        raise AssertionError("two writers at once")
    assert told.value.remedy
    _send(second, "later")
    assert _subjects(first) == ["later"]


def test_readers_wait_for_no_writer(address: str):
    first, second = open_ledger(address), open_ledger(address, wait_s=0.2)
    _send(first, "before")
    with first.writing() as connection:
        connection.execute(update(SENT).values(subject="after"))
        assert _subjects(second) == ["before"]
    assert _subjects(second) == ["after"]


def test_many_that_open_at_once_make_one_ledger(address: str):
    faults = []

    def begin(number: int) -> None:
        try:
            _send(open_ledger(address), str(number))
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(_subjects(open_ledger(address))) == list("012345")


def test_a_newer_ledger_is_refused(address: str):
    with open_ledger(address).writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer notesnlp"):
        open_ledger(address)


def test_another_database_is_refused(address: str):
    ledger = open_ledger(address)
    with ledger.writing() as connection:
        METADATA.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("CREATE TABLE cows (name TEXT)"))
    with pytest.raises(LedgerError, match="something else"):
        open_ledger(address)


def test_the_file_is_its_owner_s(tmp_path: Path):
    path = tmp_path / "deep" / "ledger.db"
    open_ledger(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_none_is_refused_and_kept(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("We wait nine days for a price.")
    with pytest.raises(LedgerError, match="no ledger"):
        open_ledger(path)
    assert path.read_text() == "We wait nine days for a price."


def test_a_damaged_file_is_told(tmp_path: Path):
    path = tmp_path / "ledger.db"
    open_ledger(path)
    data = bytearray(path.read_bytes())
    data[100:8000] = b"\xff" * 7900
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"):
        open_ledger(path)


@pytest.mark.parametrize("where", ["mysql://x/y", "nonsense://", "sqlite://", "http://x"])
def test_other_addresses_are_refused(where: str):
    with pytest.raises(LedgerError, match="no address of a ledger"):
        open_ledger(where)


def test_a_server_that_is_not_there_is_told():
    with pytest.raises(LedgerError, match="server") as told:
        open_ledger("postgresql://me:secret@localhost:1/notes")
    assert "secret" not in str(told.value)


def test_a_full_disk_is_told_as_one(tmp_path: Path):
    """A limit on the size of files fails SQLite's writes as a full disk does."""
    import os
    import resource
    import signal

    ledger = open_ledger(tmp_path / "ledger.db")
    process = os.fork()
    if process == 0:
        code = 1
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            size = (tmp_path / "ledger.db").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            with pytest.raises(LedgerError, match="disk") as told:
                _send(ledger, "x" * 100_000)
            assert "free its disk" in told.value.remedy
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert _subjects(ledger) == []


def test_a_new_folder_of_a_ledger_is_its_owner_s_alone(tmp_path: Path):
    open_ledger(tmp_path / "out" / "ledger.db")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_rows_are_not_lost_by_a_reader(ledger: Ledger):
    _send(ledger, "first")
    with ledger.reading() as connection:
        assert connection.scalar(select(SENT.c.subject)) == "first"
    with ledger.writing() as connection:
        connection.execute(update(SENT).values(subject="second"))
    assert _subjects(ledger) == ["second"]


def test_whole_messages(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("We wait nine days for a price.")
    (tmp_path / "file").write_text("x")
    ledger = open_ledger(tmp_path / "ledger.db")
    with ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    addresses = "(write a file's path, or postgresql://user@host/database)"
    for where, says in (
        (tmp_path / "notes.txt", f"{tmp_path / 'notes.txt'}: this is no ledger (name another with --ledger)"),
        (
            tmp_path / "ledger.db",
            f"{tmp_path / 'ledger.db'}: written by a newer notesnlp (install that version)",
        ),
        (
            tmp_path / "notes.txt" / "ledger.db",
            f"{tmp_path / 'notes.txt' / 'ledger.db'}: cannot be opened: File exists "
            "(choose another folder, or name another ledger with --ledger)",
        ),
        ("mysql://me:secret@x/y", f"mysql://me:***@x/y: no address of a ledger {addresses}"),
        ("nonsense://x", f"nonsense://x: no address of a ledger {addresses}"),
        ("://x", f"://x: no address of a ledger {addresses}"),
        ("postgresql://host:port/x", f"postgresql://host:port/x: no address of a ledger {addresses}"),
        ("sqlite://", f"sqlite://: no address of a ledger {addresses}"),
    ):  # fmt: skip
        with pytest.raises(LedgerError) as caught:
            open_ledger(where)
        assert str(caught.value) == says


def test_a_path_may_be_a_text_or_an_address(tmp_path: Path):
    for where in (tmp_path / "a.db", str(tmp_path / "a.db"), f"sqlite:///{tmp_path / 'a.db'}"):
        ledger = open_ledger(where)
        assert ledger.name == str(tmp_path / "a.db")
        _send(ledger, "again")
    assert _subjects(ledger) == ["again"] * 3


def test_an_empty_file_is_made_a_ledger(tmp_path: Path):
    (tmp_path / "a.db").touch()
    _send(open_ledger(tmp_path / "a.db"), "first")
    assert _subjects(open_ledger(tmp_path / "a.db")) == ["first"]


def test_what_the_database_refuses_is_told_in_its_words(tmp_path: Path):
    ledger = open_ledger(tmp_path / "a.db")
    with pytest.raises(LedgerError) as caught, ledger.reading() as connection:
        connection.execute(text("SELECT x FROM cows"))
    assert (caught.value.reason, caught.value.path) == ("no such table: cows", ledger.name)
    with pytest.raises(LedgerError) as caught, ledger.writing() as connection:
        connection.execute(insert(SENT).values(at=None, recipients=[], subject="x"))
    assert caught.value.reason == "NOT NULL constraint failed: sent.at"
    assert caught.value.remedy == "please report this"


def test_a_writer_tells_how_long_it_waited(tmp_path: Path):
    first, second = open_ledger(tmp_path / "a.db"), open_ledger(tmp_path / "a.db", wait_s=0.2)
    busy = pytest.raises(LedgerError)
    with first.writing(), busy as caught, second.writing():
        raise AssertionError("two writers at once")
    assert re.sub(r"\d+ seconds", "so many seconds", str(caught.value)) == (
        f"{tmp_path / 'a.db'}: another run has been writing for so many seconds (wait until it is "
        "done and run again; nothing of this run is lost but its time)"
    )


def test_a_password_in_an_address_is_the_driver_s_alone():
    url = _url("postgresql://me:one@host/notes?password=two&sslmode=require")
    assert url.password == "two"
    assert "two" not in url.render_as_string()
    assert url.query == {"sslmode": "require"}
    assert url.drivername == "postgresql+psycopg"
    assert _url("postgresql://me:one@host/notes").password == "one"
