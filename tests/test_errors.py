import inspect
import pickle
import re
from pathlib import Path

import pytest

from notesnlp import errors
from notesnlp.errors import NotesError

CLASSES = [
    item for _, item in inspect.getmembers(errors, inspect.isclass) if issubclass(item, NotesError)
]


def test_every_error_is_drawn_in_the_tree():
    tree = errors.__doc__ or ""
    drawn = set(re.findall(r"^\s*(?:[├└]── )?([A-Z]\w+)(?=\s|$)", tree.split("\n\n")[1], re.M))
    assert drawn == {item.__name__ for item in CLASSES}
    assert len(CLASSES) > 5


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_is_documented_and_a_notes_error(kind: type[NotesError]):
    assert (kind.__doc__ or "").strip()
    assert issubclass(kind, NotesError)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "it is empty"),
        ({"path": Path("a.txt")}, "a.txt: it is empty"),
        ({"place": "line 2"}, "line 2: it is empty"),
        ({"path": "a.txt", "place": "line 2"}, "a.txt, line 2: it is empty"),
        ({"remedy": "delete it"}, "it is empty (delete it)"),
        (
            {"path": "a.txt", "place": "line 2", "remedy": "delete it"},
            "a.txt, line 2: it is empty (delete it)",
        ),
    ],
)
def test_an_error_says_where_what_and_what_to_do(given, text):
    assert str(NotesError("it is empty", **given)) == text


@pytest.mark.parametrize("kind", CLASSES)
def test_errors_travel_between_processes(kind: type[NotesError]):
    sent = kind("it is empty", path="a.txt", place="line 2", remedy="delete it")
    come = pickle.loads(pickle.dumps(sent))
    assert type(come) is kind
    assert str(come) == str(sent)
    assert (come.reason, come.path, come.place, come.remedy) == (
        sent.reason, sent.path, sent.place, sent.remedy,
    )  # fmt: skip
