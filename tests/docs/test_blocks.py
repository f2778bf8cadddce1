"""Every block of the documentation runs, or says why not."""

import re
import shutil
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

from notesnlp.cli.main import cli
from tests.docs.blocks import CHECKED, PAGES, ROOT, RUN, SHOWN, Block, blocks_of
from tests.docs.runner import Reader

_WITH_BLOCKS = [page for page in PAGES if any(True for _ in blocks_of(page))]


def _id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pages begin with: the notes of the examples, and a run over them in `out`."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "docs" / "examples" / "notes", place / "notes")
    code = cli.main(
        ["analyze", str(place / "notes"), "-o", str(place / "out"), "--quiet"],
        standalone_mode=False,
    )
    assert code == 0
    return place


@pytest.fixture
def place(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for each page."""
    shutil.copytree(example, tmp_path, dirs_exist_ok=True)
    shutil.copytree(example / "notes", tmp_path / "path" / "to" / "notes")
    for name in ("corpora", "docs", "models"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(example.parent / "cache"))  # vectors of the corpora
    monkeypatch.setenv("COLUMNS", "100")
    mpl.use("Agg")
    return tmp_path


@pytest.mark.parametrize("page", _WITH_BLOCKS, ids=_id)
def test_every_block_of_a_page_runs(page: Path, place: Path):
    reader = Reader(place)
    for block in blocks_of(page):
        reader.follow(block)


def _blocks() -> list[Block]:
    return [block for page in PAGES for block in blocks_of(page)]


def test_every_block_is_of_a_known_language():
    assert {block.language for block in _blocks()} <= RUN | CHECKED | SHOWN


def test_no_command_hides_in_a_block_that_is_not_run():
    hidden = [
        str(block)
        for block in _blocks()
        if block.language not in RUN
        and re.search(r"^(?:\$ )?(?:\.venv/bin/)?(?:notesnlp|make|pip|git) [a-z]", block.code, re.M)
    ]
    assert hidden == []


def test_what_is_not_run_is_little_and_says_why():
    left = [block for block in _blocks() if block.reason]
    assert all(len(block.reason.split()) > 3 for block in left)
    assert len(left) < len([block for block in _blocks() if block.language in RUN]) / 3
