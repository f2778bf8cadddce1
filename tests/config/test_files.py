"""What cannot be read of the files that people write is told, in whichever file it is."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from notesnlp.catalogue import load_catalogue
from notesnlp.config import load_settings
from notesnlp.config.files import read_written
from notesnlp.errors import ConfigError
from notesnlp.metadata import load_rosters
from notesnlp.report.environment import render
from notesnlp.themes.estimates import read_estimates

READERS: dict[str, Callable[[Path], object]] = {
    "notesnlp.toml": lambda path: load_settings(path.parent),
    "events.toml": load_catalogue,
    "people.csv": lambda path: load_rosters(path.parent),
    "people.jsonl": lambda path: load_rosters(path.parent),
    "meetings.csv": lambda path: load_rosters(path.parent),
    "meetings.jsonl": lambda path: load_rosters(path.parent),
    "priorities.csv": read_estimates,
    "mail.txt.j2": lambda path: render("mail.txt.j2", path.parent, text="", subject=""),
}
"""Who reads a file, by its name."""
NOBODY = 65534


def _refused(name: str, path: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        READERS[name](path)
    assert caught.value.path == str(path)
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("name", READERS)
def test_a_folder_in_its_place(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    assert _refused(name, tmp_path / name).reason == "this is a folder, not a file"


@pytest.mark.parametrize("name", READERS)
def test_a_pipe_in_its_place_holds_nobody_up(tmp_path: Path, name: str):
    os.mkfifo(tmp_path / name)
    assert "a pipe" in _refused(name, tmp_path / name).reason


@pytest.mark.parametrize("name", READERS)
def test_a_link_that_leads_nowhere(tmp_path: Path, name: str):
    (tmp_path / name).symlink_to(tmp_path / "gone")
    assert "a link to a file that is not there" in _refused(name, tmp_path / name).reason


@pytest.mark.parametrize("name", READERS)
def test_another_encoding_is_told_with_its_line(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"# a\n\n# caf\xe9\n")
    error = _refused(name, tmp_path / name)
    assert (error.reason, error.place) == ("not UTF-8", "line 3")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can reach, which pytest's are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Rights that root does without."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield
    if root:
        os.seteuid(0)


@pytest.mark.parametrize("locked", ["file", "folder"])
@pytest.mark.parametrize("name", READERS)
def test_what_may_not_be_read(
    open_folder: Path, name: str, locked: str, request: pytest.FixtureRequest
):
    path = open_folder / name
    path.write_text("", encoding="utf-8")
    (path if locked == "file" else open_folder).chmod(0)
    request.getfixturevalue("as_nobody")
    with pytest.raises(ConfigError, match="cannot be read: Permission denied") as caught:
        READERS[name](path)
    if locked == "file":
        assert caught.value.path == str(path)
    assert str(caught.value.path).startswith(str(open_folder))
    assert "permissions" in str(caught.value.remedy)


def test_nothing_is_there(tmp_path: Path):
    assert read_written(tmp_path / "notesnlp.toml") is None
    assert read_written(tmp_path / "gone" / "notesnlp.toml") is None
    (tmp_path / "file").write_text("x")
    assert read_written(tmp_path / "file" / "notesnlp.toml") is None
    assert read_written(tmp_path / "no\0name" / "notesnlp.toml") is None


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfname\r\nBo\r\n")
    assert read_written(tmp_path / "a.csv") == "name\nBo\n"
