"""Where analyses lie between runs: a file each below one folder, by what they depend on.

Files are written beside their place and moved there, so that an entry is whole or absent after any
interrupt; a power cut may leave one without its content, which then has not its checksum and counts
as absent. Nothing that is read from here is run: the entries are JSON and safetensors.
"""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from notesnlp.report.publish import removing
from notesnlp.run.packed import Packed
from notesnlp.run.spill import Spill

FOLDER = ".cache"
"""Of a run's output folder: hidden, so that nobody takes it for notes or results."""
ANALYSIS = ".analysis"
VERSION = ".version"
"""Endings of what is kept: analyses by their keys, and contents by the version of their file."""
_HASH = 64
"""Characters of a hash."""
_AT_HAND = 64
"""Entries kept in memory, at some 100 KB an hour of talk."""


class Shelf:
    """Analyses by their keys.

    Args:
        folder: that holds them, made when there is something to hold; where none is given they lie
            in a file without a name and go with the shelf, or with the process if that is killed.
        fresh: what is there already is not read, and is replaced.

    Attributes:
        folder: that holds them; None where they go with the shelf.
    """

    def __init__(self, folder: Path | None = None, *, fresh: bool = False) -> None:
        self.folder = folder
        self._spill = Spill()
        self._fresh = fresh
        self._mine: set[str] = set()
        self._at_hand: OrderedDict[str, Packed] = OrderedDict()
        self._unwritten: dict[str, bytes] = {}

    def get(self, key: str) -> Packed | None:
        """The analysis of this key; None where there is none, or it is not whole."""
        if key in self._at_hand:
            self._at_hand.move_to_end(key)
            return self._at_hand[key]
        if self._fresh and key not in self._mine:
            return None
        data = self._unwritten.get(key) or self._read(key)
        if data is None:
            return None
        try:
            found = Packed(data)
        except ValueError:
            return None
        self._mine.add(key)
        self._hold(key, found)
        return found

    def put(self, key: str, packed: Packed) -> None:
        """Keep an analysis; in memory where the disk takes no more."""
        self._mine.add(key)
        self._hold(key, packed)
        try:
            if self.folder is None:
                self._spill.put(key, packed.data)
            else:
                _write(_place(self.folder, key), packed.data, self.folder)
        except OSError:
            self._unwritten[key] = packed.data

    def content_of(self, version: str) -> str | None:
        """The content's hash of a file of this version, where it was noted."""
        if self._fresh or self.folder is None:
            return None
        noted = _noted(_place(self.folder, version, VERSION))
        return noted[0] if noted else None

    def note_content(self, version: str, content: str, key: str) -> None:
        """Note which content a file of this version has, for files that are not read to look.

        Args:
            version: the hash of the file's address and version.
            content: the hash of its content.
            key: of its analysis, with which the note goes when that is forgotten.
        """
        if self.folder is None:  # no later run will ask
            return
        with suppress(OSError):
            place = _place(self.folder, version, VERSION)
            _write(place, f"{content} {key}".encode(), self.folder)

    def tidy(self, most_mb: int) -> None:
        """Remove what has not been used for longest until no more than `most_mb` MB are left."""
        if self.folder is None or not self.folder.is_dir():
            return
        entries = []
        for path in self.folder.glob("??/*"):
            found = path.stat()
            if path.name.startswith("."):
                path.unlink()  # half written when a run was killed
            else:
                entries.append((path.stem in self._mine, found.st_mtime_ns, found.st_size, path))
        left = sum(size for _, _, size, _ in entries)
        for _, _, size, path in sorted(entries):
            if left <= most_mb * 2**20:
                break
            path.unlink(missing_ok=True)
            left -= size

    def _read(self, key: str) -> bytes | None:
        return self._spill.get(key) if self.folder is None else _read(_place(self.folder, key))

    def _hold(self, key: str, packed: Packed) -> None:
        self._at_hand[key] = packed
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)


def analysis_of(path: Path) -> str | None:
    """The key of the analysis of the file whose version is noted in `path`; None where none is."""
    noted = _noted(path) if path.suffix == VERSION else None
    return noted[1] if noted else None


def clear_shelf(out: Path) -> bool:
    """Remove all analyses kept in the output folder `out`; whether there were some.

    Raises:
        OutputError: they cannot be removed.
    """
    folder = out / FOLDER
    if not folder.is_dir():
        return False
    with removing(folder):
        shutil.rmtree(folder)
    return True


def _place(folder: Path, key: str, ending: str = ANALYSIS) -> Path:
    return folder / key[:2] / f"{key}{ending}"


def _noted(path: Path) -> tuple[str, str] | None:
    """Content and key that are noted in a file, where it is whole."""
    content, _, key = (_read(path) or b"").decode("ascii", "replace").partition(" ")
    return (content, key) if len(content) == len(key) == _HASH else None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(place: Path, data: bytes, home: Path) -> None:
    """Write a file whole or not at all, for its owner alone; without waiting for the disk."""
    for folder in (home.parent, home, place.parent):  # none of them is for others to look into
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    beside.replace(place)
