"""Nothing leaves the machine, nothing is unpickled, nothing can be read by others: through the whole demo."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "corpora" / "demo"
SECRET = "correct-horse-battery"
WATCHED = """
import json, os, sys
seen = []
def watch(event, args):
    if event.startswith(("socket.", "pickle.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
        frame, files = sys._getframe(1), []
        while frame is not None:
            files.append(frame.f_code.co_filename)
            frame = frame.f_back
        seen.append([event, repr(args)[:200], files[:8]])
sys.addaudithook(watch)
from notesnlp.cli.main import main
codes = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["notesnlp", *words]
    try:
        main()
    except SystemExit as end:
        codes.append(end.code)
files = [str(module.__file__) for module in list(sys.modules.values()) if getattr(module, "__file__", None)]
with open(os.environ["SEEN"], "w") as file:
    json.dump({"codes": codes, "seen": seen, "files": sorted(set(files))}, file)
"""
"""Runs commands one after the other in one process, whose every step Python's audit hooks tell."""


@dataclass(frozen=True)
class Watched:
    """What the demo left: its folder, what was printed, events of the audit hooks, modules imported."""

    out: Path
    printed: str
    codes: list[int]
    seen: list[tuple[str, str, list[str]]]
    files: list[str]


def _offline() -> list[str]:
    """A command that takes the network away, where this machine lets us."""
    tool = shutil.which("unshare")
    for way in ([tool, "-n"], [tool, "-rn"]) if tool else ():
        if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            return [str(part) for part in way]
    return []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("demo")
    notes, out = folder / "notes", folder / "out"
    shutil.copytree(DEMO, notes)
    (notes / "notesnlp.toml").write_text(
        '[mail]\nhost = "127.0.0.1"\nsender = "a@b.example"\nuser = "notes"\n'
        '[[mail.send]]\nto = "cio@b.example"\nunits = "all"\n'
    )
    commands = [
        ["analyze", notes, "-o", out],
        *(
            ["show", out, what]
            for what in ("needs", "dependencies", "themes", "promises", "trends")
        ),
        ["report", out],
        ["brief", out, "Loch Vaig Salmon", "--html", folder / "brief.html"],
        ["send", out, "--dry-run", "--no-open"],
        ["review", out, "--export", folder / "review.xlsx"],
        ["forget", out, "--meeting", "commuters-panel-lismay-hall.srt", "--yes"],
        ["doctor"],
    ]
    words = json.dumps([[str(word) for word in command] for command in commands])
    done = subprocess.run(
        [*_offline(), sys.executable, "-W", "error", "-c", WATCHED, words],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env=os.environ | {"SEEN": str(folder / "seen.json"), "NOTESNLP_MAIL_PASSWORD": SECRET, "COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads((folder / "seen.json").read_text())
    return Watched(out, done.stdout + done.stderr, told["codes"], told["seen"], told["files"])


def test_the_demo_runs_without_a_network(demo: Watched):
    assert set(demo.codes) == {0}, demo.printed


def test_no_socket_is_used(demo: Watched):
    """urllib3, which spaCy imports, asks on import whether this machine knows IPv6: a port of its own."""
    used = [
        (event, args, files[0])
        for event, args, files in demo.seen
        if event.startswith("socket.") and not any("urllib3/util/connection.py" in file for file in files)
    ]  # fmt: skip
    assert used == []
    asked = {event for event, _, _ in demo.seen if event.startswith("socket.")}
    assert asked <= {"socket.__new__", "socket.bind"}


def test_no_program_is_started(demo: Watched):
    """But for `uname`, which Python itself asks for the machine's name that `doctor` tells."""
    started = ("subprocess.", "os.system", "os.exec", "os.posix_spawn")
    found = [item for item in demo.seen if item[0].startswith(started)]
    assert [item for item in found if not item[1].startswith("('uname', ['uname', '-p']")] == []


def test_nothing_is_unpickled(demo: Watched):
    assert [item for item in demo.seen if item[0].startswith("pickle.")] == []


_LOADS = re.compile(
    r"\b(?:pickle|cloudpickle|dill|joblib|shelve|marshal)\.(?:loads?|Unpickler|open)\("
    r"|\bnp\.load\([^)\n]*allow_pickle\s*=\s*True"
)
_NEVER_FOR_US = {"jinja2", "joblib", "numpy", "pandas", "pydantic", "sqlalchemy", "srsly", "torch"}
"""Packages that can unpickle what they are asked to: nobody here asks, as the test above shows."""


def test_who_could_unpickle_is_known(demo: Watched):
    """A dependency that is new in this list has to be looked at before it is let in."""
    found = set()
    for file in demo.files:
        parts = Path(file).parts
        if file.endswith(".py") and "site-packages" in parts:
            package = parts[parts.index("site-packages") + 1]
            if package not in found and _LOADS.search(Path(file).read_text(errors="replace")):
                found.add(package)
    assert found <= _NEVER_FOR_US


def test_the_package_itself_knows_no_pickle():
    words = re.compile(
        r"\b(?:import|from)\s+(?:pickle|joblib|dill|shelve|marshal|cloudpickle)\b|allow_pickle\s*=\s*True|torch\.load\("
    )
    for path in (ROOT / "notesnlp").rglob("*.py"):
        assert not words.search(path.read_text(encoding="utf-8")), path


def test_all_that_is_written_is_its_owner_s_alone(demo: Watched):
    written = [demo.out, *demo.out.rglob("*"), demo.out.parent / "brief.html", demo.out.parent / "review.xlsx"]  # fmt: skip
    for path in written:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))


def test_no_secret_is_written_or_printed(demo: Watched):
    assert SECRET not in demo.printed
    for path in demo.out.parent.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
