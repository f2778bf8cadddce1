import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notesnlp.report.results import Failure
from notesnlp.run import shelf as module
from notesnlp.run.packed import Packed, pack_failure
from notesnlp.run.shelf import FOLDER, Shelf, analysis_of, clear_shelf

KEYS = ["aa" + "0" * 62, "ab" + "1" * 62, "ac" + "2" * 62]


def _entry(words: str) -> Packed:
    return Packed(pack_failure(Failure("a.txt", words)))


def _words(packed: Packed | None) -> str | None:
    return packed.failure.reason if packed and packed.failure else None


def test_what_is_put_there_is_found_by_the_next_shelf(tmp_path: Path):
    Shelf(tmp_path / "a" / FOLDER).put(KEYS[0], _entry("empty"))
    shelf = Shelf(tmp_path / "a" / FOLDER)
    assert _words(shelf.get(KEYS[0])) == "empty"
    assert shelf.get(KEYS[1]) is None


def test_a_fresh_shelf_finds_what_it_was_given_alone(tmp_path: Path):
    Shelf(tmp_path).put(KEYS[0], _entry("old"))
    shelf = Shelf(tmp_path, fresh=True)
    assert shelf.get(KEYS[0]) is None
    shelf.put(KEYS[0], _entry("new"))
    assert _words(shelf.get(KEYS[0])) == "new"
    assert _words(Shelf(tmp_path).get(KEYS[0])) == "new"


def test_damaged_entries_count_as_absent(tmp_path: Path):
    Shelf(tmp_path).put(KEYS[0], _entry("empty"))
    (place,) = tmp_path.glob("*/*.analysis")
    place.write_bytes(place.read_bytes()[:-3])
    assert Shelf(tmp_path).get(KEYS[0]) is None
    place.write_bytes(b"")
    assert Shelf(tmp_path).get(KEYS[0]) is None


def test_only_the_owner_may_look(tmp_path: Path):
    shelf = Shelf(tmp_path / "out" / FOLDER)
    shelf.put(KEYS[0], _entry("empty"))
    assert all(not path.stat().st_mode & 0o077 for path in (tmp_path / "out").rglob("*"))


def test_a_shelf_without_a_folder_is_seen_nowhere(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shelf = Shelf()
    for key in KEYS:
        shelf.put(key, _entry(key))
    shelf.note_content("v" * 64, "c" * 64, KEYS[0])
    shelf._at_hand.clear()
    assert [_words(shelf.get(key)) for key in KEYS] == KEYS
    assert shelf.content_of("v" * 64) is None
    assert not list(tmp_path.iterdir())
    shelf.tidy(0)
    assert _words(shelf.get(KEYS[0])) == KEYS[0]


def test_a_shelf_without_a_folder_needs_no_disk(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    shelf = Shelf()
    shelf.put(KEYS[0], _entry("empty"))
    shelf._at_hand.clear()
    assert _words(shelf.get(KEYS[0])) == "empty"


def test_a_full_disk_costs_only_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shelf = Shelf(tmp_path)

    def full(*given: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.os, "open", full)
    for key in KEYS:
        shelf.put(key, _entry(key))
    shelf.note_content("v" * 64, "c" * 64, "k" * 64)
    monkeypatch.undo()
    shelf._at_hand.clear()
    assert [_words(shelf.get(key)) for key in KEYS] == KEYS
    assert Shelf(tmp_path).get(KEYS[0]) is None


def test_the_oldest_go_first_and_this_run_s_last(tmp_path: Path):
    for age, key in enumerate(KEYS):
        Shelf(tmp_path).put(key, _entry("x" * 400_000))
        (place,) = tmp_path.glob(f"*/{key}.*")
        os.utime(place, (time.time() - 100 + age, time.time() - 100 + age))
    (tmp_path / "aa" / ".half.1").write_bytes(b"x")
    shelf = Shelf(tmp_path)
    assert shelf.get(KEYS[0])
    shelf.tidy(1)
    left = {path.name for path in tmp_path.glob("*/*")}
    assert left == {f"{KEYS[0]}.analysis", f"{KEYS[2]}.analysis"}
    shelf.tidy(100)
    assert {path.name for path in tmp_path.glob("*/*")} == left


def test_versions_tell_contents(tmp_path: Path):
    Shelf(tmp_path).note_content("v" * 64, "c" * 64, "k" * 64)
    assert Shelf(tmp_path).content_of("v" * 64) == "c" * 64
    assert Shelf(tmp_path).content_of("w" * 64) is None
    assert Shelf(tmp_path, fresh=True).content_of("v" * 64) is None
    (place,) = tmp_path.glob("*/*")
    assert analysis_of(place) == "k" * 64
    place.write_bytes(b"c" * 64)
    assert analysis_of(place) is None
    assert Shelf(tmp_path).content_of("v" * 64) is None


def test_clearing_removes_everything(tmp_path: Path):
    assert not clear_shelf(tmp_path)
    Shelf(tmp_path / FOLDER).put(KEYS[0], _entry("empty"))
    assert clear_shelf(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_killed_writer_leaves_whole_entries_alone(tmp_path: Path):
    code = (
        "import sys, itertools; from pathlib import Path\n"
        "from tests.run.test_shelf import Shelf, _entry\n"
        "shelf = Shelf(Path(sys.argv[1]))\n"
        "print(flush=True)\n"
        "for n in itertools.count(): shelf.put(f'{n:064x}'[::-1], _entry('x' * 100_000))\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(0.5)
    writer.kill()
    writer.wait()
    writer.stdout.close()
    whole = list(tmp_path.glob("*/*.analysis"))
    assert whole
    assert all(Shelf(tmp_path).get(path.stem) for path in whole)
