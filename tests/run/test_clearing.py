"""Which kept analyses go when something is forgotten."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from notesnlp.errors import OutputError
from notesnlp.ledger.erasing import Target
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.report.results import Failure, Results, load_results, save_results
from notesnlp.run.clearing import Cleared, clear_forgotten, kept_hold
from notesnlp.run.packed import Packed, pack_analysis, pack_failure
from notesnlp.run.pipeline import Analysis
from notesnlp.run.shelf import FOLDER, Shelf
from notesnlp.run.traces import NO_TRACES

OLD = Target("age", "2016-01-01")
UNREAD = Failure("empty.txt", "the file is empty")
NEW, GONE, OLDER, RENAMED, DRAFT, FAILED, OTHER, LEFT_OUT = (f"{mark * 2:0<64}" for mark in "12345678")  # fmt: skip


@pytest.fixture
def kept(say: Callable[..., Meeting], tmp_path: Path) -> Path:
    """A run's folder in which what was said in 2010 is forgotten, with all that was kept before."""
    new = say("The gate is down.", name="new.txt")
    old = say("The saw is blunt.", name="old.txt", date=dt.date(2010, 5, 1))
    person = Speaker("Dana Reyes", side="customer", role=None)
    results = Results((replace(new, people=(person,)),), (), (), (), (UNREAD,))
    save_results(results, tmp_path)
    shelf = Shelf(tmp_path / FOLDER)
    for key, meeting in {
        NEW: new,
        GONE: old,
        OLDER: replace(old, date=None),
        RENAMED: replace(old, name="new.txt"),
        DRAFT: replace(say("The saw is bl", name="new.txt"), date=new.date),
        LEFT_OUT: say("The till is shut.", name="before-since.txt", date=dt.date(2016, 2, 1)),
    }.items():
        analysis = Analysis(meeting, (), None)
        shelf.put(key, Packed(pack_analysis(analysis, NO_TRACES, roster=False)))
        shelf.note_content(key[::-1], "c" * 64, key)
    shelf.put(FAILED, Packed(pack_failure(UNREAD)))
    shelf.put(OTHER, Packed(pack_failure(Failure("old.txt", "cut off"))))
    (tmp_path / FOLDER / "11" / ".half.1").write_bytes(b"The saw is blunt.")
    (tmp_path / FOLDER / "33" / "half").write_bytes(b"notesnlp analysis 1 ")
    (tmp_path / FOLDER / "stray").write_bytes(b"The saw is blunt.")
    (tmp_path / FOLDER / "remote" / "x").mkdir(parents=True)
    (tmp_path / FOLDER / "remote" / "x" / "people.csv").write_bytes(b"name\nDana\n")
    return tmp_path


def test_only_what_the_results_hold_word_for_word_stays(kept: Path):
    results = load_results(kept)
    before = sorted((kept / FOLDER).rglob("*"))
    assert clear_forgotten(kept, OLD, results, dry_run=True) == Cleared(gone=6, left=2)
    assert sorted((kept / FOLDER).rglob("*")) == before
    assert clear_forgotten(kept, OLD, results) == Cleared(gone=6, left=2)
    left = {path.name for path in (kept / FOLDER).rglob("*") if path.is_file()}
    assert left == {f"{NEW}.analysis", f"{FAILED}.analysis", f"{NEW[::-1]}.version"}
    assert Shelf(kept / FOLDER).get(NEW)
    assert Shelf(kept / FOLDER).content_of(NEW[::-1]) == "c" * 64


def test_a_damaged_entry_goes(kept: Path):
    place = kept / FOLDER / NEW[:2] / f"{NEW}.analysis"
    place.write_bytes(place.read_bytes()[:-1])
    assert clear_forgotten(kept, OLD, load_results(kept)).left == 1
    assert not place.exists()


def test_all_goes_where_nothing_stands(kept: Path):
    nothing = Results((), (), (), (), ())
    assert clear_forgotten(kept, Target("unit", "Yard"), nothing) == Cleared(gone=8, left=0)
    assert not (kept / FOLDER).exists()


def test_all_goes_where_no_run_was_finished(kept: Path):
    assert clear_forgotten(kept, OLD, None) == Cleared(gone=8, left=0)
    assert not (kept / FOLDER).exists()


def test_all_goes_with_a_person(kept: Path):
    assert clear_forgotten(kept, Target("person", "Bo Ek"), load_results(kept)) == Cleared(
        gone=8, left=0
    )
    assert not (kept / FOLDER).exists()


@pytest.mark.parametrize(
    ("target", "held"),
    [
        (Target("unit", "Yard"), True),
        (Target("unit", "Yart"), False),
        (Target("meeting", "old.txt"), True),
        (Target("meeting", "empty.txt"), True),  # it could not be read
        (Target("person", "empty"), True),
        (Target("person", "Bo Ek"), False),
        (OLD, True),
        (Target("age", "2010-05-01"), False),
    ],
)
def test_whether_something_kept_holds_it(kept: Path, target: Target, held: bool):
    assert kept_hold(kept, target) is held


def test_where_nothing_is_kept_nothing_is_done(tmp_path: Path):
    assert clear_forgotten(tmp_path, OLD, None) == Cleared(0, 0)


def test_what_cannot_be_removed_is_told(kept: Path, monkeypatch: pytest.MonkeyPatch):
    def refuses(*given: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("notesnlp.run.clearing.Path.unlink", refuses)
    with pytest.raises(OutputError, match="cannot be removed: Permission denied") as caught:
        clear_forgotten(kept, OLD, load_results(kept))
    assert caught.value.remedy
