"""All notes below the folders, each analysed now or found as an earlier run has kept it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.errors import ReadError
from notesnlp.model.meeting import Speaker
from notesnlp.report.results import Failure
from notesnlp.run.discover import Note, RosterTree, content_of, find_notes
from notesnlp.run.engines import choose
from notesnlp.run.keys import Keys, content_hash, digest
from notesnlp.run.meetings import Kept
from notesnlp.run.packed import Packed
from notesnlp.run.remote import Mirror
from notesnlp.run.shelf import Shelf
from notesnlp.run.work import Done, Job

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the last."""


@dataclass(slots=True)
class Gathered:
    """What lies below the folders.

    Attributes:
        notes: by name.
        ignored: files that no reader takes.
        failures: files and folders that could not be read.
        kept: analyses by the numbers of their notes, in that order.
        earlier: meetings left out because they were before `settings.since`.
        reused: how many analyses an earlier run has left.
    """

    notes: list[Note]
    ignored: list[Path]
    failures: list[Failure]
    kept: list[Kept] = field(default_factory=list)
    earlier: list[Kept] = field(default_factory=list)
    reused: int = 0


class Survey:
    """What there is to do below the folders, before it is done.

    Args:
        folders: to look into, and folders that lie elsewhere.
        settings: of the run.
        shelf: that keeps analyses.

    Raises:
        ConfigError: a folder is missing, or a roster is wrong.
        ModelError: models are missing.
    """

    def __init__(self, folders: Sequence[Path | Mirror], settings: Settings, shelf: Shelf) -> None:
        self._settings = settings
        self._shelf = shelf
        self._keys = Keys(settings)
        notes, ignored, failures = find_notes(folders, settings.limits)
        self.gathered = Gathered(notes, ignored, failures)
        self._out_of_reach = tuple(failures)
        rosters = RosterTree()
        self._rosters = [rosters.of(note) for note in notes]
        self._found: list[str | Failure | None] = [None] * len(notes)
        self._refused: list[tuple[str, Packed]] = []
        self.jobs: list[Job] = []
        """The files of which nothing is kept."""
        for number, note in enumerate(notes):
            self._look_up(number, note)

    @property
    def stamp(self) -> str | None:
        """What tells whether anything has changed since an earlier run; None where files are to be read."""
        if self.jobs:
            return None
        return digest(
            *(item if isinstance(item, str) else repr(item) for item in self._found),
            *map(repr, self._out_of_reach),
            *map(str, self.gathered.ignored),
        )

    @property
    def people(self) -> list[Speaker]:
        """Everybody on a roster, of files that cannot be read too."""
        lists = {id(rosters.people): rosters.people for rosters in self._rosters}
        return [person for people in lists.values() for person in people]

    def gather(
        self, *, workers: int | None, cluster: str | None, progress: Progress | None
    ) -> Gathered:
        """Do what is to be done.

        Args:
            workers: processes, see `engines.choose`.
            cluster: address of one.
            progress: called after each file.

        Raises:
            EngineError: processes or the cluster cannot be used.
            ModelError: models are damaged.
        """
        notes, total = self.gathered.notes, len(self.gathered.notes)
        waiting = {job.number for job in self.jobs}
        done = 0
        for number in range(total):
            if number not in waiting:
                done += 1
                if progress:
                    progress(done, total, notes[number].name)
        self.gathered.reused = done
        for result in choose(self.jobs, self._settings, workers=workers, cluster=cluster):
            self._take(result)
            done += 1
            if progress:
                progress(done, total, notes[result.number].name)
        self.jobs = []
        self._sort_out()
        return self.gathered

    def _look_up(self, number: int, note: Note) -> None:
        try:
            content, size = self._content(note)
        except ReadError as error:
            self._found[number] = Failure(note.name, error.reason, error.place, error.remedy)
            return
        if content:
            key = self._keys.of(note, content, self._rosters[number])
            packed = self._shelf.get(key)
            if packed:
                self._found[number] = packed.failure or key
                return
        self.jobs.append(Job(number, note, self._rosters[number], size))

    def _content(self, note: Note) -> tuple[str | None, int]:
        """The hash of a file's content, None where it would have to be fetched for it; and its bytes."""
        if note.url and note.version:
            return self._shelf.content_of(digest(note.version)), note.size
        data = content_of(note, self._settings.limits)
        return content_hash(data), len(data)

    def _take(self, done: Done) -> None:
        packed = Packed(done.data)
        note = self.gathered.notes[done.number]
        self._found[done.number] = packed.failure or done.key
        if done.key is None:
            return  # another run may read what this one could not
        if packed.failure:
            self._refused.append((done.key, packed))
        else:
            self._shelf.put(done.key, packed)
        if note.version and done.content:
            self._shelf.note_content(digest(note.version), done.content, done.key)

    def _sort_out(self) -> None:
        since = self._settings.since
        for note, rosters, found in zip(
            self.gathered.notes, self._rosters, self._found, strict=True
        ):
            if isinstance(found, Failure):
                self.gathered.failures.append(found)
                continue
            if found is None:
                continue
            packed = self._shelf.get(found) if since else None
            early = since and packed and packed.date and packed.date < since
            into = self.gathered.earlier if early else self.gathered.kept
            into.append(Kept(note.name, found, rosters.people))
        if self.gathered.kept:  # a run without a meeting leaves nothing behind
            for key, packed in self._refused:
                self._shelf.put(key, packed)
