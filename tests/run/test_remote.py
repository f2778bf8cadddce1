"""Notes in a storage: fsspec's memory, and S3 as moto's server speaks it on loopback."""

import json
import socket
from pathlib import Path

import fsspec
import pytest

from notesnlp.config import FILE_NAME, Limits, Settings, load_settings
from notesnlp.errors import ConfigError, MissingExtra, ReadError
from notesnlp.run.discover import find_notes
from notesnlp.run.folder import Run, analyze_folder, run_folders
from notesnlp.run.gather import Survey
from notesnlp.run.remote import Mirror, fetch, is_url
from notesnlp.run.shelf import Shelf


def _copy(notes: Path, url: str) -> None:
    storage, root = fsspec.url_to_fs(url)
    for path in notes.rglob("*"):
        if path.is_file():
            storage.pipe_file(f"{root}/{path.relative_to(notes).as_posix()}", path.read_bytes())


@pytest.fixture
def memory(notes: Path):
    url = "memory://box/timber"
    _copy(notes, url)
    yield url
    fsspec.filesystem("memory").store.clear()


def test_what_is_a_url():
    assert is_url("s3://bucket/a")
    assert not any(map(is_url, ("notes", Path("c:/notes"), "/a/b")))


def test_the_same_notes_are_found(memory: str, notes: Path, tmp_path: Path):
    here, there = find_notes([notes]), find_notes([Mirror(memory, tmp_path)])
    assert [note.name for note in there.notes] == [note.name for note in here.notes]
    assert {path.name for path in there.ignored} == {path.name for path in here.ignored}
    assert all(note.url == f"{memory}/{note.name}" and note.size >= 0 for note in there.notes)


def test_rosters_and_settings_are_copied_and_gone_ones_go(memory: str, tmp_path: Path):
    storage, root = fsspec.url_to_fs(memory)
    storage.pipe_file(f"{root}/{FILE_NAME}", b"fiscal_month = 4\n")
    mirror = Mirror(memory, tmp_path)
    assert load_settings(mirror.folder).fiscal_month == 4
    assert (mirror.folder / "people.csv").is_file()
    assert not list(mirror.folder.rglob("*.txt"))
    storage.rm(f"{root}/people.csv")
    assert not (Mirror(memory, tmp_path).folder / "people.csv").exists()


def test_output_and_archives_there_are_not_read(memory: str, tmp_path: Path):
    storage, root = fsspec.url_to_fs(memory)
    for name in ("results.json", "findings.jsonl", "report.txt"):
        storage.pipe_file(f"{root}/out/{name}", b"x")
    storage.pipe_file(f"{root}/more.zip", b"PK")
    found = find_notes([Mirror(memory, tmp_path)])
    assert not any(note.name.startswith("out/") for note in found.notes)
    assert [(item.path, item.remedy) for item in found.failures] == [("more.zip", "unpack it there")]  # fmt: skip


def test_limits_hold(memory: str, tmp_path: Path):
    found = find_notes([Mirror(memory, tmp_path)], Limits(files=3))
    assert any("more than 3 files" in item.reason for item in found.failures)
    found = find_notes([Mirror(memory, tmp_path)], Limits(depth=1))
    assert not found.failures
    storage, root = fsspec.url_to_fs(memory)
    storage.pipe_file(f"{root}/a/b/c.txt", b"x")
    found = find_notes([Mirror(memory, tmp_path)], Limits(depth=1))
    assert [item.path for item in found.failures] == ["a/b/c.txt"]
    storage.pipe_file(f"{root}/large.txt", b"x" * (2**20 + 1))
    with pytest.raises(ReadError, match="limit of 1 MB"):
        fetch(f"{memory}/large.txt", Limits(file_mb=1))
    with pytest.raises(ReadError, match="cannot be reached"):
        fetch(f"{memory}/none.txt", Limits())


def test_no_such_folder_and_no_such_storage():
    with pytest.raises(ConfigError, match="no such folder"):
        Mirror("memory://box/nowhere")
    with pytest.raises(MissingExtra) as caught:
        Mirror("nothing-known://box/a")
    assert "notesnlp[remote]" in (caught.value.remedy or "")


@pytest.fixture(scope="module")
def bucket(notes: Path):
    """The notes in a bucket of moto's server."""
    from moto.server import ThreadedMotoServer

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port)
    server.start()
    values = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        fsspec.filesystem("s3").mkdir("timber")
        _copy(notes, "s3://timber/notes")
        yield "s3://timber/notes"
    server.stop()


@pytest.mark.filterwarnings("default")
def test_notes_in_s3_say_the_same_and_are_fetched_once(bucket: str, run: Run, tmp_path: Path):
    def survey() -> Survey:
        mirror = Mirror(bucket, tmp_path / "remote")
        return Survey([mirror], Settings(), Shelf(tmp_path / "kept"))

    mirror = Mirror(bucket, tmp_path / "remote")
    first = run_folders(
        [mirror], Settings(), shelf=Shelf(tmp_path / "kept"), ledger=tmp_path / "ledger.db"
    )
    assert first.results == run.results
    assert survey().jobs == []
    fsspec.filesystem("s3").pipe_file("timber/notes/2016-10-11 call.json", json.dumps([{"text": "We wait."}]).encode())  # fmt: skip
    fsspec.filesystem("s3").invalidate_cache()
    assert [job.note.name for job in survey().jobs] == ["2016-10-11 call.json"]


@pytest.mark.filterwarnings("default")
def test_two_processes_fetch_for_themselves(bucket: str, run: Run):
    found = analyze_folder(bucket, workers=2).results
    names = {"2016-10-11 call.json"}  # changed by the test before
    assert [item for item in found.findings if item.evidence.meeting not in names] != []
    assert {item.name for item in found.meetings} == {item.name for item in run.results.meetings}
