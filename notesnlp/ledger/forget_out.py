"""Erasing a meeting, a person, a unit or all that is older than a day from a run's output folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from notesnlp.config import MailSettings, Terms
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
_PARTS = ("meetings", "findings", "themes", "items", "failures")
"""Of results, those of which is told how much went."""


@dataclass(frozen=True, slots=True)
class InFolder:
    """What went from a run's folder.

    Attributes:
        rows: how many meetings, findings, themes, items, failures and people of the roster went.
        changed: how many of them were left with something taken out; of meetings but the roster.
        left: the results that are left.
    """

    rows: Mapping[str, int]
    changed: Mapping[str, int]
    left: Results


def forget_in_folder(
    out: Path,
    target: Target,
    terms: Terms,
    mail: MailSettings | None = None,
    *,
    dry_run: bool = False,
) -> InFolder:
    """Erase `target` from every file of the run in `out`.

    The reports are made anew without what they told as new: see `notesnlp.delivery.news`.

    Args:
        out: the run's folder.
        target: what goes.
        terms: of the run's settings, with which conversations are measured anew.
        mail: whose templates and locale the reports have.
        dry_run: only count.

    Raises:
        OutputError: the folder holds no results, or cannot be written.
    """
    if dry_run:
        results = load_results(out)
        return _lost(results, results_without(results, target, terms), target)
    load_results(out)  # a folder that holds none is told before anything is made there
    with published(out) as stage:
        results = read_results(out)
        left = results_without(results, target, terms)
        if left != results:
            save_results(left, stage)
            save_tables(left, stage)
            save_reports(left, stage, mail, before=out)
            _mend_run(out / RUN, stage / RUN, left, target)
    return _lost(results, left, target)


def _lost(results: Results, left: Results, target: Target) -> InFolder:
    rows = {name: len(getattr(results, name)) - len(getattr(left, name)) for name in _PARTS}
    changed = dict.fromkeys(_PARTS, 0)
    if target.what == "person":
        rows["people"] = len(_people(results) - _people(left))
        changed["meetings"] = sum(
            replace(one, people=()) != replace(other, people=())
            for one, other in zip(results.meetings, left.meetings, strict=True)
        )
        changed["findings"] = sum(
            finding_without(item, target) not in (None, item) for item in results.findings
        )
        changed["failures"] = sum(
            one != other for one, other in zip(results.failures, left.failures, strict=True)
        )
    ids = {item.evidence.id for item in left.findings}
    themes = [item for item in results.themes if ids.intersection(item.findings)]
    changed["themes"] = sum(
        (one.id, one.name, one.area) != (other.id, other.name, other.area)
        for one, other in zip(themes, left.themes, strict=True)
    )
    items = [item for item in results.items if ids.intersection(item.mentions)]
    changed["items"] = sum(
        (one.id, one.owner, one.reason) != (other.id, other.owner, other.reason)
        for one, other in zip(items, left.items, strict=True)
    )
    return InFolder(_told(rows), _told(changed), left)


def _people(results: Results) -> set[str]:
    """The names of the roster, of which every meeting holds a copy."""
    return {person.name for item in results.meetings for person in item.people}


def _told(numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in numbers.items() if number}


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
