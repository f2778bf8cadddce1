"""Files of a run that take their places all at once, whatever ends the program meanwhile.

    out/.writing-…/   what is being written; the next writer sweeps it away if its program died
    out/.ready/       complete; moved into place by its program, or by whoever looks next

One rename leads from the first to the second: a kill, a full disk or a power cut leaves what was
there before, or what is new.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from notesnlp.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows, where folders cannot be locked
    fcntl = None  # type: ignore[assignment]

RUN = "run.json"
"""Moved last, and taken away first: where it is, the other files are of the run that it tells of."""
READY = ".ready"
_WRITING = ".writing-"
WAIT_S = 60.0
"""How long a writer waits for another one in the same folder."""
_PAUSE_S = 0.05


@contextmanager
def published(out: Path) -> Iterator[Path]:
    """A folder to write into; when the block ends, its files take their places in `out` as one step.

    `out` is made where it is missing, for its owner alone. Where the block fails nothing changes.

    Raises:
        OutputError: another run writes there for too long, or the disk does not take it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(
            f"cannot be made: {error.strerror}", path=out, remedy="choose another folder with -o"
        ) from error
    with _locked(out):
        _finish(out)
        for left in half_written(out):
            shutil.rmtree(left, ignore_errors=True)
        with _told(out):
            stage = Path(tempfile.mkdtemp(prefix=_WRITING, dir=out))
        try:
            yield stage
            with _told(out):
                sync(stage)
                stage.rename(out / READY)
                sync(out)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _finish(out)


def half_written(out: Path) -> list[Path]:
    """What is being written into `out`, or was when its program died."""
    return sorted(out.glob(f"{_WRITING}*"))


def sweep(out: Path) -> None:
    """Remove what a program that died has left half written in `out`.

    Raises:
        OutputError: another run writes there for too long, or something cannot be removed.
    """
    with _locked(out):
        for left in half_written(out):
            with removing(left):
                shutil.rmtree(left)


@contextmanager
def removing(path: Path) -> Iterator[None]:
    """A block that removes `path`, or something in it.

    Raises:
        OutputError: it cannot be removed.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot be removed: {error.strerror}", path=path, remedy="remove it yourself"
        ) from error


@contextmanager
def steady(out: Path) -> Iterator[None]:
    """Nobody changes the files of `out` while the block reads them; what was ready is in its place.

    Raises:
        OutputError: another run writes there for too long, or what was ready cannot be moved.
    """
    if (out / READY).is_dir():
        with _locked(out):
            _finish(out)
    with _locked(out, shared=True):
        yield


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk, not only in its cache."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _finish(out: Path) -> None:
    """Move what is ready into its place."""
    ready = out / READY
    if not ready.is_dir():
        return
    with _told(out):
        if (ready / RUN).is_file():
            (out / RUN).unlink(missing_ok=True)
        for path in sorted(ready.iterdir(), key=lambda path: (path.name == RUN, path.name)):
            path.replace(out / path.name)
        sync(out)
        ready.rmdir()


@contextmanager
def _locked(out: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of `out`, which goes with the program; nothing where there is no such folder.

    File systems that know no locks are used without: each run then still writes aside.
    """
    try:
        descriptor = os.open(out, os.O_RDONLY) if fcntl else None
    except OSError:  # the block tells what is wrong with it
        descriptor = None
    if descriptor is None:
        yield
        return
    try:
        _lock(descriptor, out, shared=shared)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, out: Path, *, shared: bool) -> None:
    until = time.monotonic() + WAIT_S
    while True:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise OutputError(
                    f"another run has been writing here for {WAIT_S:.0f} seconds",
                    path=out,
                    remedy="wait until it is done, or choose another folder with -o",
                ) from error
            time.sleep(_PAUSE_S)
        except OSError:
            return
        else:
            return


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}",
            path=out,
            remedy="choose another folder with -o, or free its disk",
        ) from error
