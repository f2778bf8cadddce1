"""Which files below the folders are notes, and which rosters hold for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from notesnlp.errors import ConfigError
from notesnlp.metadata import Rosters, load_rosters
from notesnlp.metadata.rosters import MeetingEntry
from notesnlp.model.meeting import Speaker
from notesnlp.readers import readable

_NOT_NOTES = ("README", "LICENSE", "LICENCE", "SOURCE", "CHANGELOG")
"""Names that files about a folder begin with."""


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


def find_notes(folders: Sequence[Path]) -> tuple[list[Note], list[Path]]:
    """All files of notes below `folders` by name, and the files that no reader takes.

    Hidden files and folders are left out, and files about the folder such as README. With
    several folders the names begin with the folder's own.

    Raises:
        ConfigError: a folder does not exist.
    """
    notes: list[Note] = []
    others: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(
                "there is no such folder", path=folder, remedy="name an existing folder"
            )
        for path in _files(folder):
            below = path.relative_to(folder).as_posix()
            if not readable(path):
                others.append(path)
                continue
            name = f"{folder.resolve().name}/{below}" if len(folders) > 1 else below
            notes.append(Note(path, name, folder))
    return sorted(notes, key=lambda note: note.name), sorted(others)


def _files(folder: Path) -> Iterable[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and not path.name.startswith(_NOT_NOTES):
            yield path


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
