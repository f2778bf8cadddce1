"""Everything that a run writes into its output folder."""

from __future__ import annotations

import datetime as dt
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from notesnlp.config import MailSettings, Settings
from notesnlp.embed.store import default_models, read_manifest
from notesnlp.errors import ConfigError, OutputError
from notesnlp.metadata.rosters import ROSTER_FILES
from notesnlp.model.finding import KINDS, SCHEMA
from notesnlp.model.meeting import Meeting, Reading
from notesnlp.readers import readable
from notesnlp.report.calendar import calendar
from notesnlp.report.email import Dress
from notesnlp.report.locales import in_locale
from notesnlp.report.report import Report
from notesnlp.report.results import (
    RUN,
    Results,
    holds_results,
    save_results,
    write_bytes,
    write_text,
)
from notesnlp.report.sections import News, ReportView
from notesnlp.report.tables import save_tables

_VERSIONED = (
    "spacy", "onnxruntime", "tokenizers", "scikit-learn", "numpy", "usearch", "graspologic-native",
)  # fmt: skip


def save_run(
    results: Results,
    out: Path,
    *,
    settings: Settings,
    folders: Sequence[Path],
    ignored: Sequence[Path],
    earlier: Sequence[str],
    workers: int,
    seconds: Mapping[str, float],
    ledger: str | None = None,
    news: News | None = None,
) -> ReportView:
    """Write findings, tables, reports and `run.json` into `out`, which is made where it is missing.

    Returns:
        What the report says.

    Raises:
        OutputError: something cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot be made: {error.strerror}", path=out, remedy="choose another folder with -o"
        ) from error
    save_results(results, out)
    save_tables(results, out)
    last = last_run(out)
    view = save_reports(results, out, settings.mail, news=news)
    about = {
        "schema": SCHEMA,
        "written": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
        "last": last,
        "folders": [str(folder) for folder in folders],
        "versions": {
            "notesnlp": version("notesnlp"),
            "python": platform.python_version(),
            **{name: version(name) for name in _VERSIONED},
        },
        "models": _models(settings.models or default_models()),
        "settings": settings.model_dump(mode="json", exclude={"mail"}),
        "workers": workers,
        "ledger": ledger,
        "counts": counts(results, ignored, earlier),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "files": [_file(meeting) for meeting in results.meetings],
        "failures": [asdict(failure) for failure in results.failures],
        "ignored": [str(path) for path in ignored],
        "before_since": list(earlier),
    }
    write_text(out / RUN, json.dumps(about, ensure_ascii=False, indent=1) + "\n")
    return view


def last_run(out: Path) -> str | None:
    """The moment at which the run in `out` was written; None where there is none."""
    try:
        about = json.loads((out / RUN).read_text(encoding="utf-8"))
        return dt.datetime.fromisoformat(about["written"]).isoformat(timespec="milliseconds")
    except (OSError, ValueError, LookupError, TypeError):
        return None


def check_out(out: Path) -> None:
    """Refuse a folder that holds notes or rosters: `meetings.csv` would replace a roster there.

    Raises:
        ConfigError: it holds some, and no results of an earlier run.
    """
    if not out.is_dir() or holds_results(out):
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
    news: News | None = None,
) -> ReportView:
    """Write the reports and the calendar into `out`; what they say.

    Args:
        results: what they say.
        out: the folder.
        mail: whose templates and locale they have.
        promises: they are on promises alone.
        news: what changed since the last report.
    """
    mail = mail or MailSettings()
    dress = Dress(list_id=mail.list_id, templates=mail.templates, promises=promises)
    report = Report(results, news)
    with in_locale(mail.locale):
        write_text(out / "report.html", report.html(templates=mail.templates))
        write_text(out / "report.txt", report.text(promises=promises))
        write_bytes(out / "report.eml", report.message(dress=dress).as_bytes())
    todos = out / "dependencies.ics"
    before = todos.read_bytes() if todos.is_file() else None
    write_bytes(todos, calendar(report.view.plan, before))
    return report.view


def _models(folder: Path) -> dict[str, Any]:
    return {name: read_manifest(folder / name)["files"] for name in ("encoder", "judge", "themes")}


def _file(meeting: Meeting) -> dict[str, Any]:
    """What became of a file: characters in, characters in turns, and where the rest went."""
    reading = meeting.reading or Reading(0, 0)
    return {
        "file": meeting.name,
        "format": meeting.format,
        "characters": reading.characters,
        "modelled": reading.modelled,
        "left_out": dict(reading.left_out),
        "lost": reading.lost,
        "not_judged": meeting.languages,
        "warnings": list(reading.warnings),
    }


def counts(results: Results, ignored: Sequence[object], earlier: Sequence[str]) -> dict[str, int]:
    """How much a run found, as `run.json` says it."""
    kinds: dict[str, int] = {
        kind: sum(item.kind == kind for item in results.findings) for kind in KINDS
    }
    readings = [meeting.reading for meeting in results.meetings if meeting.reading]
    return {
        "meetings": len(results.meetings),
        "words": sum(meeting.words for meeting in results.meetings),
        "characters": sum(item.characters for item in readings),
        "characters_lost": sum(max(item.lost, 0) for item in readings),
        "findings": len(results.findings),
        **kinds,
        "themes": len(results.themes),
        "items": len(results.items),
        "failures": len(results.failures),
        "ignored": len(ignored),
        "before_since": len(earlier),
    }
