"""Temporary folders, and what killed processes leave of them."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from notesnlp.run.temporary import sweep, temporary_folder
from tests.processes import child, ends


class Owner:
    """Something that needs a folder."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_it_is_its_user_s_alone_and_goes_with_its_owner(place: Path):
    owner = Owner()
    folder = temporary_folder(owner)
    (folder / "people.csv").write_text("name\nDana\n")
    assert folder.parent == place
    assert folder.stat().st_mode & 0o777 == 0o700
    del owner
    gc.collect()
    assert not list(place.iterdir())


def test_what_a_killed_process_left_goes_and_what_is_in_use_stays(place: Path):
    def work() -> None:
        (temporary_folder(Owner) / "people.csv").write_text("Dana")
        os.kill(os.getpid(), signal.SIGKILL)

    owner = Owner()
    mine = temporary_folder(owner)
    assert ends(child(work)) == -signal.SIGKILL
    (left,) = set(place.iterdir()) - {mine}
    assert (left / "people.csv").is_file()
    (place / "notesnlp-of-others").mkdir()
    (place / "notesnlp-folder-file").write_text("no folder")
    (place / "notesnlp-folder-link").symlink_to(place / "notesnlp-of-others")
    other = temporary_folder(Owner)
    assert {path.name for path in place.iterdir()} == {
        mine.name, other.name, "notesnlp-of-others", "notesnlp-folder-file", "notesnlp-folder-link"
    }  # fmt: skip


def test_a_folder_of_another_process_that_lives_stays(place: Path):
    code = (
        "import sys, tempfile; from notesnlp.run.temporary import temporary_folder\n"
        "tempfile.tempdir = sys.argv[1]\n"
        "print(temporary_folder(sys), flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(place)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout is not None
    folder = Path(other.stdout.readline().strip())
    sweep()
    assert folder.is_dir()
    other.kill()
    other.communicate()
    sweep()
    assert not folder.exists()


def test_one_that_another_run_sweeps_before_it_is_locked_is_made_again(place: Path, monkeypatch):
    make, made = tempfile.mkdtemp, []

    def swept_once(prefix: str) -> str:
        made.append(make(prefix=prefix))
        if len(made) == 1:
            Path(made[0]).rmdir()
        return made[-1]

    monkeypatch.setattr("tempfile.mkdtemp", swept_once)
    assert temporary_folder(Owner) == Path(made[1])
    assert Path(made[1]).is_dir()


def test_somebody_else_s_stays(place: Path, monkeypatch: pytest.MonkeyPatch):
    (place / "notesnlp-folder-a").mkdir()
    monkeypatch.setattr("os.geteuid", lambda: 4711)
    sweep()
    assert (place / "notesnlp-folder-a").is_dir()


def test_without_a_folder_of_temporary_files_there_is_nothing_to_do(monkeypatch):
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", none)
    sweep()
