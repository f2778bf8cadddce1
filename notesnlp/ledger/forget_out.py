"""Erasing a meeting, a person, a unit or all that is older than a day from a run's output folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from notesnlp.config import Terms
from notesnlp.conversation import Conversation, measure_all
from notesnlp.ledger.erasing import (
    SILENCED,
    Target,
    cover,
    finding_without,
    id_left,
    without,
)
from notesnlp.model.finding import Finding
from notesnlp.model.meeting import Meeting
from notesnlp.report.about import UNCHANGED, counts
from notesnlp.report.output import save_reports
from notesnlp.report.publish import RUN, published
from notesnlp.report.results import (
    Results,
    load_results,
    read_results,
    regrouped,
    save_results,
    write_text,
)
from notesnlp.report.tables import save_tables
from notesnlp.themes import Theme
from notesnlp.themes.label import name_left
from notesnlp.tracking import Item

_Found = TypeVar("_Found")


def forget_in_folder(out: Path, target: Target, terms: Terms, *, dry_run: bool = False) -> int:
    """Erase `target` from every file of the run in `out`; how many meetings and findings that changes.

    Args:
        out: the run's folder.
        target: what goes.
        terms: of the run's settings, with which conversations are measured anew.
        dry_run: only count.

    Raises:
        OutputError: the folder holds no results, or cannot be written.
    """
    if dry_run:
        results = load_results(out)
        return _changed(results, results_without(results, target, terms), target)
    load_results(out)  # a folder that holds none is told before anything is made there
    with published(out) as stage:
        results = read_results(out)
        left = results_without(results, target, terms)
        changed = _changed(results, left, target)
        if left != results:
            save_results(left, stage)
            save_tables(left, stage)
            save_reports(left, stage, before=out)
            _mend_run(out / RUN, stage / RUN, left, target)
    return changed


def _changed(results: Results, left: Results, target: Target) -> int:
    """Meetings and findings that are not as they were."""
    if left == results:
        return 0
    changed = sum(without(item, target) != item for item in results.meetings)
    return changed + sum(finding_without(item, target) != item for item in results.findings)


def results_without(results: Results, target: Target, terms: Terms) -> Results:
    """What is left of `results`; themes and commitments without findings go too."""
    meetings = _kept(without(item, target) for item in results.meetings)
    findings = _kept(finding_without(item, target) for item in results.findings)
    by_id = {item.evidence.id: item for item in findings}
    gone = {item.name for item in results.meetings} - {item.name for item in meetings}
    themes = _kept(_theme(item, by_id, target) for item in results.themes)
    items = _kept(_item(item, by_id, target, gone) for item in results.items)
    return replace(
        results,
        meetings=tuple(meetings),
        findings=regrouped(findings, themes, items),
        themes=tuple(replace(theme, rank=rank) for rank, theme in enumerate(themes, 1)),
        items=tuple(items),
        conversations=_conversations(results, meetings, findings, terms),
        alike=tuple(
            pair
            for pair in results.alike
            if {pair.theme, pair.other} <= {item.id for item in themes}
        ),
        failures=tuple(
            replace(item, path=target.covered(item.path))
            for item in results.failures
            if not target.holds(item.path, None)
        ),
    )


def _conversations(
    results: Results, meetings: Sequence[Meeting], findings: Sequence[Finding], terms: Terms
) -> tuple[Conversation, ...]:
    """Conversations of meetings that are as they were; those of changed ones are measured anew."""
    before = {item.name: item for item in results.meetings}
    stored = {item.meeting: item for item in results.conversations}
    same = {item.name for item in meetings if before.get(item.name) == item}
    anew = [item for item in meetings if results.conversations and item.name not in same]
    measured = {item.meeting: item for item in measure_all(anew, findings, terms)}
    stored |= measured
    return tuple(stored[item.name] for item in meetings if item.name in stored)


def _kept(found: Iterable[_Found | None]) -> list[_Found]:
    return [item for item in found if item is not None]


def _theme(theme: Theme, by_id: dict[str, Finding], target: Target) -> Theme | None:
    inside = [by_id[id] for id in theme.findings if id in by_id]
    if not inside:
        return None
    quotes = [item.evidence.quote for item in inside]
    lost = len(inside) < len(theme.findings) or target.what == "person"
    return replace(
        theme,
        id=id_left(theme.id, quotes, "theme") if lost else theme.id,
        name=name_left(target.covered(theme.name), quotes) if lost else theme.name,
        area=target.covered(theme.area),
        findings=tuple(item.evidence.id for item in inside),
        units=tuple(dict.fromkeys(item.evidence.unit_or_meeting for item in inside)),
        meetings=tuple(dict.fromkeys(item.evidence.meeting for item in inside)),
    )


def _item(item: Item, by_id: dict[str, Finding], target: Target, gone: set[str]) -> Item | None:
    inside = [by_id[id] for id in item.mentions if id in by_id]
    if not inside:
        return None
    quotes = [mention.evidence.quote for mention in inside]
    lost = len(inside) < len(item.mentions) or target.what == "person"
    told = any(f"({name}, line" in item.reason for name in gone)
    return replace(
        item,
        id=id_left(item.id, quotes, "item") if lost else item.id,
        owner=None if target.what == "person" and target.is_named(item.owner) else item.owner,
        reason=SILENCED if told else target.covered(item.reason),
        mentions=tuple(mention.evidence.id for mention in inside),
    )


def _mend_run(path: Path, into: Path, results: Results, target: Target) -> None:
    """What `run.json` says of files and counts."""
    if not path.is_file():
        return
    about = json.loads(path.read_text(encoding="utf-8"))
    about.pop(UNCHANGED, None)  # the next run writes anew
    for key in ("ignored", "before_since"):
        about[key] = [item for item in about.get(key, ()) if not target.holds(item, None)]
    about["failures"] = [
        item for item in about.get("failures", ()) if not target.holds(item["path"], None)
    ]
    about = cover(about, target.covered)
    about["counts"] = counts(results, about["ignored"], about["before_since"])
    write_text(into, json.dumps(about, ensure_ascii=False, indent=1) + "\n")
