"""Notes that lie elsewhere, by the URL of a storage that fsspec knows: ``s3://bucket/notes``.

Rosters and settings are copied into a local folder that mirrors the storage, so that they are found
as they always are; notes are listed there, and each is fetched by the process that works on it. The
network is used for the URL that was named and for nothing else.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from notesnlp.config import FILE_NAME, Limits
from notesnlp.errors import ConfigError, MissingExtra, ReadError
from notesnlp.metadata.rosters import ROSTER_FILES
from notesnlp.run.temporary import temporary_folder

_COPIED = ROSTER_FILES | {FILE_NAME}
_MOST_COPIED = 64 * 2**20
"""Bytes of a roster or settings file."""

_Value = TypeVar("_Value")


def is_url(folder: object) -> bool:
    """Whether a folder is named by URL.

    >>> is_url("s3://bucket/notes"), is_url("notes/2016")
    (True, False)
    """
    return "://" in str(folder)


class Mirror:
    """A folder of a storage, and what is known of it here.

    Args:
        url: of the folder.
        home: the local folder below which its rosters and settings are copied; a temporary one that
            goes with this object where none is given.

    Raises:
        ConfigError: there is no such folder, or the storage cannot be reached.
        MissingExtra: the library for such a storage is not installed.
    """

    def __init__(self, url: str, home: Path | None = None) -> None:
        self.url = url.rstrip("/")
        home = home or temporary_folder(self)
        of_url = hashlib.sha256(self.url.encode()).hexdigest()[:16]
        self.folder = home / of_url / PurePosixPath(self.url.partition("://")[2]).name
        shutil.rmtree(self.folder, ignore_errors=True)  # a roster may have gone
        self.folder.mkdir(parents=True, mode=0o700)
        self.listed: list[tuple[str, int, str | None]] = []
        """Path below the folder, bytes and version of each file, by path."""
        storage, root = _opened(self.url)
        storage.invalidate_cache()  # another run of this process may have listed it before
        found = _reached(lambda: storage.find(root, detail=True), self.url, ConfigError)
        if not found:
            raise ConfigError(
                "there is no such folder, or nothing in it",
                path=self.url,
                remedy="name an existing folder",
            )
        for path, about in sorted(found.items()):
            below = path[len(root) :].lstrip("/")
            if any(part in {"", ".", ".."} for part in below.split("/")):
                continue
            self.listed.append(
                (below, int(about.get("size") or 0), _version(self.url, below, about))
            )
            if PurePosixPath(below).name in _COPIED:
                self._copy(storage, path, below)

    def __str__(self) -> str:
        return self.url

    def _copy(self, storage: Any, path: str, below: str) -> None:
        def content() -> bytes:
            with storage.open(path, "rb") as file:
                data: bytes = file.read(_MOST_COPIED)
            return data

        place = self.folder / below
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_reached(content, f"{self.url}/{below}", ConfigError))


def fetch(url: str, limits: Limits) -> bytes:
    """The content of a file that lies elsewhere.

    Args:
        url: of the file.
        limits: its size.

    Raises:
        ReadError: it cannot be fetched, or is larger than `limits.file_mb`.
        MissingExtra: the library for such a storage is not installed.
    """
    storage, path = _opened(url)
    most = limits.file_mb * 2**20

    def content() -> bytes:
        with storage.open(path, "rb") as file:
            data: bytes = file.read(most + 1)
        return data

    data = _reached(content, url, ReadError)
    if len(data) > most:
        raise ReadError(
            f"the file has more than the limit of {limits.file_mb:,} MB",
            path=url,
            remedy="split it, or raise limits.file_mb in notesnlp.toml",
        )
    return data


@cache
def _storage(protocol: str) -> Any:
    try:
        import fsspec

        return fsspec.filesystem(protocol, skip_instance_cache=False)
    except (ImportError, ValueError) as error:
        raise MissingExtra(
            f"notes at {protocol}:// need a library that is not installed ({error})",
            remedy="pip install 'notesnlp[remote]', for storages other than S3 their fsspec library",
        ) from error


def _opened(url: str) -> tuple[Any, str]:
    protocol = url.partition("://")[0]
    storage = _storage(protocol)
    return storage, str(storage._strip_protocol(url)).rstrip("/")


def _version(url: str, below: str, about: dict[str, Any]) -> str | None:
    """What changes when the file's content does, as far as the storage tells; None where it does not."""
    marks = [about.get(key) for key in ("ETag", "etag", "versionId", "md5Hash", "mtime", "LastModified")]  # fmt: skip
    told = [str(mark) for mark in marks if mark]
    return "\x1f".join([url, below, str(about.get("size")), *told]) if told else None


def _reached(ask: Callable[[], _Value], url: str, kind: type[ReadError | ConfigError]) -> _Value:
    try:
        return ask()
    except Exception as error:  # each storage has errors of its own
        raise kind(
            f"cannot be reached: {type(error).__name__}: {error}",
            path=url,
            remedy="check the address, the network, and the storage's credentials",
        ) from error
