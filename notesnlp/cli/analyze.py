"""`notesnlp analyze`: from folders of notes to a folder of results."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from notesnlp.cli.options import LEDGER_FILE, LEDGER_VARIABLE, day, settings_for, without_password
from notesnlp.cli.progress import show_progress

if TYPE_CHECKING:
    from notesnlp.model.meeting import Meeting
    from notesnlp.report.sections import News

SOME_UNREADABLE = 3
NOTHING_ANALYSED = 4


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
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
    default=1,
    show_default=True,
    type=click.IntRange(1, 256),
    help="Processes; the results do not depend on their number.",
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
    "--redact",
    is_flag=True,
    help="Pseudonyms for names, mails, phones, ids and addresses in everything that is written.",
)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    folders: tuple[Path, ...],
    out: Path,
    workers: int,
    since: dt.date | None,
    today: dt.date | None,
    ledger: str | None,
    redact: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read every meeting below FOLDERS and write findings, tables and reports.

    Notes are files that end in .txt .text .md .markdown .vtt .srt .sbv .docx .docm .dotx .pdf .eml
    .msg .html .htm .xhtml .json .csv .tsv, others whose content shows what they are, and .zip
    archives of these.

    Exit code 0: done; 3: done, but some files could not be read; 4: nothing could be analysed.
    """
    from notesnlp.report.output import check_out, counts, last_run, save_run
    from notesnlp.run.folder import run_folders

    started = time.perf_counter()
    settings = settings_for(folders[0], since=since, today=today)
    if redact:
        settings = settings.redacting()
    check_out(out, redacted=settings.redaction.on)
    with show_progress(quiet=quiet or as_json) as progress:
        run = run_folders(
            folders,
            settings,
            workers=workers,
            progress=progress,
            ledger=ledger or out / LEDGER_FILE,
        )
    seconds = {"analyse_s": time.perf_counter() - started}
    for failure in run.results.failures:
        _warn(failure.path, failure.reason, failure.place, failure.remedy)
    if not quiet:
        for meeting in run.results.meetings:
            _tell_left_out(meeting)
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
    view = save_run(
        run.results,
        out,
        settings=run.settings,
        ignored=run.ignored,
        earlier=run.earlier,
        folders=run.folders,
        workers=workers,
        seconds=seconds,
        ledger=run.ledger,
        news=_news(ledger or out / LEDGER_FILE, last_run(out)) if run.ledger else None,
    )
    if as_json:
        click.echo(json.dumps(counts(run.results, run.ignored, run.earlier)))
    elif not quiet:
        from notesnlp.cli.summary import print_summary

        print_summary(view, out)
    return SOME_UNREADABLE if run.results.failures else 0


def _news(ledger: str | Path, last: str | None) -> News | None:
    """What changed since the run that `OUT` held before; None where it held none."""
    if last is None:
        return None
    from notesnlp.delivery.news import news_since
    from notesnlp.ledger import open_ledger
    from notesnlp.report.scope import Scope

    return news_since(open_ledger(ledger), last, Scope())


def _warn(path: str, reason: str, place: str | None, remedy: str | None) -> None:
    where = f"{path}, {place}" if place else path
    _echo(f"not read: {where}: {reason}" + (f" ({remedy})" if remedy else ""))


def _tell_left_out(meeting: Meeting) -> None:
    """What a file holds that was not read, or was read and not judged."""
    from notesnlp.language.identify import LANGUAGES

    for warning in meeting.reading.warnings if meeting.reading else ():
        _echo(f"partly read: {meeting.name}: {warning}")
    for code, size in meeting.languages.items():
        _echo(
            f"not judged: {meeting.name}: {size:,} characters of {LANGUAGES[code]}, "
            "and the models know English only"
        )


def _echo(line: str) -> None:
    """Print one line to the standard error; a file's name may hold line breaks and worse."""
    click.echo("".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in line), err=True)
