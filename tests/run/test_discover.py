import os
import sys
from pathlib import Path

import pytest

from notesnlp.errors import ConfigError
from notesnlp.report.results import FINDINGS, RESULTS
from notesnlp.run.discover import Note, RosterTree, find_notes


@pytest.fixture
def lay(tmp_path: Path):
    """Writes empty files below `tmp_path` and gives its path."""

    def write(*names: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", encoding="utf-8")
        return tmp_path

    return write


def _names(folders: list[Path]) -> list[str]:
    return [note.name for note in find_notes(folders)[0]]


def test_notes_are_found_below_the_folder_by_name(lay):
    folder = lay("b.txt", "a.MD", "parks/2016/visit.vtt", "parks/call.json")
    assert _names([folder]) == ["a.MD", "b.txt", "parks/2016/visit.vtt", "parks/call.json"]
    assert all(note.path.is_file() and note.root == folder for note in find_notes([folder])[0])


def test_hidden_files_and_files_about_the_folder_are_left_out(lay):
    folder = lay("a.txt", ".b.txt", ".git/c.txt", "x/.d/e.txt", "README.md", "x/LICENSE.txt", "SOURCE.md")  # fmt: skip
    assert _names([folder]) == ["a.txt"]
    assert find_notes([folder])[1] == []


def test_what_no_reader_takes_is_told(lay):
    folder = lay("a.txt", "photo.jpg", "x/sound.mp3", "noending")
    assert [path.name for path in find_notes([folder])[1]] == ["noending", "photo.jpg", "sound.mp3"]


def test_a_hidden_folder_given_by_name_is_read(lay):
    folder = lay(".notes/a.txt") / ".notes"
    assert _names([folder]) == ["a.txt"]


def test_several_folders_are_told_apart_by_their_names(lay):
    folder = lay("parks/a.txt", "library/a.txt")
    assert _names([folder / "parks", folder / "library"]) == ["library/a.txt", "parks/a.txt"]


def test_folders_of_one_name_are_told_apart_by_more_of_their_path(lay):
    folder = lay("north/notes/a.txt", "south/notes/a.txt", "south/notes/x/b.txt")
    names = _names([folder / "north" / "notes", folder / "south" / "notes"])
    assert names == ["north/notes/a.txt", "south/notes/a.txt", "south/notes/x/b.txt"]


def test_a_folder_given_twice_counts_once(lay):
    folder = lay("a.txt", "x/b.txt")
    assert _names([folder, folder, folder / "x" / ".."]) == ["a.txt", "x/b.txt"]


def test_a_folder_in_another_counts_once(lay):
    folder = lay("notes/a.txt", "notes/x/b.txt") / "notes"
    names = _names([folder, folder / "x"])
    assert len(names) == 2
    assert {name.rsplit("/", 1)[-1] for name in names} == {"a.txt", "b.txt"}


def test_what_an_earlier_run_wrote_is_no_notes(lay):
    folder = lay("a.txt", "out/report.txt", "out/report.eml", f"out/{RESULTS}", f"out/{FINDINGS}")
    assert _names([folder]) == ["a.txt"]
    assert find_notes([folder])[1] == []


def test_a_missing_folder_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="no such folder") as caught:
        find_notes([tmp_path, tmp_path / "nowhere"])
    assert caught.value.path == str(tmp_path / "nowhere")
    assert caught.value.remedy


def test_a_file_is_no_folder(lay):
    with pytest.raises(ConfigError):
        find_notes([lay("a.txt") / "a.txt"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_utf_8_can_be_written(tmp_path: Path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("")
    (name,) = _names([tmp_path])
    assert name == "caf\ufffd.txt"
    name.encode("utf-8")


def test_the_current_folder_may_be_given(lay, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(lay("a.txt", "x/b.txt"))
    assert _names([Path()]) == ["a.txt", "x/b.txt"]


@pytest.fixture
def rosters(tmp_path: Path):
    """The rosters that hold for a file below `tmp_path`."""

    def of(name: str, root: str = ""):
        return RosterTree().of(Note(tmp_path / name, name, tmp_path / root))

    return of


def _people(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "people.csv").write_text("name,side\n" + "".join(f"{name},it\n" for name in names))


def _meetings(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = "".join(f"{name},2016-03-08\n" for name in names)
    (folder / "meetings.csv").write_text("meeting,date\n" + rows)


def test_the_nearest_roster_holds(tmp_path: Path, rosters):
    _people(tmp_path, "Top Person")
    _people(tmp_path / "parks", "Park Person")
    named = {
        name: rosters(name).people[0].name
        for name in ("a.txt", "library/a.txt", "parks/a.txt", "parks/2016/a.txt")
    }
    assert named == {
        "a.txt": "Top Person",
        "library/a.txt": "Top Person",
        "parks/a.txt": "Park Person",
        "parks/2016/a.txt": "Park Person",
    }


def test_people_and_meetings_may_lie_in_different_folders(tmp_path: Path, rosters):
    _people(tmp_path, "Top Person")
    _meetings(tmp_path / "parks", "a.txt")
    found = rosters("parks/a.txt")
    assert found.people[0].name == "Top Person"
    assert found.entry("parks/a.txt")


def test_rosters_above_the_folder_do_not_hold(tmp_path: Path, rosters):
    _people(tmp_path, "Top Person")
    (tmp_path / "parks").mkdir()
    assert rosters("parks/a.txt", root="parks").people == ()


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "parks/2016/a.txt"),
        ("2016/a.txt", "parks/2016/a.txt"),
        ("parks/2016/a.txt", "parks/2016/a.txt"),
        ("parks/2016/a.txt", "notes/parks/2016/a.txt"),
    ],
)
def test_a_meeting_is_listed_by_its_name_or_the_path_below_the_roster(
    tmp_path: Path, rosters, listed: str, name: str
):
    _meetings(tmp_path, listed)
    assert rosters(name).entry(name)


def test_a_meeting_of_another_folder_is_not_meant(tmp_path: Path, rosters):
    _meetings(tmp_path, "2015/a.txt")
    assert rosters("parks/2016/a.txt").entry("parks/2016/a.txt") is None


def test_a_malformed_roster_is_refused(tmp_path: Path, rosters):
    (tmp_path / "people.csv").write_text("name,side\nDana Reyes,nobody\n")
    with pytest.raises(ConfigError, match="nobody") as caught:
        rosters("a.txt")
    assert "line 2" in caught.value.place


def test_annotations_beside_notes_are_no_notes(tmp_path: Path):
    (tmp_path / "visit.txt").write_text("Ann: The gate is down.", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text('{"quote": "a"}\n{"quote": "b"}\n', encoding="utf-8")
    found = find_notes([tmp_path])
    assert [note.name for note in found.notes] == ["visit.txt"]
    assert [path.name for path in found.ignored] == ["gold.jsonl"]
