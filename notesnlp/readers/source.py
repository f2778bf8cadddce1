"""A file's bytes, from the disk or out of an archive, within the limits and never from a device."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.errors import ReadError
from notesnlp.readers.archive import read_member

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe put in the file's place must not hold the run up
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_TRIES = 3
"""A file that is being written gets this many chances to stand still."""


def read_bytes(path: Path, limits: Limits, *, most: int | None = None) -> bytes:
    """The content of the file at `path`, or of a file in an archive: ``notes.zip/visit.txt``.

    Args:
        path: of the file.
        limits: its size.
        most: bytes of its beginning that are enough, whatever its size.

    Raises:
        ReadError: it cannot be opened, is no regular file, is larger than `limits.file_mb`,
            or changes while it is read.
    """
    archive = archive_of(path)
    if archive:
        return read_member(archive, path.relative_to(archive).as_posix(), limits)
    for _ in range(_TRIES):
        data = _read_once(path, limits, most)
        if data is not None:
            return data
    raise ReadError(
        "the file changes while it is read", path=path, remedy="wait until it is written"
    )


def archive_of(path: Path) -> Path | None:
    """The archive that `path` leads into, where it does."""
    for parent in path.parents:
        if parent.suffix.lower() == ".zip" and parent.is_file():
            return parent
    return None


def irregular(mode: int) -> str | None:
    """What a file of this mode is where it is no regular file or folder: ``a pipe``."""
    return _KINDS.get(stat.S_IFMT(mode))


def _read_once(path: Path, limits: Limits, most: int | None) -> bytes | None:
    """The content, or None where the file was not the same afterwards."""
    try:
        if most is None:
            _check_size(path, path.stat(), limits)
        _check_kind(path, path.stat())
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            before = os.fstat(file.fileno())
            _check_kind(path, before)
            if most is not None:
                return file.read(most)
            data = file.read(limits.file_mb * 2**20 + 1)
            after = os.fstat(file.fileno())
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        raise ReadError(
            f"cannot be opened: {getattr(error, 'strerror', None) or error}",
            path=path,
            remedy="check its permissions and that it is still there",
        ) from error
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if same and len(data) == after.st_size else None


def _check_kind(path: Path, found: os.stat_result) -> None:
    kind = irregular(found.st_mode)
    if kind:
        raise ReadError(f"this is {kind}, not a file", path=path, remedy="move it elsewhere")


def _check_size(path: Path, found: os.stat_result, limits: Limits) -> None:
    if found.st_size > limits.file_mb * 2**20:
        raise ReadError(
            f"the file has {found.st_size / 2**20:,.0f} MB, more than the limit of {limits.file_mb:,}",
            path=path,
            remedy="split it, or raise limits.file_mb in notesnlp.toml",
        )
