"""What `run.json` says of a run: its parts, and those that later runs ask for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notesnlp.embed.store import MODELS, read_manifest
from notesnlp.model.finding import KINDS
from notesnlp.model.meeting import Meeting, Reading
from notesnlp.report.publish import RUN, steady
from notesnlp.report.results import Results

UNCHANGED = "unchanged"
"""In `run.json`: what the run was made from, and what it wrote, so that it need not be done again."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """What a run needs to know of the one that its folder held before.

    Attributes:
        written: the moment at which it was written.
        news_since: the moment from which its news counted; None where it told none.
    """

    written: str
    news_since: str | None


def last_run(out: Path) -> LastRun | None:
    """The run in `out`, also one that was broken off while its files took their places.

    Raises:
        OutputError: another run writes there for too long, or what was ready cannot be moved.
    """
    try:
        with steady(out):
            about = json.loads((out / RUN).read_text(encoding="utf-8"))
        since = about.get("news_since")
        return LastRun(_moment(about["written"]), _moment(since) if since else None)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _moment(text: str) -> str:
    """A moment as the ledger writes it, by which moments can be compared."""
    return dt.datetime.fromisoformat(text).isoformat(timespec="milliseconds")


def is_redacted(out: Path) -> bool:
    """Whether the run in `out` was redacted; not so where there is none."""
    try:
        about = json.loads((out / RUN).read_text(encoding="utf-8"))
        return bool(about["settings"]["redaction"]["on"])
    except (OSError, ValueError, LookupError, TypeError):
        return False


def hashes_of(models: Path) -> dict[str, Any]:
    """The hashes of the files of each model in a folder, as `run.json` tells them."""
    return {name: read_manifest(models / name)["files"] for name in MODELS}


def about_file(meeting: Meeting) -> dict[str, Any]:
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
        kind: sum(item.kind == kind and item.counts for item in results.findings) for kind in KINDS
    }
    readings = [meeting.reading for meeting in results.meetings if meeting.reading]
    return {
        "meetings": len(results.meetings),
        "words": sum(meeting.words for meeting in results.meetings),
        "characters": sum(item.characters for item in readings),
        "characters_lost": sum(max(item.lost, 0) for item in readings),
        "findings": len(results.findings),
        **kinds,
        "in_rehearsals": sum(not item.counts for item in results.findings),
        "themes": len(results.themes),
        "items": len(results.items),
        "failures": len(results.failures),
        "ignored": len(ignored),
        "before_since": len(earlier),
    }
