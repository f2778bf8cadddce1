"""The recipes for cron and systemd in docs/explanation/delivery.md, tried."""

import json
import re
import shutil
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.delivery.conftest import Post, authority, ca_file, post, serve

__all__ = ["authority", "ca_file", "post", "serve"]

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "delivery.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
[SCRIPT] = [text for kind, text in BLOCKS if kind == "sh" and text.startswith("#!/bin/sh")]
[TABLE] = [text for kind, text in BLOCKS if kind == "text" and "* * *" in text]
UNITS = {
    found[1]: text for kind, text in BLOCKS if kind == "ini" and (found := re.match(r"# (\S+)\n", text))
}  # fmt: skip
CIO = "cio@timber.example"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The command where the recipes have it, made of the code under test."""
    command = tmp_path / "notesnlp"
    code = "from notesnlp.cli.main import main; main()"
    command.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{code}' \"$@\"\n")
    command.chmod(0o755)
    return command


def _placed(text: str, installed: Path) -> str:
    """A recipe with its places below a folder of the test."""
    folder = installed.parent
    text = text.replace("/opt/notesnlp/bin/notesnlp", str(installed))
    text = text.replace("/usr/local/bin/notes-report", str(folder / "notes-report"))
    return text.replace("/srv/notes-out", str(folder / "out")).replace(
        "/srv/notes", str(folder / "notes")
    )


def test_the_script_reads_and_mails_and_the_table_tries_again(
    serve, post: Post, installed: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = installed.parent
    monkeypatch.setenv("PYTHONPATH", str(PAGE.parents[2]))
    (folder / "notes").mkdir()
    (folder / "notes" / "2024-11-05 yard.txt").write_text(
        "Dana: We wait nine days for a date.\nSam: I will send the list on Friday.\n"
    )
    given = json.loads(serve().model_dump_json(exclude_defaults=True))
    lines = [f"{key} = {json.dumps(value)}" for key, value in given.items()]
    rule = f'\n[[mail.send]]\nto = "{CIO}"\nunits = "all"\n'
    (folder / "notes" / "notesnlp.toml").write_text("\n".join(["[mail]", *lines, rule]))
    script = folder / "notes-report"
    script.write_text(_placed(SCRIPT, installed))
    post.to[CIO] = ["451 greylisted"]

    first = subprocess.run(["sh", script], capture_output=True, text=True, check=False)
    assert (first.returncode, post.arrived) == (5, []), first.stderr
    *_, again = _placed(TABLE, installed).strip().splitlines()
    due = again.split(None, 5)[5]
    assert subprocess.run(["sh", "-c", due], check=False).returncode == 5  # its pause is not over
    by_hand = due.replace(" --due", "")
    assert subprocess.run(["sh", "-c", by_hand], check=False).returncode == 0
    [(to, data)] = post.arrived
    assert to == (CIO,)
    assert "week" in message_from_bytes(data, policy=policy.default)["Subject"]


@pytest.mark.skipif(not shutil.which("crontab"), reason="needs cron")
def test_cron_takes_the_table(installed: Path):
    table = installed.parent / "table"
    table.write_text(TABLE)
    done = subprocess.run(["crontab", "-n", table], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_takes_the_units(installed: Path):
    folder = installed.parent
    (folder / "notes-report").write_text(SCRIPT)
    (folder / "notes-report").chmod(0o755)
    assert set(UNITS) == {
        f"notes-{name}.{kind}" for name in ("report", "outbox") for kind in ("service", "timer")
    }
    for name, text in UNITS.items():
        (folder / name).write_text(_placed(text, installed))
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(folder / name) for name in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, [line for line in done.stderr.splitlines() if "notes-" in line]) == (
        0,
        [],
    )
    when = subprocess.run(
        ["systemd-analyze", "calendar", "Mon 06:00", "*:0/15"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert when.returncode == 0
