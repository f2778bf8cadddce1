"""A file's bytes: from the disk or an archive, within limits, and never half of one."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers import archive, open_notes
from notesnlp.readers.source import read_bytes


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("We press.\n")
    look = os.fstat

    def write_and_look(file: int) -> os.stat_result:
        with path.open("a") as more:
            more.write("And so on.\n")
        return look(file)

    monkeypatch.setattr("notesnlp.readers.source.os.fstat", write_and_look)
    with pytest.raises(ReadError, match="changes while it is read"):
        open_notes(path)


def test_a_file_that_stands_still_at_last_is_read_whole(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("We press.\n")
    look, calls = os.fstat, []

    def write_once(file: int) -> os.stat_result:
        calls.append(file)
        if len(calls) == 2:
            path.write_text("We press at nine.\n")
        return look(file)

    monkeypatch.setattr("notesnlp.readers.source.os.fstat", write_once)
    assert read_bytes(path, Limits()) == b"We press at nine.\n"


def test_too_large_a_file_is_not_opened(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 2 * 2**20)
    with pytest.raises(ReadError, match="2 MB, more than the limit of 1") as caught:
        read_bytes(path, Limits(file_mb=1))
    assert "limits.file_mb" in caught.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes there")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="this is a pipe"):
        open_notes(tmp_path / "a.txt")


@pytest.fixture
def week(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "week.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("parks/a.txt", "Dana: We press.\nBo: Why?\n")
        archive.writestr("large.txt", bytes(2 * 2**20))
    return tmp_path / "week.zip"


def test_a_file_in_an_archive(week):
    document = open_notes(week / "parks" / "a.txt")
    assert [turn.speaker for turn in document.turns] == ["Dana", "Bo"]


@pytest.mark.parametrize(
    ("name", "reason"), [("none.txt", "not in the archive"), ("large.txt", "2 MB unpacked")]
)
def test_what_an_archive_does_not_give(week, name, reason):
    with pytest.raises(ReadError, match=reason) as caught:
        open_notes(week / name, Limits(file_mb=1))
    assert caught.value.path == str(week / name)


def test_a_damaged_file_in_an_archive(week):
    data = bytearray(week.read_bytes())
    data[45:52] = b"\xff" * 7
    week.write_bytes(bytes(data))
    with pytest.raises(ReadError, match="damaged"):
        open_notes(week / "parks" / "a.txt")


def test_the_directory_of_an_archive_is_read_once(week, monkeypatch):
    """5,000 files of one archive would else read its directory of 5,000 entries 5,000 times."""
    read = zipfile.ZipFile._RealGetContents
    times = []
    monkeypatch.setattr(
        zipfile.ZipFile, "_RealGetContents", lambda self: (times.append(1), read(self))
    )
    archive._kept.cache_clear()
    for _ in range(5):
        assert read_bytes(week / "parks" / "a.txt", Limits())
    assert len(times) == 1


def test_an_archive_that_has_changed_is_opened_anew(week):
    read_bytes(week / "parks" / "a.txt", Limits())
    with zipfile.ZipFile(week, "w") as file:
        file.writestr("parks/a.txt", "Dana: We pack.\n")
    assert read_bytes(week / "parks" / "a.txt", Limits()) == b"Dana: We pack.\n"
