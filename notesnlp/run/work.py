"""The work on one file, wherever it is done: in this process, another, or on another machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from notesnlp.config import Settings
from notesnlp.errors import NotesError
from notesnlp.metadata import Rosters
from notesnlp.model.meeting import Meeting
from notesnlp.redaction import find_personal
from notesnlp.report.results import Failure
from notesnlp.run.discover import Note, content_of
from notesnlp.run.keys import Keys, content_hash
from notesnlp.run.packed import pack_analysis, pack_failure
from notesnlp.run.pipeline import Analysis, Pipeline, read
from notesnlp.run.traces import NO_TRACES, Traces


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be analysed.

    Attributes:
        number: its place among the notes of the run.
        note: the file.
        rosters: that hold for it.
        size: bytes, as far as they are known.
    """

    number: int
    note: Note
    rosters: Rosters
    size: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job.

    Attributes:
        number: the job's.
        data: the analysis or failure, packed.
        key: of the analysis; None for what another run may do better.
        content: the hash of the file's content.
    """

    number: int
    data: bytes
    key: str | None = None
    content: str | None = None


class Bench:
    """What works on files in one process; the models are loaded for the first file that needs them.

    Args:
        settings: of the run.
        threads: cores that one file may use.
    """

    def __init__(self, settings: Settings, *, threads: int = 1) -> None:
        self.settings = settings
        self.keys = Keys(settings)
        self._threads = threads

    @cached_property
    def pipeline(self) -> Pipeline:
        """The models.

        Raises:
            ModelError: models are missing or damaged.
        """
        return Pipeline(self.settings, threads=self._threads)

    def do(self, job: Job) -> Done:
        """One file, or why it could not be analysed: nothing else is lost by it."""
        note, rosters = job.note, job.rosters
        key = content = None
        try:
            data = content_of(note, self.settings.limits)
            content = content_hash(data)
            key = self.keys.of(note, content, rosters)
            meeting = read(note.path, self.settings, name=note.name, rosters=rosters, data=data)
        except NotesError as error:
            return Done(job.number, pack_failure(_told(note, error)), key, content)
        except Exception as error:  # a fault of ours must not cost the other files
            return Done(job.number, pack_failure(_unexpected(note, error)))
        pipeline = self.pipeline
        try:
            packed = pack_analysis(*_analysed(meeting, pipeline), roster=bool(rosters.people))
        except NotesError as error:
            return Done(job.number, pack_failure(_told(note, error)))
        except Exception as error:
            return Done(job.number, pack_failure(_unexpected(note, error)))
        return Done(job.number, packed, key, content)


def _analysed(meeting: Meeting, pipeline: Pipeline) -> tuple[Analysis, Traces]:
    """The analysis; in a redacted run with what the meeting names, and without vectors of its words."""
    redaction = pipeline.settings.redaction
    if not redaction.on:
        return pipeline.analyze_with_traces(meeting)
    personal = find_personal(meeting, redaction)
    return replace(pipeline.analyze(meeting), personal=personal), NO_TRACES


def narrowed(job: Job) -> Job:
    """The job with what its file needs of the rosters, to be sent elsewhere."""
    entry = job.rosters.entry(job.note.name)
    meetings = {job.note.name: entry} if entry else {}
    return replace(job, rosters=Rosters(job.rosters.people, meetings))


def lost(job: Job, reason: str, remedy: str) -> Done:
    """What is told of a file that took its worker with it."""
    return Done(job.number, pack_failure(Failure(job.note.name, reason, remedy=remedy)))


def _told(note: Note, error: NotesError) -> Failure:
    return Failure(note.name, error.reason, error.place, error.remedy)


def _unexpected(note: Note, error: Exception) -> Failure:
    return Failure(
        note.name,
        f"unexpected {type(error).__name__}: {error}",
        remedy="please report this with the file, if it may be shared",
    )
