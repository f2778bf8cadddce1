"""The runtime tells nobody that it runs: by what it writes, and by the system calls it makes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EMBED = """
import sys, time
from notesnlp.embed import load_encoder
from notesnlp.embed.store import default_models
load_encoder(default_models()).sentence_vectors(["We wait nine days for a price."])
time.sleep(float(sys.argv[1]))
"""
"""Embeds a sentence and gives what runs beside it the time to speak."""
SPEAKS_S = 12.0
"""Seconds after which it has tried to, where it is not forbidden."""


def _run(place: Path, *before: str, seconds: float = 0.0) -> None:
    """Embed a sentence in a process of its own, whose home and temporary folder lie in `place`.

    What makes the runtime silent by itself is taken out: its own variables, and those of CI servers.
    """
    own = ("ORT_", "XDG_", "CI", "GITHUB_", "GITLAB_", "TF_BUILD", "BUILD_", "JENKINS_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    subprocess.run(
        [*before, sys.executable, "-c", EMBED, str(seconds)],
        check=True,
        env=env | {"HOME": str(place), "TMPDIR": str(place), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_it_writes_nothing(tmp_path: Path):
    """Where it speaks it leaves a session's mark, a device's, and a database of events."""
    _run(tmp_path)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_it_opens_no_socket(tmp_path: Path):
    log = tmp_path / "log"
    strace = ("strace", "-f", "--seccomp-bpf", "-e", "trace=socket,connect", "-o", str(log))
    _run(tmp_path, *strace, seconds=SPEAKS_S)
    calls = log.read_text(encoding="utf-8").splitlines()
    assert calls[-1].endswith("+++ exited with 0 +++")
    assert [line for line in calls if "socket(" in line or "connect(" in line] == []
