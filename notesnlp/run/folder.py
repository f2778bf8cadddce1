"""A folder: every meeting below it, by one process or several, then themes and follow-ups over all."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from notesnlp.catalogue import own_events
from notesnlp.config import Settings, load_settings
from notesnlp.embed import load_encoder
from notesnlp.embed.store import MODELS, default_models, read_manifest
from notesnlp.errors import ConfigError, NotesError
from notesnlp.metadata import Rosters
from notesnlp.model.meeting import Meeting
from notesnlp.redaction import find_personal, open_pseudonyms
from notesnlp.report.results import Failure, Results
from notesnlp.run.discover import Note, RosterTree, find_notes
from notesnlp.run.hide import Parts, hide, ledger_place, told_settings
from notesnlp.run.memory import Memory
from notesnlp.run.pipeline import Analysis, Pipeline, read
from notesnlp.run.portfolio import Portfolio
from notesnlp.themes import build_themes
from notesnlp.themes.edits import Regrouping
from notesnlp.themes.space import load_projection
from notesnlp.tracking import link_followups

Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the last."""

Outcome = Analysis | Failure


@dataclass(frozen=True, slots=True)
class Run:
    """A run and what it left aside.

    Attributes:
        results: meetings, findings, themes, items, failures.
        settings: in force.
        ignored: files that no reader takes.
        earlier: meetings left out because they were before `settings.since`.
        ledger: where it was remembered, without a password; None where it was not.
        folders: that were looked into.
    """

    results: Results
    settings: Settings
    ignored: tuple[Path, ...] = ()
    earlier: tuple[str, ...] = field(default=())
    ledger: str | None = None
    folders: tuple[Path, ...] = ()


def analyze_folder(
    *folders: Path | str,
    settings: Settings | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    ledger: Path | str | None = None,
) -> Portfolio:
    """Analyse every meeting below `folders`.

    Args:
        folders: one or more.
        settings: `notesnlp.toml` of the first folder where none are given.
        workers: processes; the results are the same whatever their number.
        progress: called after each file.
        ledger: path or URL of the ledger in which it is remembered, and whose decisions hold.

    Raises:
        ConfigError: a folder is missing, settings or rosters are wrong.
        ModelError: models are missing or damaged.
        LedgerError: the ledger cannot be opened, another run writes for too long, or it remembers
            meetings with their names where this run redacts, or the other way round.
    """
    paths = [Path(folder) for folder in folders]
    if not paths:
        raise ConfigError("no folder was given", remedy="name at least one folder of notes")
    chosen = settings or load_settings(paths[0])
    run = run_folders(paths, chosen, workers=workers, progress=progress, ledger=ledger)
    return Portfolio(run.results)


def run_folders(
    folders: Sequence[Path],
    settings: Settings,
    *,
    workers: int = 1,
    progress: Progress | None = None,
    ledger: Path | str | None = None,
) -> Run:
    """The run behind `analyze_folder`, with what it left aside."""
    own_events(settings)  # wrong ones are told before anything is read
    pseudonyms = open_pseudonyms(settings.redaction.key_file) if settings.redaction.on else None
    place = ledger_place(settings.ledger.place, pseudonyms) if pseudonyms else None
    memory = Memory(ledger, settings, redacted=place)
    notes, ignored, failures = find_notes(folders, settings.limits)
    rosters = RosterTree()
    jobs = [(note, rosters.of(note)) for note in notes]
    analyses, earlier = [], []
    for done, outcome in enumerate(_outcomes(jobs, settings, workers), 1):
        if isinstance(outcome, Failure):
            failures.append(outcome)
        elif _is_earlier(outcome.meeting, settings.since):
            earlier.append(outcome)
        else:
            analyses.append(outcome)
        if progress:
            progress(done, len(notes), "" if pseudonyms else notes[done - 1].name)
    parts, told = Parts(analyses, earlier, notes, failures, ignored, folders), settings
    if pseudonyms:
        people = (person for _, known in jobs for person in known.people)
        parts, cast = hide(parts, people, settings, pseudonyms)
        told = told_settings(settings, cast)
    remembered = memory.remember(parts.analyses, parts.notes, folders)
    edits = memory.regroupings()
    results = memory.settle(assemble(remembered, parts.failures, settings, edits=edits))
    names = tuple(item.meeting.name for item in parts.earlier)
    return Run(
        results, told, tuple(parts.ignored), names, memory.name, folders=tuple(parts.folders)
    )


def assemble(
    analyses: Sequence[Analysis],
    failures: Sequence[Failure],
    settings: Settings,
    *,
    edits: Sequence[Regrouping] = (),
) -> Results:
    """Results with themes, grouped as people's `edits` say, and follow-ups over all meetings."""
    meetings = [analysis.meeting for analysis in analyses]
    findings = [finding for analysis in analyses for finding in analysis.findings]
    today = settings.today or max(
        (meeting.date for meeting in meetings if meeting.date), default=None
    )
    models = settings.models or default_models()
    encoder = load_encoder(models, threads=_threads())
    built = build_themes(
        findings, meetings, encoder, load_projection(models),
        today=today, weights=settings.priority, edits=edits,
    )  # fmt: skip
    linked, items = link_followups(built.findings, meetings, encoder, today=today)
    return Results(
        meetings=tuple(meetings),
        findings=tuple(linked),
        themes=built.themes,
        items=tuple(items),
        failures=tuple(failures),
        today=today,
        own_events=own_events(settings),
        conversations=tuple(item.conversation for item in analyses if item.conversation),
        alike=built.alike,
    )


Job = tuple[Note, Rosters]


def _outcomes(jobs: Sequence[Job], settings: Settings, workers: int) -> Iterator[Outcome]:
    """The outcome of every job, in their order."""
    if workers <= 1 or len(jobs) < 2:
        pipeline = Pipeline(settings, threads=_threads())
        yield from (_analyze(job, pipeline) for job in jobs)
        return
    models = settings.models or default_models()
    for name in MODELS:
        read_manifest(models / name)  # a worker that cannot start cannot say why
    with ProcessPoolExecutor(
        max_workers=min(workers, len(jobs)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_worker,
        initargs=(settings,),
    ) as pool:
        yield from pool.map(_work, jobs)


_pipeline: Pipeline | None = None
"""The pipeline of a worker process, loaded once."""


def _begin_worker(settings: Settings) -> None:
    global _pipeline
    _pipeline = Pipeline(settings, threads=1)


def _work(job: Job) -> Outcome:
    if _pipeline is None:
        raise RuntimeError("the worker was not set up")
    return _analyze(job, _pipeline)


def _analyze(job: Job, pipeline: Pipeline) -> Outcome:
    """One file, or why it could not be analysed: nothing else is lost by it."""
    note, rosters = job
    try:
        meeting = read(note.path, pipeline.settings, name=note.name, rosters=rosters)
        redaction = pipeline.settings.redaction
        personal = find_personal(meeting, redaction) if redaction.on else None
        return replace(pipeline.analyze(meeting), personal=personal)
    except NotesError as error:
        return Failure(note.name, error.reason, error.place, error.remedy)
    except Exception as error:  # a fault of ours must not cost the other files
        return Failure(
            note.name,
            f"unexpected {type(error).__name__}: {error}",
            remedy="please report this with the file, if it may be shared",
        )


def _is_earlier(meeting: Meeting, since: dt.date | None) -> bool:
    return bool(since and meeting.date and meeting.date < since)


def _threads() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
