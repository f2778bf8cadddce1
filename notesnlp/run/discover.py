"""Which files below the folders are notes, and which rosters hold for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from notesnlp.config import FILE_NAME
from notesnlp.errors import ConfigError
from notesnlp.metadata import Rosters, load_rosters
from notesnlp.metadata.rosters import ROSTER_FILES, MeetingEntry
from notesnlp.model.meeting import Speaker
from notesnlp.readers import readable
from notesnlp.report.results import holds_results

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

    Hidden files and folders are left out, files about the folder such as README, and folders
    that an earlier run has written. With several folders the names begin with the folder's own,
    or with as much of its path as tells it from the others; a file below two of them counts once.

    Raises:
        ConfigError: a folder does not exist.
    """
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(
                "there is no such folder", path=folder, remedy="name an existing folder"
            )
    notes: list[Note] = []
    others: list[Path] = []
    seen: set[Path] = set()
    for home, (folder, lead) in _leads(folders).items():
        for path in _files(folder):
            below = path.relative_to(folder)
            if home / below in seen:
                continue
            seen.add(home / below)
            if readable(path):
                notes.append(Note(path, lead + _spelt(below), folder))
            elif path.name not in ROSTER_FILES | {FILE_NAME}:
                others.append(path)
    return sorted(notes, key=lambda note: note.name), sorted(others)


def _leads(folders: Sequence[Path]) -> dict[Path, tuple[Path, str]]:
    """Each folder's whole path, with the folder as given and what its names begin with."""
    given = {folder.resolve(): folder for folder in reversed(folders)}
    homes = list(dict.fromkeys(folder.resolve() for folder in folders))
    length = 0 if len(homes) == 1 else 1
    while len({home.parts[-length:] for home in homes}) < len(homes):
        length += 1
    return {
        home: (given[home], _spelt(Path(*home.parts[-length:])) + "/" if length else "")
        for home in homes
    }


def _spelt(path: Path) -> str:
    """`path` with forward slashes; bytes of a name that are no UTF-8 become question marks."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files(folder: Path) -> Iterable[Path]:
    written: dict[Path, bool] = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        broken = path.is_symlink() and not path.exists()  # read all the same, and so named
        if hidden or not (path.is_file() or broken) or path.name.startswith(_NOT_NOTES):
            continue
        if path.parent not in written:
            written[path.parent] = holds_results(path.parent)
        if not written[path.parent]:
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
