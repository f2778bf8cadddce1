from __future__ import annotations

from pathlib import Path

import pytest

from notesnlp.errors import ReadError
from notesnlp.readers import open_notes, readable
from notesnlp.readers.registry import READERS


@pytest.mark.parametrize(
    "name",
    ["a.txt", "A.TXT", "b.md", "c.vtt", "d.srt", "e.docx", "f.eml", "g.json", "h.sbv", "i.pdf",
     "j.html", "k.csv", "l.msg"],
)  # fmt: skip
def test_readable(name):
    assert readable(Path(name))


@pytest.mark.parametrize("name", ["a.pages", "txt", ".txt", "b.txt~", "c.doc"])
def test_not_readable(name):
    assert not readable(Path(name))


def test_every_ending_has_one_reader():
    endings = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(endings) == len(set(endings))


def failure(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        open_notes(path)
    assert caught.value.path == str(path)
    assert caught.value.remedy
    return caught.value


def test_an_ending_in_capitals(opened):
    assert opened("NOTES.TXT", "We press at nine.").format == "text"


@pytest.mark.parametrize("name", ["notes.pages", "notes"])
def test_unknown_ending(name, tmp_path):
    (tmp_path / name).write_text("We press at nine.")
    error = failure(tmp_path / name)
    assert "no reader for" in error.reason
    assert ".docx" in error.remedy


def test_missing_file(tmp_path):
    assert "No such file" in failure(tmp_path / "notes.txt").reason


def test_a_folder_named_like_notes(tmp_path):
    (tmp_path / "notes.txt").mkdir()
    assert "cannot be opened" in failure(tmp_path / "notes.txt").reason


def test_no_permission(tmp_path, monkeypatch):
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "notes.md").write_text("We press at nine.")
    monkeypatch.setattr("notesnlp.readers.source.os.open", refuse)
    error = failure(tmp_path / "notes.md")
    assert error.reason == "cannot be opened: Permission denied"
    assert "permissions" in error.remedy


@pytest.mark.parametrize("suffix", [s for reader in READERS for s in reader.suffixes])
@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file(suffix, content, tmp_path):
    path = tmp_path / f"notes{suffix}"
    path.write_bytes(content)
    assert failure(path).reason


@pytest.mark.parametrize("content", [b"---\ndate: 2024-05-06\n---\n", b"***\n\n---\n"])
def test_no_words(content, tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(content)
    assert failure(path).reason == "the file holds no words"
