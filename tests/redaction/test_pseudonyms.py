import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from notesnlp.errors import ConfigError
from notesnlp.redaction.pseudonyms import default_path, open_pseudonyms


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "redaction.key"


def test_the_file_is_made_for_its_owner_alone(path: Path):
    open_pseudonyms(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_numbers_stay_whatever_comes_later(path: Path):
    first = open_pseudonyms(path)
    first.give([("person", "dana reyes"), ("mail", "d@e.fg")])
    number = first.number("person", "dana reyes")
    again = open_pseudonyms(path)
    again.give([("person", name) for name in ("aa", "zz", "dana reyes")])
    assert again.number("person", "dana reyes") == number
    assert {again.number("person", name) for name in ("aa", "zz", "dana reyes")} == {1, 2, 3}
    assert again.fingerprint == first.fingerprint


def test_the_file_holds_no_names(path: Path):
    open_pseudonyms(path).give([("person", "dana reyes")])
    assert b"dana" not in path.read_bytes()


def test_another_key_gives_other_digests(path: Path, tmp_path: Path):
    for place in (path, tmp_path / "other.key"):
        open_pseudonyms(place).give([("person", "dana reyes")])
    digests = []
    for place in (path, tmp_path / "other.key"):
        connection = sqlite3.connect(place)
        digests.append(connection.execute("SELECT digest FROM numbers").fetchone())
        connection.close()
    assert digests[0] != digests[1]


def test_runs_at_once_give_no_number_twice(path: Path):
    names = [f"name {number}" for number in range(40)]

    def give(part: int) -> None:
        open_pseudonyms(path).give(("person", name) for name in names[part::4])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(give, range(4)))
    last = open_pseudonyms(path)
    last.give(("person", name) for name in names)
    assert sorted(last.number("person", name) for name in names) == list(range(1, 41))


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_key_that_others_can_read_is_refused(path: Path):
    open_pseudonyms(path)
    path.chmod(0o640)
    with pytest.raises(ConfigError, match=r"others can read the key of redaction \(mode 0640\)") as caught:  # fmt: skip
        open_pseudonyms(path)
    assert f"chmod 600 {path}" in str(caught.value)


def test_what_is_no_key_is_refused(path: Path):
    path.parent.mkdir()
    path.write_bytes(b"a letter to nobody\n" * 100)
    path.chmod(0o600)
    with pytest.raises(ConfigError, match="is no key of redaction"):
        open_pseudonyms(path)
    with pytest.raises(ConfigError, match="is no file"):
        open_pseudonyms(path.parent)


def test_the_default_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path().name == "redaction.key"
