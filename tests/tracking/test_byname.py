import pytest

from notesnlp.tracking.byname import ByName


def test_meetings_are_found_by_their_names(say):
    meetings = [say("We wait.", name=name) for name in ("b.txt", "a.txt")]
    found = ByName(meetings)
    assert list(found) == ["b.txt", "a.txt"]
    assert len(found) == 2
    assert found["a.txt"] is meetings[1]
    assert found.get("c.txt") is None
    with pytest.raises(KeyError):
        found["c.txt"]
