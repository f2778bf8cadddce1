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
from notesnlp.readers import LIMITS, list_members, readable, recognised
from notesnlp.report.results import Failure
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
    """

    path: Path
    name: str
    root: Path


class Found(NamedTuple):
    """What lies below the folders: notes by name, files that are none, and what cannot be reached."""

    notes: list[Note]
    ignored: list[Path]
    failures: list[Failure]


def find_notes(folders: Sequence[Path], limits: Limits = LIMITS) -> Found:
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
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(
                "there is no such folder", path=folder, remedy="name an existing folder"
            )
    found = Found([], [], [])
    seen: set[Path] = set()
    leads = _leads(folders)
    walk = Walk(limits, tuple(leads), found.failures)
    for home, (folder, lead) in leads.items():
        for path in walk.files(folder):
            below = path.relative_to(folder)
            if home / below in seen or path.name.startswith(_NOT_NOTES):
                continue
            seen.add(home / below)
            name = lead + spelt(below)
            if path.name in ROSTER_FILES | {FILE_NAME}:
                continue
            if path.suffix.lower() == ".zip":
                _look_into(path, name, folder, limits, found)
            elif path.suffix.lower() in _TABLES:
                found.ignored.append(path)
            elif readable(path) or path.suffix.lower() in _DOCUMENTS or recognised(path, limits):
                found.notes.append(Note(path, name, folder))
            else:
                found.ignored.append(path)
    return Found(
        sorted(found.notes, key=lambda note: note.name), sorted(found.ignored), found.failures
    )


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
        if readable(path) or path.suffix.lower() in _DOCUMENTS:
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
