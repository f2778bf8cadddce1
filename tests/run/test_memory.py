"""Real runs and their ledger."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from notesnlp.config import Settings
from notesnlp.ledger import open_ledger
from notesnlp.ledger.decisions import Decision
from notesnlp.report.results import Results
from notesnlp.run import Analysis, Pipeline
from notesnlp.run.discover import RosterTree, find_notes
from notesnlp.run.folder import Run, assemble, run_folders
from notesnlp.run.memory import Memory
from notesnlp.run.pipeline import read
from tests.ledger.story import decide, dump

DEMO = Path(__file__).parents[2] / "corpora" / "demo"


def _members(results: Results) -> dict[str, frozenset[str]]:
    return {theme.id: frozenset(theme.findings) for theme in results.themes}


def test_a_run_with_a_new_ledger_says_the_same_as_one_without(
    run: Run, notes: Path, tmp_path: Path
):
    path = tmp_path / "out" / "ledger.db"
    first = run_folders([notes], Settings(), ledger=path)
    assert first.results == run.results
    assert first.ledger == str(path)
    before = dump(open_ledger(path))
    data = path.read_bytes()
    assert run_folders([notes], Settings(), ledger=path).results == run.results
    assert dump(open_ledger(path)) == before
    assert path.read_bytes() == data


def test_decisions_hold_in_the_next_run(run: Run, notes: Path, tmp_path: Path):
    path = tmp_path / "ledger.db"
    run_folders([notes], Settings(), ledger=path)
    ledger = open_ledger(path)
    doubted = run.results.findings[0].evidence
    with ledger.reading() as connection:
        from notesnlp.ledger.findings import live_findings

        number = next(
            n for n, item in live_findings(connection).items() if item.evidence == doubted
        )
    decide(ledger, [Decision(number, "reject")], by="Ann")
    again = run_folders([notes], Settings(), ledger=path).results
    assert [item.evidence for item in again.findings] == [item.evidence for item in run.results.findings[1:]]  # fmt: skip


def test_a_folder_of_nothing_makes_no_ledger(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    run_folders([tmp_path / "notes"], Settings(), ledger=tmp_path / "out" / "ledger.db")
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def demo(pipeline: Pipeline) -> tuple[list[Analysis], list]:
    """The demo's meetings, analysed once, and their notes."""
    notes = [note for note in find_notes([DEMO]).notes if note.path.suffix != ".jsonl"]
    rosters = RosterTree()
    read_all = [read(note.path, name=note.name, rosters=rosters.of(note)) for note in notes]
    return [pipeline.analyze(meeting) for meeting in read_all], notes


@pytest.mark.parametrize("last", [0, 3, 7])
def test_a_last_meeting_leaves_the_other_themes_their_ids_and_members(
    demo, last: int, tmp_path: Path
):
    analyses, notes = demo
    settings = Settings()

    def told(some: list[Analysis], seen: list) -> Results:
        memory = Memory(tmp_path / "ledger.db", settings)
        meetings = [item.meeting for item in some]
        findings = [finding for item in some for finding in item.findings]
        decided = memory.remember(meetings, findings, seen, [DEMO])
        return memory.settle(assemble(meetings, decided, (), settings))

    others = [item for at, item in enumerate(analyses) if at != last]
    before = told(others, [note for at, note in enumerate(notes) if at != last])
    after = told(analyses, notes)
    old, new = _members(before), _members(after)
    name = analyses[last].meeting.name
    added = {item.evidence.id for item in after.findings if item.evidence.meeting == name}
    touched = _reached(old, new, added)
    untouched = set(old) - touched
    assert len(untouched) > len(old) / 2
    names = {theme.id: theme.name for theme in before.themes}
    for theme in after.themes:
        if theme.id in untouched:
            assert new[theme.id] == old[theme.id]
            assert theme.name == names[theme.id]
    assert untouched <= set(new)
    assert {item.theme for item in after.findings if hasattr(item, "theme")} - {None} == set(new)


def _reached(
    old: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]], added: set[str]
) -> set[str]:
    """The old themes that hang together with what was added, over shared findings."""
    findings = set(added)
    while True:
        groups = [group for group in (*old.values(), *new.values()) if group & findings]
        wider = findings.union(*groups)
        if wider == findings:
            return {name for name, group in old.items() if group & findings}
        findings = wider
