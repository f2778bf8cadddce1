"""The files below a folder in the order of their names, whatever else lies there."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from notesnlp.config import Limits
from notesnlp.readers import irregular
from notesnlp.report.results import Failure, holds_results


class Walk:
    """Walks folders within the limits; what cannot be reached is added to `failures`.

    Hidden files and folders, and folders that an earlier run has written, are passed over.

    Args:
        limits: how many files and how deep, over all folders walked.
        homes: the whole paths of all folders that are walked.
        failures: takes folders that cannot be opened or lie too deep, links that are not
            followed, and what is no file.
    """

    def __init__(self, limits: Limits, homes: Sequence[Path], failures: list[Failure]) -> None:
        self._limits = limits
        self._homes = homes
        self._failures = failures
        self._left = limits.files

    def files(self, root: Path) -> Iterator[Path]:
        """The files below `root`; a folder's files come before its folders."""
        waiting = [(root, 0)]
        while waiting:
            folder, depth = waiting.pop()
            inner: list[Path] = []
            for path, is_folder in self._entries(folder):
                if is_folder:
                    inner.append(path)
                    continue
                if not self._left:
                    self._fail(
                        root,
                        f"there are more than {self._limits.files:,} files; from "
                        f"{spelt(path.relative_to(root))} on they were not looked at",
                        "analyse part of the folder, or raise limits.files in notesnlp.toml",
                    )
                    return
                self._left -= 1
                yield path
            if inner and depth >= self._limits.depth:
                self._fail(
                    inner[0],
                    f"the folder lies more than {self._limits.depth} folders deep",
                    "move it up, or raise limits.depth in notesnlp.toml",
                )
                continue
            waiting += [(path, depth + 1) for path in reversed(inner)]

    def _entries(self, folder: Path) -> Iterator[tuple[Path, bool]]:
        """What lies in `folder`, by name, and whether it is a folder itself."""
        most = self._left + 1
        try:
            if holds_results(folder):
                return
            with os.scandir(folder) as entries:
                shown = (entry for entry in entries if not entry.name.startswith("."))
                chosen = heapq.nsmallest(
                    most, shown, key=lambda entry: (_is_folder(entry), entry.name)
                )
        except OSError as error:
            self._fail(
                folder, f"the folder cannot be opened: {error.strerror}", "check its permissions"
            )
            return
        for entry in chosen:
            path = folder / entry.name
            if _is_folder(entry):
                if entry.is_symlink():
                    self._tell_link(path)
                else:
                    yield path, True
            elif kind := _kind(path):
                self._fail(path, f"this is {kind}, not a file", "move it elsewhere")
            else:
                yield path, False

    def _tell_link(self, path: Path) -> None:
        """Links to folders may lead in circles or anywhere; those to what is read are no loss."""
        target = path.resolve()
        if not any(target.is_relative_to(home) for home in self._homes):
            self._fail(
                path, "a link to a folder is not followed", f"name {spelt(target)} as a folder too"
            )

    def _fail(self, path: Path, reason: str, remedy: str) -> None:
        self._failures.append(Failure(spelt(path), reason, remedy=remedy))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _kind(path: Path) -> str | None:
    """What `path` is where it is no file; a broken link is read all the same, and so named."""
    try:
        return irregular(path.stat().st_mode)
    except OSError:
        return None


def spelt(path: Path) -> str:
    """`path` with forward slashes; bytes of a name that are no UTF-8 become question marks."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
