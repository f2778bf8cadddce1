"""Files that take their places all at once, whatever happens on the way."""

import errno
import os
import signal
import stat
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from notesnlp.errors import OutputError
from notesnlp.report import publish
from notesnlp.report.publish import READY, RUN, half_written, published, steady, sweep
from notesnlp.report.results import write_text
from tests.processes import child, ends

NAMES = ("findings.jsonl", "results.json", "report.html", RUN)
STEPS = ("fsync", "replace", "rename", "unlink", "rmdir", "open", "mkdir")
"""What a disk can refuse: pathlib and tempfile call all of them in `os`."""


def write(out: Path, what: str) -> None:
    with published(out) as stage:
        for name in NAMES:
            write_text(stage / name, what)


def shown(out: Path) -> dict[str, str]:
    """What stands in the files of `out` once somebody has looked into it."""
    with steady(out):
        return {name: (out / name).read_text() for name in NAMES if (out / name).exists()}


def whole(what: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, what)


def broken_at(
    monkeypatch: pytest.MonkeyPatch, step: str, due: int, strike: Callable[[], None]
) -> Callable[[], int]:
    """Let `strike` happen at the call of number `due`; tells how many calls there were."""
    real, numbers = getattr(os, step), count(1)
    last = 0

    def call(*args: object, **kwargs: object) -> object:
        nonlocal last
        last = next(numbers)
        if last == due:
            strike()
        return real(*args, **kwargs)

    monkeypatch.setattr(os, step, call)
    return lambda: last


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_at_any_step_leaves_all_or_nothing(tmp_path: Path, step: str, code: int):
    def strike() -> None:
        raise OSError(code, os.strerror(code))

    failed = 0
    for due in count(1):
        out = tmp_path / f"{step}{due}"
        write(out, "old")
        with pytest.MonkeyPatch.context() as patch:
            calls = broken_at(patch, step, due, strike)
            try:
                write(out, "new")
                told = False
            except OutputError as error:
                told = bool(error.reason and error.remedy)
        assert shown(out) in (whole("old"), whole("new"))
        if calls() < due:
            break
        failed += told
        write(out, "again")
        assert shown(out) == whole("again")
        assert {path.name for path in out.iterdir()} == set(NAMES)
    assert failed > 0 or step == "unlink"  # what is swept away need not go


@pytest.mark.parametrize("step", STEPS)
def test_a_writer_killed_at_any_step_leaves_all_or_nothing(tmp_path: Path, step: str):
    seen = set()
    for due in count(1):
        out = tmp_path / f"{step}{due}"
        write(out, "old")

        def work(out: Path = out, due: int = due) -> None:
            with pytest.MonkeyPatch.context() as patch:
                broken_at(patch, step, due, lambda: os.kill(os.getpid(), signal.SIGKILL))
                write(out, "new")

        if ends(child(work)) == 0:
            break
        found = shown(out)
        assert found in (whole("old"), whole("new"))
        seen.add(found[RUN])
        write(out, "again")
        assert shown(out) == whole("again")
        assert {path.name for path in out.iterdir()} == set(NAMES)
    assert seen


def test_run_json_stands_only_beside_files_of_its_run(tmp_path: Path):
    """A program that does not know of what is ready sees no `run.json` while files are moved."""
    write(tmp_path, "old")

    def work() -> None:
        with pytest.MonkeyPatch.context() as patch:
            broken_at(
                patch, "replace", len(NAMES) + 2, lambda: os.kill(os.getpid(), signal.SIGKILL)
            )
            write(tmp_path, "new")

    assert ends(child(work)) == -signal.SIGKILL
    assert (tmp_path / READY).is_dir()
    assert not (tmp_path / RUN).exists()
    assert shown(tmp_path) == whole("new")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path):
    write(tmp_path, "old")

    def work() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        with pytest.raises(OutputError, match="cannot be written"):
            write(tmp_path, "new" * 1000)

    assert ends(child(work)) == 0
    assert shown(tmp_path) == whole("old")
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def test_a_block_that_fails_changes_nothing(tmp_path: Path):
    write(tmp_path, "old")
    with pytest.raises(KeyboardInterrupt), published(tmp_path) as stage:
        write_text(stage / RUN, "new")
        raise KeyboardInterrupt
    assert shown(tmp_path) == whole("old")
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def test_writers_and_readers_at_once_see_one_run(tmp_path: Path):
    out, enough = tmp_path / "out", tmp_path / "enough"

    def work(which: str) -> None:
        for turn in count():
            if enough.exists():
                return
            write(out, f"{which}{turn}")
            time.sleep(0.2)  # long enough for a reader to find the folder free

    write(out, "0")
    writers = [child(lambda which=which: work(which)) for which in "ab"]
    seen = set()
    until = time.monotonic() + 60
    try:
        while len(seen) < 5 and time.monotonic() < until:
            found = shown(out)
            assert set(found) == set(NAMES)
            assert len(set(found.values())) == 1
            seen.add(found[RUN])
    finally:
        enough.touch()
        codes = [ends(process) for process in writers]
    assert codes == [0, 0]
    assert len(seen) == 5


def test_what_a_writer_that_died_had_begun_is_swept_away_where_none_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    begun = tmp_path / ".writing-x1"
    begun.mkdir()
    (begun / "findings.jsonl").write_text("what was said")
    (tmp_path / "run.json").write_text("{}")
    assert half_written(tmp_path) == [begun]

    def refuses(*given: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, pytest.raises(OutputError) as caught:
        patch.setattr("notesnlp.report.publish.shutil.rmtree", refuses)
        sweep(tmp_path)
    assert str(caught.value) == (
        f"{begun}: cannot be removed: Permission denied (remove it yourself)"
    )
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publish, "WAIT_S", 0.2)
    with published(tmp_path), pytest.raises(OutputError, match="another run") as caught:
        write(tmp_path, "new")
    assert caught.value.remedy


def test_a_new_folder_is_its_owner_s_alone(tmp_path: Path):
    write(tmp_path / "out", "new")
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
