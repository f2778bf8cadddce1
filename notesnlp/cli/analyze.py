"""`notesnlp analyze`: from folders of notes to a folder of results."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from notesnlp.cli.options import LEDGER_FILE, day, settings_for
from notesnlp.cli.progress import show_progress
from notesnlp.language.lean import leave_torch_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notesnlp.run.remote import Mirror
    from notesnlp.run.shelf import Shelf

SOME_UNREADABLE = 3
NOTHING_ANALYSED = 4


class _Folder(click.ParamType["Path | str"]):
    """A folder, or the URL of one in a storage."""

    name = "folder"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | str:
        return value if "://" in str(value) else Path(value)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=_Folder())
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
    envvar="NOTESNLP_LEDGER",
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
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    folders: tuple[Path | str, ...],
    out: Path,
    workers: int,
    cluster: str | None,
    since: dt.date | None,
    today: dt.date | None,
    ledger: str | None,
    resume: bool,
    no_cache: bool,
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
    from notesnlp.run.shelf import FOLDER, Shelf
    from notesnlp.run.unchanged import inputs, written_before

    shelf = Shelf(None if no_cache else out / FOLDER, fresh=not resume)
    places = _located(folders, shelf)
    first = places[0]
    settings = settings_for(
        first if isinstance(first, Path) else first.folder, since=since, today=today
    )
    where = ledger or out / LEDGER_FILE
    survey = Survey(places, settings, shelf)
    before = written_before(out, inputs(survey.stamp, settings, folders, where)) if resume else None
    if before:
        return _tell_unchanged(before, out, quiet=quiet, as_json=as_json)
    from notesnlp.report.output import about_file, check_out, counts, save_run
    from notesnlp.run.folder import run_folders

    check_out(out)
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
        if not no_cache:
            click.echo("what was read is kept: the same command goes on from there", err=True)
        raise
    seconds = {"analyse_s": time.perf_counter() - started}
    for failure in run.results.failures:
        _warn(failure.path, failure.reason, failure.place, failure.remedy)
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
            _tell_left_out(about_file(meeting))
    told = save_run(
        run.results,
        out,
        settings=run.settings,
        ignored=run.ignored,
        earlier=run.earlier,
        folders=folders,
        workers=workers,
        seconds=seconds,
        ledger=run.ledger,
        made_from=inputs(run.stamp, settings, folders, where),
        reused=run.reused,
    )
    if as_json:
        click.echo(json.dumps(counts(run.results, run.ignored, run.earlier)))
    elif not quiet:
        from notesnlp.cli.summary import print_told

        print_told(told, out)
    shelf.tidy(settings.cache.megabytes)
    return SOME_UNREADABLE if run.results.failures else 0


def _located(folders: tuple[Path | str, ...], shelf: Shelf) -> list[Path | Mirror]:
    """The folders, and what is known here of those that lie elsewhere."""
    from notesnlp.run.remote import Mirror

    return [
        Mirror(item, shelf.folder / "remote") if isinstance(item, str) else item for item in folders
    ]


def _tell_unchanged(about: Mapping[str, Any], out: Path, *, quiet: bool, as_json: bool) -> int:
    """Say again what the run in `out` said, and that nothing has changed since."""
    for failure in about["failures"]:
        _warn(**failure)
    if as_json:
        click.echo(json.dumps(about["counts"]))
    elif not quiet:
        for file in about["files"]:
            _tell_left_out(file)
        from notesnlp.cli.summary import print_told

        print_told(about["unchanged"]["summary"], out)
        click.echo(f"Nothing has changed since {about['written']}; nothing was written.")
    return SOME_UNREADABLE if about["failures"] else 0


def _warn(path: str, reason: str, place: str | None, remedy: str | None) -> None:
    where = f"{path}, {place}" if place else path
    _echo(f"not read: {where}: {reason}" + (f" ({remedy})" if remedy else ""))


def _tell_left_out(file: Mapping[str, Any]) -> None:
    """What a file holds that was not read, or was read and not judged, as `run.json` tells it."""
    for warning in file["warnings"]:
        _echo(f"partly read: {file['file']}: {warning}")
    if file["not_judged"]:
        from notesnlp.language.identify import LANGUAGES

        for code, size in file["not_judged"].items():
            _echo(
                f"not judged: {file['file']}: {size:,} characters of {LANGUAGES[code]}, "
                "and the models know English only"
            )


def _echo(line: str) -> None:
    """Print one line to the standard error; a file's name may hold line breaks and worse."""
    click.echo("".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in line), err=True)
