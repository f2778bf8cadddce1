"""`notesnlp analyze`: from folders of notes to a folder of results."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import click

from notesnlp.cli.begin import Folder, begin
from notesnlp.cli.options import LEDGER_FILE, LEDGER_VARIABLE, day, without_password
from notesnlp.cli.progress import show_progress
from notesnlp.cli.told import tell_left_out, tell_unchanged, warn
from notesnlp.language.lean import leave_torch_out

SOME_UNREADABLE = 3
NOTHING_ANALYSED = 4


@click.command()
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option(
    "-o",
    "--out",
    default="notesnlp-out",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder for the results.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="Processes, each with one core; by default all cores. The results do not depend on it.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="A dask scheduler to work on instead (tcp://host:8786), or local:N.",
)
@click.option(
    "--since", callback=day, metavar="DATE", help="Leave out meetings before this day (2016-03-08)."
)
@click.option(
    "--today",
    callback=day,
    metavar="DATE",
    help="The day against which dates are late; the newest meeting's by default.",
)
@click.option(
    "--ledger",
    metavar="URL",
    envvar=LEDGER_VARIABLE,
    callback=without_password,
    help="Where to remember: a file, or postgresql://user@host/database; OUT/ledger.db by default.",
)
@click.option(
    "--resume/--fresh",
    default=True,
    help="Use what an earlier run, finished or not, has read of unchanged files; or read all anew.",
)
@click.option(
    "--no-cache", is_flag=True, help="Neither use what earlier runs have read, nor keep it."
)
@click.option(
    "--redact",
    is_flag=True,
    help="Pseudonyms for names, mails, phones, ids and addresses in everything that is written.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    folders: tuple[Path | str, ...],
    out: Path,
    workers: int | None,
    cluster: str | None,
    since: dt.date | None,
    today: dt.date | None,
    ledger: str | None,
    resume: bool,
    no_cache: bool,
    redact: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read every meeting below FOLDERS and write findings, tables and reports.

    Notes are files that end in .txt .text .md .markdown .vtt .srt .sbv .docx .docm .dotx .pdf .eml
    .msg .html .htm .xhtml .json .csv .tsv, others whose content shows what they are, and .zip
    archives of these. A folder may be the URL of one, such as s3://bucket/notes.

    What was read of a file is kept in OUT/.cache and used until the file changes: after an
    interrupt the same command goes on where it stopped.

    Exit code 0: done; 3: done, but some files could not be read; 4: nothing could be analysed.
    """
    started = time.perf_counter()
    leave_torch_out()
    from notesnlp.run.gather import Survey
    from notesnlp.run.unchanged import inputs, written_before

    places, settings, shelf = begin(
        folders, out, since=since, today=today, redact=redact, kept=not no_cache, fresh=not resume
    )
    where = ledger or out / LEDGER_FILE
    survey = Survey(places, settings, shelf)
    if resume and not settings.redaction.on:
        before = written_before(out, inputs(survey.stamp, settings, folders, where))
        if before:
            tell_unchanged(before, out, quiet=quiet, as_json=as_json)
            return SOME_UNREADABLE if before["failures"] else 0
    from notesnlp.delivery.news import news_of_run
    from notesnlp.ledger import open_ledger
    from notesnlp.report.about import about_file, counts, last_run
    from notesnlp.report.output import check_out, save_run
    from notesnlp.run.engines.here import cores
    from notesnlp.run.folder import run_folders

    check_out(out, redacted=settings.redaction.on)
    try:
        with show_progress(quiet=quiet or as_json) as progress:
            run = run_folders(
                places,
                settings,
                workers=workers,
                cluster=cluster,
                progress=progress,
                ledger=where,
                shelf=shelf,
                survey=survey,
            )
    except KeyboardInterrupt:
        if shelf.folder:
            click.echo("what was read is kept: the same command goes on from there", err=True)
        raise
    seconds = {"analyse_s": time.perf_counter() - started}
    for failure in run.results.failures:
        warn(failure.path, failure.reason, failure.place, failure.remedy)
    if not run.results.meetings:
        if run.earlier:
            click.echo(
                f"notesnlp: all {len(run.earlier)} meetings are before {run.settings.since}",
                err=True,
            )
        elif not run.results.failures:
            click.echo(
                f"notesnlp: no notes below {', '.join(map(str, folders))} (known endings: see notesnlp analyze --help)",
                err=True,
            )
        return NOTHING_ANALYSED
    if not quiet:
        for meeting in run.results.meetings:
            tell_left_out(about_file(meeting))
    news = news_of_run(open_ledger(where), last_run(out)) if run.ledger else None
    view = save_run(
        run.results,
        out,
        settings=run.settings,
        ignored=run.ignored,
        earlier=run.earlier,
        folders=run.folders,
        workers=workers or cores(),
        seconds=seconds,
        ledger=run.ledger,
        news=news,
        made_from=inputs(run.stamp, settings, folders, where),
        reused=run.reused,
    )
    if as_json:
        click.echo(json.dumps(counts(run.results, run.ignored, run.earlier)))
    elif not quiet:
        from notesnlp.cli.summary import print_summary

        print_summary(view, out)
    shelf.tidy(settings.cache.megabytes)
    return SOME_UNREADABLE if run.results.failures else 0
