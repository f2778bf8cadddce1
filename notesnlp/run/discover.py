"""Which files below the folders are notes, and which rosters hold for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from notesnlp.config import FILE_NAME, Limits
from notesnlp.errors import ConfigError, ReadError
from notesnlp.metadata import Rosters, load_rosters
from notesnlp.metadata.rosters import ROSTER_FILES, MeetingEntry
from notesnlp.model.meeting import Speaker
from notesnlp.readers import LIMITS, list_members, read_bytes, readable, recognised
from notesnlp.report.results import FINDINGS, RESULTS, Failure
from notesnlp.run.remote import Mirror, fetch
from notesnlp.run.walk import Walk, spelt

_NOT_NOTES = ("README", "LICENSE", "LICENCE", "SOURCE", "CHANGELOG")
"""Names that files about a folder begin with."""
_TABLES = frozenset({".jsonl"})
"""Endings of tables and annotations that lie beside notes, whatever their content looks like."""
_DOCUMENTS = frozenset({".doc", ".rtf", ".odt", ".pages", ".wpd", ".7z", ".rar"})
"""Endings of documents and archives that are likely to hold notes: why they cannot be read is told."""


@dataclass(frozen=True, slots=True)
class Note:
    """A file of notes.

    Attributes:
        path: where it is.
        name: what its meeting is called: the path below the folder, with forward slashes.
        root: the folder that it was found below.
        url: where its content is, for one that lies elsewhere; `path` is then what it would be here.
        version: of that content, as the storage tells it.
        size: of that content, bytes.
    """

    path: Path
    name: str
    root: Path
    url: str | None = None
    version: str | None = None
    size: int = 0


def content_of(note: Note, limits: Limits) -> bytes:
    """What a file of notes holds, fetched where it lies elsewhere.

    Raises:
        ReadError: it cannot be opened or fetched, or breaks a limit.
        MissingExtra: the library for its storage is not installed.
    """
    return fetch(note.url, limits) if note.url else read_bytes(note.path, limits)


class Found(NamedTuple):
    """What lies below the folders: notes by name, files that are none, and what cannot be reached."""

    notes: list[Note]
    ignored: list[Path]
    failures: list[Failure]


def find_notes(folders: Sequence[Path | Mirror], limits: Limits = LIMITS) -> Found:
    """All files of notes below `folders` by name, those in archives too, and what else is there.

    Hidden files and folders are left out, files about the folder such as README, and folders
    that an earlier run has written. With several folders the names begin with the folder's own,
    or with as much of its path as tells it from the others; a file below two of them counts once.

    Args:
        folders: to look into.
        limits: how many files, and how deep.

    Raises:
        ConfigError: a folder does not exist.
    """
    mirrors = {item.folder: item for item in folders if isinstance(item, Mirror)}
    here = [item.folder if isinstance(item, Mirror) else item for item in folders]
    for folder in here:
        if folder not in mirrors and not folder.is_dir():
            raise ConfigError(
                "there is no such folder", path=folder, remedy="name an existing folder"
            )
    found = Found([], [], [])
    seen: set[Path] = set()
    leads = _leads(here)
    walk = Walk(limits, tuple(leads), found.failures)
    for home, (folder, lead) in leads.items():
        if folder in mirrors:
            _list(mirrors[folder], lead, limits, found)
            continue
        for path in walk.files(folder):
            below = path.relative_to(folder)
            if home / below in seen or _is_about(path):
                continue
            seen.add(home / below)
            name = lead + spelt(below)
            if path.suffix.lower() == ".zip":
                _look_into(path, name, folder, limits, found)
            elif path.suffix.lower() in _TABLES:
                found.ignored.append(path)
            elif _may_be_read(path) or recognised(path, limits):
                found.notes.append(Note(path, name, folder))
            else:
                found.ignored.append(path)
    return Found(
        sorted(found.notes, key=lambda note: note.name), sorted(found.ignored), found.failures
    )


def _is_about(path: Path) -> bool:
    """Whether it tells about the notes and holds none."""
    return path.name.startswith(_NOT_NOTES) or path.name in ROSTER_FILES | {FILE_NAME}


def _may_be_read(path: Path) -> bool:
    return readable(path) or path.suffix.lower() in _DOCUMENTS


def _list(mirror: Mirror, lead: str, limits: Limits, found: Found) -> None:
    """Add the notes of a storage to `found`: by their names, for nothing is fetched to look."""
    written = _written_folders([below for below, _, _ in mirror.listed])
    for count, (below, size, version) in enumerate(mirror.listed):
        parts = PurePosixPath(below).parts
        path = mirror.folder.joinpath(*parts)
        parents = {parent.as_posix() for parent in PurePosixPath(below).parents}
        if any(part.startswith(".") for part in parts) or written & parents or _is_about(path):
            continue
        if count >= limits.files:
            reason = f"there are more than {limits.files:,} files; from {below} on they were not looked at"
            remedy = "analyse part of the folder, or raise limits.files in notesnlp.toml"
            found.failures.append(Failure(mirror.url, reason, remedy=remedy))
            return
        if len(parts) > limits.depth + 1:
            reason = f"it lies more than {limits.depth} folders deep"
            remedy = "move it up, or raise limits.depth in notesnlp.toml"
            found.failures.append(Failure(lead + below, reason, remedy=remedy))
            continue
        url = f"{mirror.url}/{below}"
        if path.suffix.lower() == ".zip":
            reason = "an archive in a storage is not opened"
            found.failures.append(Failure(lead + below, reason, remedy="unpack it there"))
        elif path.suffix.lower() not in _TABLES and _may_be_read(path):
            found.notes.append(Note(path, lead + below, mirror.folder, url, version, size))
        else:
            found.ignored.append(path)


def _written_folders(names: Sequence[str]) -> set[str]:
    """The folders that an earlier run has written."""
    holding: dict[str, set[str]] = {}
    for name in names:
        path = PurePosixPath(name)
        if path.name in {RESULTS, FINDINGS}:
            holding.setdefault(path.parent.as_posix(), set()).add(path.name)
    return {folder for folder, held in holding.items() if len(held) == 2}


def _look_into(archive: Path, name: str, root: Path, limits: Limits, found: Found) -> None:
    """Add the notes in `archive`, which is called `name`, to `found`."""
    try:
        members, refused = list_members(archive, limits)
    except ReadError as error:
        found.failures.append(Failure(name, error.reason, error.place, error.remedy))
        return
    found.failures.extend(
        Failure(f"{name}/{each.name}", each.reason, remedy=each.remedy) for each in refused
    )
    for member in dict.fromkeys(members):
        parts = PurePosixPath(member).parts
        if any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        path = archive.joinpath(*parts)
        if path.name.startswith(_NOT_NOTES) or path.name in ROSTER_FILES:
            continue
        if _may_be_read(path):
            found.notes.append(Note(path, f"{name}/{PurePosixPath(member)}", root))
        else:
            found.ignored.append(path)


def _leads(folders: Sequence[Path]) -> dict[Path, tuple[Path, str]]:
    """Each folder's whole path, with the folder as given and what its names begin with."""
    given = {folder.resolve(): folder for folder in reversed(folders)}
    homes = list(dict.fromkeys(folder.resolve() for folder in folders))
    length = 0 if len(homes) == 1 else 1
    while len({home.parts[-length:] for home in homes}) < len(homes):
        length += 1
    return {
        home: (given[home], spelt(Path(*home.parts[-length:])) + "/" if length else "")
        for home in homes
    }


class RosterTree:
    """The rosters that hold for each file: those in its own folder, else in the nearest above."""

    def __init__(self) -> None:
        self._loaded: dict[Path, Rosters] = {}

    def of(self, note: Note) -> Rosters:
        """The rosters for a file of notes.

        Raises:
            ConfigError: a roster is malformed.
        """
        people: tuple[Speaker, ...] = ()
        meetings: dict[str, MeetingEntry] = {}
        for folder in (note.path.parent, *note.path.parent.parents):
            found = self._load(folder)
            people = people or found.people
            meetings = meetings or found.meetings
            if folder == note.root or (people and meetings):
                break
        return Rosters(people, meetings)

    def _load(self, folder: Path) -> Rosters:
        if folder not in self._loaded:
            self._loaded[folder] = load_rosters(folder)
        return self._loaded[folder]
