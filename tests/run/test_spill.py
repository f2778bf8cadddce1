"""Entries that go with the process."""

import gc
import os
import resource
import signal
from pathlib import Path

import pytest

from notesnlp.run.spill import Spill
from tests.processes import child, ends


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_what_is_put_there_is_found(place: Path):
    spill = Spill()
    assert spill.get("a") is None
    spill.put("a", b"one")
    spill.put("b", b"")
    spill.put("c", b"three" * 100_000)
    assert [spill.get(key) for key in "abcd"] == [b"one", b"", b"three" * 100_000, None]
    spill.put("a", b"other")
    assert spill.get("a") == b"other"


def test_it_has_no_name_and_goes_with_its_object(place: Path):
    spill = Spill()
    spill.put("a", b"Dana Reyes")
    assert not list(place.iterdir())
    held = spill._file
    assert held is not None
    del spill
    gc.collect()
    assert held.closed


def test_nothing_is_left_of_a_killed_process(place: Path):
    def work() -> None:
        spill = Spill()
        spill.put("a", b"Dana Reyes")
        assert spill.get("a") == b"Dana Reyes"
        os.kill(os.getpid(), signal.SIGKILL)

    assert ends(child(work)) == -signal.SIGKILL
    assert not list(place.iterdir())


def test_what_a_disk_refuses_costs_only_itself(place: Path):
    """Files may grow to 1,000 bytes: the rest of the second entry is refused half way."""

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
        spill = Spill()
        spill.put("a", b"a" * 600)
        with pytest.raises(OSError, match="too large"):
            spill.put("b", b"b" * 600)
        assert spill.get("b") is None
        spill.put("c", b"c" * 300)
        assert spill.get("a") == b"a" * 600
        assert spill.get("c") == b"c" * 300

    assert ends(child(work)) == 0
