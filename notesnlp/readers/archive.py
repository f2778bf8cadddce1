"""Zip archives: which files lie in one, and their content. Nothing is unpacked onto the disk."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO

from notesnlp.config import Limits
from notesnlp.errors import ReadError

_ENCRYPTED = 0x1
_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 0xFFFF
_ENTRY_BYTES = 512
"""Room for an entry of the directory: 46 bytes, a name of 300 characters and extra fields."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of an archive that is not read, and why."""

    name: str
    reason: str
    remedy: str


def list_members(archive: Path, limits: Limits) -> tuple[list[str], list[Refused]]:
    """The names of the files in `archive`, and those that are not read.

    Raises:
        ReadError: it is no zip archive, is damaged, or breaks a limit.
    """
    names: list[str] = []
    refused: list[Refused] = []
    with _opened(archive, limits) as file:
        for info in check_unpacked(file, archive, limits):
            if info.is_dir():
                continue
            if unsafe := _unsafe(info):
                refused.append(unsafe)
            else:
                names.append(info.filename)
    return names, refused


def read_member(archive: Path, name: str, limits: Limits) -> bytes:
    """The content of the file called `name` in `archive`.

    Raises:
        ReadError: there is no such file, it is damaged, protected, or breaks a limit.
    """
    path = archive / name
    told = _stat(archive)
    kept = _kept(archive, told.st_size, told.st_mtime_ns, told.st_ino, limits)
    info = kept.by_name.get(name)
    if info is None:
        raise ReadError("is not in the archive", path=path, remedy="look into the archive")
    if unsafe := _unsafe(info):
        raise ReadError(unsafe.reason, path=path, remedy=unsafe.remedy)
    if info.file_size > limits.file_mb * 2**20:
        raise ReadError(
            f"the file has {info.file_size / 2**20:,.0f} MB unpacked, more than the limit of {limits.file_mb:,}",
            path=path,
            remedy="split it, or raise limits.file_mb in notesnlp.toml",
        )
    try:
        return kept.file.read(info)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise ReadError(
            f"is damaged in the archive: {error}", path=path, remedy="pack it again"
        ) from error


@dataclass(frozen=True, slots=True)
class _Kept:
    """An archive that stays open, its directory read and checked, while its files are read."""

    file: zipfile.ZipFile
    by_name: Mapping[str, zipfile.ZipInfo]


@lru_cache(maxsize=1)
def _kept(archive: Path, size: int, changed_ns: int, inode: int, limits: Limits) -> _Kept:
    """The archive last read from: reading its directory anew for each file would take their square.

    It is closed when another one takes its place; one that changed has other arguments.
    """
    file = _opened(archive, limits)
    entries = check_unpacked(file, archive, limits)
    by_name: dict[str, zipfile.ZipInfo] = {}
    for info in entries:
        by_name.setdefault(str(PurePosixPath(info.filename)), info)
    return _Kept(file, by_name)


def check_unpacked(file: zipfile.ZipFile, path: Path, limits: Limits) -> Iterable[zipfile.ZipInfo]:
    """The entries of `file`, whose sizes together are within the limits.

    Reading stops at the size that the directory gives, so the sum bounds what unpacking costs.

    Raises:
        ReadError: there are too many entries, or they are too large together.
    """
    entries = file.infolist()
    if len(entries) > limits.archive_files:
        raise _too_many(path, limits)
    unpacked = sum(info.file_size for info in entries)
    if unpacked > limits.unpacked_mb * 2**20:
        raise ReadError(
            f"it would unpack to {unpacked / 2**20:,.0f} MB, more than the limit of {limits.unpacked_mb:,}",
            path=path,
            remedy="if that is no mistake, raise limits.unpacked_mb in notesnlp.toml",
        )
    return entries


def open_zip(data: bytes, path: Path, limits: Limits) -> zipfile.ZipFile:
    """The zip archive `data`, its directory within the limits.

    Raises:
        zipfile.BadZipFile: it is none, or is damaged.
        ReadError: it has too many entries.
    """
    _check_directory(io.BytesIO(data), len(data), path, limits)
    return zipfile.ZipFile(io.BytesIO(data))


def _opened(archive: Path, limits: Limits) -> zipfile.ZipFile:
    size = _stat(archive).st_size
    try:
        if size > limits.unpacked_mb * 2**20:
            raise ReadError(
                f"the archive has {size / 2**20:,.0f} MB, more than the limit of {limits.unpacked_mb:,}",
                path=archive,
                remedy="split it, or raise limits.unpacked_mb in notesnlp.toml",
            )
        with archive.open("rb") as file:
            _check_directory(file, size, archive, limits)
        return zipfile.ZipFile(archive)
    except OSError as error:
        raise _closed(archive, error) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise ReadError(
            f"the archive is cut off or damaged: {str(error).lower()}",
            path=archive,
            remedy="copy it again from where it came from",
        ) from error


def _stat(archive: Path) -> os.stat_result:
    try:
        return archive.stat()
    except OSError as error:
        raise _closed(archive, error) from error


def _closed(archive: Path, error: OSError) -> ReadError:
    return ReadError(
        f"cannot be opened: {error.strerror}", path=archive, remedy="check its permissions"
    )


def _check_directory(file: IO[bytes], size: int, path: Path, limits: Limits) -> None:
    """Refuse a directory of entries that would fill the memory before it can be counted."""
    length = min(size, _END.size + _LONGEST_COMMENT)
    file.seek(size - length)
    tail = file.read(length)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return
    directory = _END.unpack_from(tail, at)[5]
    if directory > limits.archive_files * _ENTRY_BYTES:
        raise _too_many(path, limits)


def _too_many(path: Path, limits: Limits) -> ReadError:
    return ReadError(
        f"the archive holds more than {limits.archive_files:,} files",
        path=path,
        remedy="unpack it yourself, or raise limits.archive_files in notesnlp.toml",
    )


def _unsafe(info: zipfile.ZipInfo) -> Refused | None:
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name[:2]:
        return Refused(name, "its name leads out of the archive", "pack it under a plain name")
    if info.flag_bits & _ENCRYPTED:
        return Refused(name, "it is protected by a password", "pack it without one")
    if name.lower().endswith(".zip"):
        return Refused(name, "an archive within an archive is not opened", "unpack the outer one")
    return None
