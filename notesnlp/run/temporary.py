"""Folders that go with what they were made for, or else are removed by the next run.

A process that is killed leaves its folders behind. Each is locked as long as its process lives, so
a later run of the same user can tell those that nobody needs any more.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where folders cannot be locked: nothing is swept there
    fcntl = None  # type: ignore[assignment]

_PREFIX = "notesnlp-folder-"


def temporary_folder(owner: object) -> Path:
    """A new folder that only this user can look into, removed when `owner` is no more."""
    sweep()
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = _locked(folder)
        if folder.is_dir():
            break
        _close(lock)  # swept by another run before it was locked
    weakref.finalize(owner, _remove, folder, lock)
    return folder


def sweep() -> None:
    """Remove the temporary folders that killed processes of this user have left."""
    try:
        found = list(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")) if fcntl else []
    except OSError:  # there is no place for temporary files, so nobody has left any
        return
    for folder in found:
        with suppress(OSError):  # in use, gone meanwhile, or somebody else's
            lock = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
            try:
                if os.fstat(lock).st_uid == os.geteuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
            finally:
                os.close(lock)


def _locked(folder: Path) -> int | None:
    """Lock a folder until it is closed or the process ends; None where locks are not known.

    One that is locked already is being swept, and is waited for.
    """
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # swept
        return None
    with suppress(OSError):  # a file system without locks, on which nobody sweeps
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def _remove(folder: Path, lock: int | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _close(lock)


def _close(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
