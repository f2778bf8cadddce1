"""A folder: every meeting below it, then themes and follow-ups over all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notesnlp.catalogue import own_events
from notesnlp.config import Settings, load_settings
from notesnlp.conversation import Conversation
from notesnlp.embed.store import default_models
from notesnlp.errors import ConfigError
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting
from notesnlp.redaction import open_pseudonyms
from notesnlp.report.results import Failure, Results
from notesnlp.run.engines.here import cores
from notesnlp.run.gather import Progress, Survey
from notesnlp.run.hide import ledger_place
from notesnlp.run.meetings import Meetings, all_traces
from notesnlp.run.memory import Memory
from notesnlp.run.pipeline import load_base
from notesnlp.run.portfolio import Portfolio
from notesnlp.run.ready import as_it_is, under_pseudonyms
from notesnlp.run.remote import Mirror, is_url
from notesnlp.run.shelf import Shelf
from notesnlp.run.traces import AllTraces
from notesnlp.themes import build_themes
from notesnlp.themes.edits import Regrouping
from notesnlp.themes.space import load_projection
from notesnlp.tracking import link_followups


@dataclass(frozen=True, slots=True)
class Run:
    """A run and what it left aside.

    Attributes:
        results: meetings, findings, themes, items, failures.
        settings: in force.
        ignored: files that no reader takes.
        earlier: meetings left out because they were before `settings.since`.
        ledger: where it was remembered, without a password; None where it was not.
        folders: that were looked into, or their URLs.
        stamp: what tells whether another run would find the same, but for the ledger; None in a
            redacted run.
        reused: of the files, those whose analysis an earlier run had left.
    """

    results: Results
    settings: Settings
    ignored: tuple[Path, ...] = ()
    earlier: tuple[str, ...] = ()
    ledger: str | None = None
    folders: tuple[Path | str, ...] = ()
    stamp: str | None = None
    reused: int = 0


def analyze_folder(
    *folders: Path | str,
    settings: Settings | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
    ledger: Path | str | None = None,
    cache: Path | str | None = None,
) -> Portfolio:
    """Analyse every meeting below `folders`.

    Args:
        folders: one or more, or URLs of folders in a storage (``s3://bucket/notes``).
        settings: `notesnlp.toml` of the first folder where none are given.
        workers: processes, each with one core; all cores by default, in one process where there is
            little to read. The results are the same whatever their number.
        cluster: address of a dask scheduler instead, or ``local:N``.
        progress: called after each file.
        ledger: path or URL of the ledger in which it is remembered, and whose decisions hold.
        cache: folder in which analyses are kept and found again; None keeps nothing, and so does
            a run that redacts.

    Raises:
        ConfigError: a folder is missing, settings or rosters are wrong.
        ModelError: models are missing or damaged.
        LedgerError: the ledger cannot be opened, another run writes for too long, or it remembers
            meetings with their names where this run redacts, or the other way round.
        EngineError: processes or the cluster cannot be used.
    """
    paths = [Mirror(str(item)) if is_url(item) else Path(item) for item in folders]
    if not paths:
        raise ConfigError("no folder was given", remedy="name at least one folder of notes")
    first = paths[0]
    chosen = settings or load_settings(first.folder if isinstance(first, Mirror) else first)
    run = run_folders(
        paths,
        chosen,
        workers=workers,
        cluster=cluster,
        progress=progress,
        ledger=ledger,
        shelf=Shelf(Path(cache) if cache and not chosen.redaction.on else None),
    )
    return Portfolio(run.results)


def run_folders(
    folders: Sequence[Path | Mirror],
    settings: Settings,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
    ledger: Path | str | None = None,
    shelf: Shelf | None = None,
    survey: Survey | None = None,
) -> Run:
    """The run behind `analyze_folder`, with what it left aside.

    Args:
        folders: as there, those that lie elsewhere mirrored.
        settings: of the run.
        workers: as there.
        cluster: as there.
        progress: as there.
        ledger: as there.
        shelf: that keeps analyses, a temporary one by default; what it keeps is needed as long as
            the results, and holds names in a redacted run too.
        survey: of these folders, where one was made already.
    """
    own_events(settings)  # wrong ones are told before anything is read
    pseudonyms = open_pseudonyms(settings.redaction.key_file) if settings.redaction.on else None
    place = ledger_place(settings.ledger.place, pseudonyms) if pseudonyms else None
    memory = Memory(ledger, settings, redacted=place)
    shelf = shelf or Shelf()
    survey = survey or Survey(folders, settings, shelf)
    shown = _nameless(progress) if progress and pseudonyms else progress
    gathered = survey.gather(workers=workers, cluster=cluster, progress=shown)
    stamp = survey.stamp
    meetings = Meetings(shelf, gathered.kept)
    places = [item.url if isinstance(item, Mirror) else item for item in folders]
    if pseudonyms:
        ready = under_pseudonyms(
            gathered, meetings, places, settings,
            shelf=shelf, people=survey.people, pseudonyms=pseudonyms,
        )  # fmt: skip
        traces = None
    else:
        ready = as_it_is(gathered, meetings, places, settings)
        encoder = load_base(settings.models or default_models(), workers or cores())
        traces = all_traces(meetings, encoder)
    decided = memory.remember(ready.meetings, ready.findings, ready.notes, folders)
    results = assemble(
        ready.meetings,
        decided,
        ready.failures,
        settings,
        edits=memory.regroupings(),
        traces=traces,
        conversations=ready.conversations,
        threads=workers or cores(),
    )
    return Run(
        memory.settle(results),
        ready.settings,
        tuple(ready.ignored),
        tuple(ready.earlier),
        memory.name,
        tuple(ready.folders),
        None if pseudonyms else stamp,
        gathered.reused,
    )


def _nameless(progress: Progress) -> Progress:
    """The same without the names of files, which may be people's."""
    return lambda done, total, _: progress(done, total, "")


def assemble(
    meetings: Sequence[Meeting],
    findings: Sequence[Finding],
    failures: Sequence[Failure],
    settings: Settings,
    *,
    edits: Sequence[Regrouping] = (),
    traces: AllTraces | None = None,
    conversations: Sequence[Conversation] = (),
    threads: int = 1,
) -> Results:
    """Results with themes, grouped as people's `edits` say, and follow-ups over all meetings.

    Args:
        meetings: of the run.
        findings: of them, as people decided on them.
        failures: what could not be read.
        settings: of the run.
        edits: what people said about the grouping.
        traces: what the meetings have left for it, where they have.
        conversations: how each meeting went, in their order.
        threads: cores that may be used.
    """
    today = settings.today or max((item.date for item in meetings if item.date), default=None)
    models = settings.models or default_models()
    encoder = load_base(models, threads)
    known = traces or AllTraces(meetings, encoder)
    built = build_themes(
        findings, meetings, encoder, load_projection(models),
        today=today, weights=settings.priority, edits=edits, passages=known.passages,
        phrases=known.phrases,
    )  # fmt: skip
    linked, items = link_followups(
        built.findings, meetings, encoder, today=today, passages=known.passages,
        closings=traces.closings if traces else None,
    )  # fmt: skip
    return Results(
        meetings=meetings,
        findings=tuple(linked),
        themes=built.themes,
        items=tuple(items),
        failures=tuple(failures),
        today=today,
        own_events=own_events(settings),
        conversations=tuple(conversations),
        alike=built.alike,
    )
