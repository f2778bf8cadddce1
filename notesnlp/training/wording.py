"""The wording of events, learned on annotated dependencies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from notesnlp.learn.annotations import AnnotatedSet
from notesnlp.learn.labels import EVENTS
from notesnlp.learn.wording import FOLDER, fit_wording
from notesnlp.training.train import Log


def train_wording(sets: Sequence[AnnotatedSet], models: Path, *, log: Log) -> None:
    """Learn which words tell of which event from `sets`, and save it below `models`."""
    told = [
        (str(finding.row["quote"]), str(finding.row["event"]))
        for annotated in sets
        for meeting in annotated.meetings
        for finding in meeting.findings
        if finding.kind == "dependency" and finding.row.get("event") in EVENTS
    ]
    log(f"wording of events from {len(told):,} quotes")
    fit_wording([quote for quote, _ in told], [event for _, event in told], models / FOLDER)
