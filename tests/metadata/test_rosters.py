from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from notesnlp.errors import ConfigError
from notesnlp.metadata import load_rosters
from notesnlp.metadata.rosters import MeetingEntry
from notesnlp.model.meeting import Speaker


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_none(tmp_path):
    rosters = load_rosters(tmp_path)
    assert rosters.people == ()
    assert rosters.entry("a.txt") is None


PEOPLE = (Speaker("Dana Reyes", "Hall Manager", "customer", ("DR", "Dee")), Speaker("Bo Ek"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.csv", "name,role,side,aliases\nDana Reyes,Hall Manager,Customer,DR; Dee\nBo Ek,,,\n"),
        ("people.csv", '\ufeffName , Role,SIDE,aliases\r\nDana Reyes,Hall Manager,customer,"DR, Dee,"\r\nBo Ek\r\n'),
        ("people.jsonl",
         '{"name": "Dana Reyes", "role": "Hall Manager", "side": "customer", "aliases": ["DR", " Dee", ""]}\n'
         '\n{"name": " Bo Ek ", "role": "", "side": null}\n'),
        ("people.jsonl",
         '{"name": "Dana Reyes", "role": "Hall Manager", "side": "customer", "aliases": "DR;Dee"}\r\n{"name": "Bo Ek"}'),
    ],
)  # fmt: skip
def test_people(name, content, tmp_path):
    write(tmp_path, name, content)
    assert load_rosters(tmp_path).people == PEOPLE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("meetings.csv", "meeting,date,unit,unit_kind\na/x.txt,2024-05-06,Press hall,Internal\ny.md,,,\n"),
        ("meetings.jsonl",
         '{"meeting": "a/x.txt", "date": "2024-05-06", "unit": "Press hall", "unit_kind": "internal"}\n'
         '{"meeting": "y.md"}\n'),
    ],
)  # fmt: skip
def test_meetings(name, content, tmp_path):
    write(tmp_path, name, content)
    rosters = load_rosters(tmp_path)
    held = MeetingEntry(dt.date(2024, 5, 6), "Press hall", "internal")
    assert rosters.entry("a/x.txt") == held
    assert rosters.entry("x.txt") is None
    assert rosters.entry("b/y.md") == rosters.entry("y.md") == MeetingEntry(None, None, None)


def test_both_kinds_of_file_count(tmp_path):
    write(tmp_path, "people.csv", "name\nDana Reyes\n")
    write(tmp_path, "people.jsonl", '{"name": "Bo Ek"}\n')
    assert [person.name for person in load_rosters(tmp_path).people] == ["Dana Reyes", "Bo Ek"]


def test_a_line_separator_within_json_ends_no_line(tmp_path):
    write(tmp_path, "people.jsonl", '{"name": "Bo Ek", "role": "a\u2028b"}\n')
    assert load_rosters(tmp_path).people[0].role == "a\u2028b"


BAD = {
    "no name in CSV": ("people.csv", "name,side\n,it\n", "no 'name'", "line 2", "'name'"),
    "no column": ("people.csv", "person;side\nBo;it\n", "no 'name'", "line 2", "'name'"),
    "no name": ("people.jsonl", '{"name": "Bo"}\n{"role": "x"}', "no 'name'", "line 2", "'name'"),
    "side in CSV": (
        "people.csv", "name,side\nBo,it\nDana,client\n", "'client' is not known",
        "line 3, key 'side'", "one of it, customer, sales, other",
    ),
    "side": (
        "people.jsonl", '\n{"name": "Bo", "side": "IT dept"}', "'IT dept' is not known",
        "line 2, key 'side'", "one of it, customer, sales, other",
    ),
    "aliases": (
        "people.jsonl", '{"name": "Bo", "aliases": 7}', "7 is no list", "line 1, key 'aliases'", '["DR"',
    ),
    "aliases as an object": (
        "people.jsonl", '{"name": "Bo", "aliases": {"a": 1}}', "is no list", "line 1, key 'aliases'",
        '["DR"',
    ),
    "no JSON": ("people.jsonl", '{"name": "Bo"}\n{"name": ', "not JSON", "line 2", "one object a line"),
    "a list": ("people.jsonl", '["Bo"]', "not a JSON object", "line 1", "one object a line"),
    "a long number": ("people.jsonl", '{"name": ' + "9" * 5000 + "}", "not JSON", "line 1", "one object"),
    "deep": ("people.jsonl", "[" * 100_000, "not JSON", "line 1", "one object a line"),
    "a field too long": ("people.csv", "name\n" + "x" * 200_000 + "\n", "not CSV", "line 2", "commas"),
    "no meeting": ("meetings.csv", "meeting,date\n,2024-05-06\n", "no 'meeting'", "line 2", "'meeting'"),
    "date": (
        "meetings.csv", "meeting,date\na.txt,6 May 2024\n", "'6 May 2024' is no date",
        "line 2, key 'date'", "2016-03-08",
    ),
    "unit_kind": (
        "meetings.jsonl", '{"meeting": "a.txt", "unit_kind": "inside"}', "'inside' is not known",
        "line 1, key 'unit_kind'", "one of external, internal",
    ),
    "no UTF-8": ("people.csv", b"name\nAndr\xe9\n", "not UTF-8", "line 2", "UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "reason", "place", "remedy"), BAD.values(), ids=BAD)
def test_bad_rosters(name, content, reason, place, remedy, tmp_path):
    path = write(tmp_path, name, content)
    with pytest.raises(ConfigError) as caught:
        load_rosters(tmp_path)
    error = caught.value
    assert error.path == str(path)
    assert reason in error.reason
    assert error.place == place
    assert remedy in error.remedy
