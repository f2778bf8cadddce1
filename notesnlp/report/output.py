"""Everything that a run writes into its output folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from notesnlp.config import LOOKS, MailSettings, Settings
from notesnlp.embed.store import default_models
from notesnlp.errors import ConfigError, OutputError
from notesnlp.metadata.rosters import ROSTER_FILES
from notesnlp.model.finding import SCHEMA
from notesnlp.readers import readable
from notesnlp.report.about import (
    UNCHANGED,
    about_file,
    counts,
    hashes_of,
    is_redacted,
    last_run,
)
from notesnlp.report.calendar import calendar
from notesnlp.report.email import Dress
from notesnlp.report.locales import in_locale
from notesnlp.report.publish import RUN, published
from notesnlp.report.report import Report
from notesnlp.report.results import (
    FINDINGS,
    RESULTS,
    Results,
    holds_results,
    save_results,
    write_bytes,
    write_pieces,
    write_text,
)
from notesnlp.report.sections import News, ReportView
from notesnlp.report.summary import summarise
from notesnlp.report.tables import TABLES, save_tables

TODOS = "dependencies.ics"
_VERSIONED = (
    "spacy", "onnxruntime", "tokenizers", "scikit-learn", "numpy", "usearch", "graspologic-native",
)  # fmt: skip
_UNTOLD = set(MailSettings.model_fields) - LOOKS
"""Settings of the mail that are in no result: servers, and whom reports are for."""
_REPORTS = ("report.html", "report.txt", "report.eml", TODOS)


def save_run(
    results: Results,
    out: Path,
    *,
    settings: Settings,
    folders: Sequence[Path | str],
    ignored: Sequence[Path],
    earlier: Sequence[str],
    workers: int,
    seconds: Mapping[str, float],
    ledger: str | None = None,
    news: News | None = None,
    made_from: str | None = None,
    reused: int = 0,
) -> ReportView:
    """Write findings, tables, reports and `run.json` into `out`, all of them or none.

    Args:
        results: of the run.
        out: the folder.
        settings: in force.
        folders: of the notes.
        ignored: files that no reader takes.
        earlier: meetings before `settings.since`.
        workers: cores that it was allowed to use.
        seconds: what took how long.
        ledger: where it was remembered.
        news: what changed since the run that `out` held before.
        made_from: what tells whether another run would write the same.
        reused: files of which an earlier run has left what was read.

    Returns:
        What the report says.

    Raises:
        OutputError: something cannot be written; `out` is as it was.
    """
    last = last_run(out)
    about = {
        "schema": SCHEMA,
        "written": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
        "last": last.written if last else None,
        "news_since": news.since.isoformat(timespec="milliseconds") if news else None,
        "folders": [str(folder) for folder in folders],
        "versions": {
            "notesnlp": version("notesnlp"),
            "python": platform.python_version(),
            **{name: version(name) for name in _VERSIONED},
        },
        "models": hashes_of(settings.models or default_models()),
        "settings": settings.model_dump(mode="json", exclude={"mail": _UNTOLD}),
        "workers": workers,
        "ledger": ledger,
        "counts": counts(results, ignored, earlier),
        "reused": reused,
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "files": [about_file(meeting) for meeting in results.meetings],
        "failures": [asdict(failure) for failure in results.failures],
        "ignored": [str(path) for path in ignored],
        "before_since": list(earlier),
    }
    with published(out) as stage:
        save_results(results, stage)
        save_tables(results, stage)
        view = save_reports(results, stage, settings.mail, before=out, news=news)
        if made_from:
            about[UNCHANGED] = {
                "made_from": made_from,
                "files": sizes(stage),
                "summary": summarise(view),
            }
        write_text(stage / RUN, json.dumps(about, ensure_ascii=False, indent=1) + "\n")
    return view


def sizes(out: Path) -> dict[str, list[int]]:
    """Size and time of all that a run writes but `run.json`, in bytes and nanoseconds."""
    names = (FINDINGS, RESULTS, *(f"{name}.csv" for name in TABLES), *_REPORTS)
    found = {name: (out / name).stat() for name in names}
    return {name: [about.st_size, about.st_mtime_ns] for name, about in found.items()}


def check_out(out: Path, *, redacted: bool = False) -> None:
    """Refuse a folder that holds notes or rosters: `meetings.csv` would replace a roster there.

    A folder that cannot be written to is told now, not after hours of reading. A redacted run also
    refuses the results of one that was not: of those some would stay, such as reports on parts and
    messages in the outbox.

    Raises:
        ConfigError: it holds some, and no results of an earlier run; or results with names.
        OutputError: nothing can be written there.
    """
    there = next(place for place in (out.absolute(), *out.absolute().parents) if place.exists())
    if there.is_dir() and not os.access(there, os.W_OK | os.X_OK):
        raise OutputError(
            "nothing can be written here", path=there, remedy="choose another folder with -o"
        )
    if not out.is_dir():
        return
    if holds_results(out):
        if redacted and not is_redacted(out):
            raise ConfigError(
                "there are results with names here",
                path=out,
                remedy="choose another folder with -o, or remove this one",
            )
        return
    for path in sorted(out.iterdir()):
        if path.name in ROSTER_FILES or readable(path):
            raise ConfigError(
                f"there are notes or rosters here, such as {path.name}",
                path=out,
                remedy="choose another folder with -o",
            )


def save_reports(
    results: Results,
    out: Path,
    mail: MailSettings | None = None,
    *,
    promises: bool = False,
    before: Path | None = None,
    news: News | None = None,
) -> ReportView:
    """Write the reports and the calendar into `out`; what they say.

    Args:
        results: what they say.
        out: the folder.
        mail: whose templates and locale they have.
        promises: they are on promises alone.
        before: the folder whose calendar they continue; `out` by default.
        news: what changed since the last report.
    """
    mail = mail or MailSettings()
    dress = Dress(list_id=mail.list_id, templates=mail.templates, promises=promises)
    report = Report(results, news)
    with in_locale(mail.locale):
        pieces = report.html_pieces(templates=mail.templates)
        write_pieces(
            out / "report.html", (piece.encode("utf-8", "backslashreplace") for piece in pieces)
        )
        write_text(out / "report.txt", report.text(promises=promises))
        write_bytes(out / "report.eml", report.message(dress=dress).as_bytes())
    earlier = (before or out) / TODOS
    known = earlier.read_bytes() if earlier.is_file() else None
    write_bytes(out / TODOS, calendar(report.view.plan, known))
    return report.view
