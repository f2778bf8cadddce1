"""What lies in wait below a folder: links, pipes, deep and crowded folders, archives."""

from __future__ import annotations

import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest

from notesnlp.config import Limits
from notesnlp.run.discover import Found, find_notes

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="other kinds of files there")


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("We press at nine.\n", encoding="utf-8")
    return folder


def told(found: Found) -> dict[str, str]:
    assert all(failure.remedy for failure in found.failures)
    return {Path(failure.path).name: failure.reason for failure in found.failures}


def names(found: Found) -> list[str]:
    return [note.name for note in found.notes]


@POSIX
def test_pipes_sockets_and_devices_are_told_and_never_opened(tmp_path):
    lay(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(tmp_path / "c.txt"))
        found = find_notes([tmp_path])
    assert names(found) == ["a.txt"]
    assert told(found) == {
        "b.txt": "this is a pipe, not a file",
        "c.txt": "this is a socket, not a file",
        "null.txt": "this is a device, not a file",
    }


@POSIX
def test_links_are_not_followed_in_circles_nor_out_of_the_folder(tmp_path):
    lay(tmp_path, "notes/a.txt", "notes/x/b.txt", "elsewhere/c.txt")
    (tmp_path / "notes" / "x" / "up").symlink_to(tmp_path / "notes")
    (tmp_path / "notes" / "self.txt").symlink_to(tmp_path / "notes" / "self.txt")
    (tmp_path / "notes" / "out").symlink_to(tmp_path / "elsewhere")
    found = find_notes([tmp_path / "notes"])
    assert names(found) == ["a.txt", "self.txt", "x/b.txt"]  # the link to itself fails by its name
    assert told(found) == {"out": "a link to a folder is not followed"}
    assert names(find_notes([tmp_path / "notes", tmp_path / "elsewhere"])) == [
        "elsewhere/c.txt", "notes/a.txt", "notes/self.txt", "notes/x/b.txt",
    ]  # fmt: skip


def test_too_many_files(tmp_path):
    lay(tmp_path, *(f"{at:02}.txt" for at in range(12)), "x/y.txt")
    found = find_notes([tmp_path], Limits(files=10))
    assert names(found) == [f"{at:02}.txt" for at in range(10)]
    assert told(found) == {
        tmp_path.name: "there are more than 10 files; from 10.txt on they were not looked at"
    }


def test_too_deep_folders(tmp_path):
    lay(tmp_path, "a/b.txt", "a/b/c.txt", "a/b/c/d.txt")
    found = find_notes([tmp_path], Limits(depth=2))
    assert names(found) == ["a/b.txt", "a/b/c.txt"]
    assert told(found) == {"c": "the folder lies more than 2 folders deep"}


@POSIX
def test_folders_deeper_than_a_path_can_be_long(tmp_path):
    home = os.open(".", os.O_RDONLY)
    try:
        os.chdir(lay(tmp_path, "a.txt"))
        for _ in range(60):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
    finally:
        os.fchdir(home)
        os.close(home)
    found = find_notes([tmp_path], Limits(depth=1000))
    assert names(found) == ["a.txt"]
    assert "File name too long" in str(told(found))


def test_a_folder_that_cannot_be_opened(tmp_path, monkeypatch):
    lay(tmp_path, "a.txt", "x/b.txt")
    scan = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "x":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr("notesnlp.run.walk.os.scandir", refuse)
    found = find_notes([tmp_path])
    assert names(found) == ["a.txt"]
    assert told(found) == {"x": "the folder cannot be opened: Permission denied"}


@POSIX
def test_names_with_line_breaks_are_names(tmp_path):
    lay(tmp_path, "a\nb.txt", "c\x1b[31m.txt")
    assert names(find_notes([tmp_path])) == ["a\nb.txt", "c\x1b[31m.txt"]


def zipped(path: Path, **files: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_notes_in_archives_are_notes(tmp_path):
    zipped(
        tmp_path / "x" / "week.zip",
        **{"parks/a.txt": "We press.", "b.VTT": "", "photo.jpg": "", "README.md": "", "people.csv": "",
           "__MACOSX/a.txt": "", ".hidden.txt": "", "empty/": ""},
    )  # fmt: skip
    found = find_notes([tmp_path])
    assert names(found) == ["x/week.zip/b.VTT", "x/week.zip/parks/a.txt"]
    assert [path.name for path in found.ignored] == ["photo.jpg"]
    assert found.failures == []


def test_names_that_lead_out_of_an_archive_are_refused(tmp_path):
    hostile = {"../a.txt": "x", "/etc/b.txt": "x", "..\\c.txt": "x", "C:\\d.txt": "x", "e.txt": "x"}
    zipped(tmp_path / "a.zip", **hostile, **{"inner.zip": "x"})
    found = find_notes([tmp_path])
    assert names(found) == ["a.zip/e.txt"]
    assert sorted(told(found).values()) == [
        "an archive within an archive is not opened", *["its name leads out of the archive"] * 4,
    ][: len(told(found))]  # fmt: skip
    assert len(found.failures) == 5


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(archive_files=2), "the archive holds more than 2 files"),
        (Limits(unpacked_mb=1), "it would unpack to 6 MB, more than the limit of 1"),
    ],
)
def test_bombs(tmp_path, limits, reason):
    zipped(tmp_path / "a.zip", **{f"{at}.txt": bytes(2**21) for at in range(3)})
    lay(tmp_path, "b.txt")
    found = find_notes([tmp_path], limits)
    assert names(found) == ["b.txt"]
    assert told(found) == {"a.zip": reason}


def test_a_damaged_archive(tmp_path):
    data = zipped(tmp_path / "a.zip", **{"a.txt": "We press."}).read_bytes()
    (tmp_path / "a.zip").write_bytes(data[:-30])
    assert "cut off or damaged" in told(find_notes([tmp_path]))["a.zip"]


def test_content_tells_where_the_ending_does_not(tmp_path):
    lay(tmp_path, "code.py", "noending")
    (tmp_path / "call.transcript").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana>We press.\n"
    )
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    found = find_notes([tmp_path])
    assert names(found) == ["call.transcript", "old.doc"]
    assert [path.name for path in found.ignored] == ["code.py", "noending"]
