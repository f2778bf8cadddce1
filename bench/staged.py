"""`notesnlp analyze` without the models, for what does not depend on them: how results are kept.

Every second turn is a need of the theme of its meeting's unit, every third a follow-up. Files,
settings, ledger, tables, reports and the calendar are the real ones.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from notesnlp.cli.main import main
from notesnlp.config import Settings
from notesnlp.conversation import Conversation, measure
from notesnlp.embed.encoder import DIMENSIONS, Floats
from notesnlp.model.finding import Finding, FollowUp, Need, quote
from notesnlp.model.meeting import Meeting
from notesnlp.report import output
from notesnlp.report.results import Failure, Results
from notesnlp.run import folder, gather
from notesnlp.run.keys import Keys, content_hash
from notesnlp.run.packed import pack_analysis
from notesnlp.run.pipeline import Analysis, read
from notesnlp.run.traces import Traces
from notesnlp.run.work import Done, Job
from notesnlp.themes import Theme
from notesnlp.themes.priority import Ranking
from notesnlp.tracking import Item

FIRST = {
    "yard/visit.txt": "Dana Reyes: The gate is down every morning.\nSam Ode: I'll send the list by Friday.\nDana Reyes: We wait nine days for a price.\n",
    "stores/call.txt": "Ines Roth: Deliveries arrive without papers.\nSam Ode: I will ring the carrier.\nInes Roth: The scanner drops every second crate.\n",
    "mill/tour.md": "# Mill tour\n\n- We press at nine and the screen is dark until ten.\n- Sam to send the manual.\n",
}
SECOND = {
    "yard/visit.txt": "Dana Reyes: The gate is down every single morning.\nSam Ode: I'll send the list by Friday.\nDana Reyes: We wait nine days for a price.\n",
    "stores/call.txt": FIRST["stores/call.txt"],
    "shop/round.txt": "Bo Ek: The till forgets the price of planks.\nSam Ode: I will look at it on Monday.\nBo Ek: And the printer eats the labels.\n",
}
"""The folder later: one file corrected, one gone, one new."""


def lay(place: Path, files: dict[str, str]) -> Path:
    """A folder of notes with `files`."""
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


def _findings(meeting: Meeting) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for turn in meeting.turns:
        whole = (meeting, turn, 0, len(turn.text))
        if turn.index % 2 == 0:
            found.append(Need(evidence=quote(*whole, kind="need"), type="pain", score=0.9, customer="internal"))  # fmt: skip
        else:
            found.append(FollowUp(evidence=quote(*whole, kind="followup"), type="action", score=0.8, owner="Sam Ode", due=None))  # fmt: skip
    return tuple(found)


def _choose(jobs: Sequence[Job], settings: Settings, **_: object) -> Iterator[Done]:
    keys = Keys(settings)
    for job in jobs:
        note = job.note
        content = content_hash(note.path.read_bytes())
        meeting = read(note.path, settings, name=note.name, rosters=job.rosters)
        found = _findings(meeting)
        analysis = Analysis(meeting, found, measure(meeting, found, settings.terms))
        promises = sum(isinstance(item, FollowUp) for item in found)
        themed = len(found) - promises
        traces = Traces(_vectors(len(found)), _vectors(promises), (), ((),) * themed)
        packed = pack_analysis(analysis, traces, roster=bool(job.rosters.people))
        yield Done(job.number, packed, keys.of(note, content, job.rosters), content)


def _vectors(count: int) -> Floats:
    return np.zeros((count, DIMENSIONS), np.float32)


def _assemble(
    meetings: Sequence[Meeting],
    findings: Sequence[Finding],
    failures: Sequence[Failure],
    settings: Settings,
    *,
    conversations: Sequence[Conversation] = (),
    **_: object,
) -> Results:
    needs: dict[str, list[Finding]] = defaultdict(list)
    for item in findings:
        if isinstance(item, Need):
            needs[item.evidence.meeting.partition("/")[0]].append(item)
    themes = tuple(
        Theme(
            name, name, name, rank, Ranking(float(len(inside)), {"reach": float(len(inside))}),
            tuple(item.evidence.id for item in inside), (name,),
            tuple(dict.fromkeys(item.evidence.meeting for item in inside)),
        )
        for rank, (name, inside) in enumerate(sorted(needs.items()), 1)
    )  # fmt: skip
    items = tuple(
        Item(f"item-{item.evidence.id[:6]}", item.owner, None, "open", "as said", (item.evidence.id,))
        for item in findings
        if isinstance(item, FollowUp)
    )  # fmt: skip
    return Results(
        meetings, tuple(findings), themes, items, tuple(failures), None, (), tuple(conversations)
    )


def analyze(notes: Path, out: Path) -> int:
    """The exit code of `notesnlp analyze notes -o out`."""
    gather.choose = _choose
    folder.load_base = lambda *_: None
    folder.assemble = _assemble
    output.hashes_of = lambda _: {}
    sys.argv = ["notesnlp", "analyze", str(notes), "-o", str(out), "--quiet"]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0
