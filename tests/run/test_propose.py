from pathlib import Path

from notesnlp.config import Settings
from notesnlp.run.propose import propose


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_who_says_most_comes_first_and_sides_are_heard(tmp_path: Path):
    folder = _write(
        tmp_path / "notes",
        a="Sam Ode: Good morning, I'm Sam from IT, and I look after the network here.\nDana Reyes: Fine.\n",
        b="Dana Reyes: Well.\nSam Ode: So.\n",
    )
    sam, dana = propose(folder, Settings()).people
    assert (sam.name, sam.side) == ("Sam Ode", "it")
    assert (dana.name, dana.side) == ("Dana Reyes", None)


def test_short_forms_become_aliases(tmp_path: Path):
    folder = _write(
        tmp_path / "notes",
        a="Dana Reyes: We wait for the list every single day.\nSam Ode: Yes.\n",
        b="DR: We wait.\nSam: Yes.\n",
        c="DANA REYES: We wait.\nMr Ode: Yes.\n",
    )
    people = {person.name: person.aliases for person in propose(folder, Settings()).people}
    assert people == {"Dana Reyes": ("DANA REYES", "DR"), "Sam Ode": ("Mr Ode", "Sam")}


def test_a_name_turned_or_in_brackets_is_the_same_person(tmp_path: Path):
    folder = _write(
        tmp_path / "notes",
        a="Dana Reyes: We wait for the list every single day.\nSam (IT): Yes.\n",
        b="Reyes, Dana: We wait.\nSam Ode: Yes.\n",
    )
    dana, sam = propose(folder, Settings()).people
    assert (dana.name, dana.aliases) == ("Dana Reyes", ())
    assert (sam.name, sam.aliases, sam.side) == ("Sam Ode", ("Sam (IT)",), "it")


def test_voices_without_a_name_are_nobody(tmp_path: Path):
    folder = _write(tmp_path / "notes", a="Speaker 1: We wait.\nSPEAKER_02: Yes.\nUnknown: No.\n")
    assert propose(folder, Settings()).people == ()


def test_a_guest_with_a_name_is_somebody(tmp_path: Path):
    folder = _write(tmp_path / "notes", a="Guest Bo: We wait.\nGuest 2: Yes.\nMic 1: No.\n")
    assert [person.name for person in propose(folder, Settings()).people] == ["Guest Bo"]


def test_a_side_on_which_meetings_differ_is_not_known(tmp_path: Path):
    folder = _write(
        tmp_path / "notes",
        a="Sam Ode: I'm Sam from IT.\nDana Reyes: Hm.\n",
        b="Sam Ode: As a customer I wait for your driver.\nDana Reyes: Hm.\n",
    )
    people = {person.name: person.side for person in propose(folder, Settings()).people}
    assert people["Sam Ode"] is None


def test_what_cannot_be_read_is_told(tmp_path: Path):
    folder = _write(tmp_path / "notes", a="")
    (failure,) = propose(folder, Settings()).failures
    assert failure.path == "a.txt"
