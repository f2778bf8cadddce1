"""The commands with a ledger on a server."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from notesnlp.cli.main import cli


@pytest.fixture
def url(postgresql: str) -> str:
    return f"{postgresql}&options=-csearch_path%3Dcommands&password=secret"


def test_two_folders_in_one_ledger_on_a_server(postgresql, url: str, tmp_path: Path):
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA commands")
    runner, env = CliRunner(), {"NOTESNLP_LEDGER": url}  # a password may not be typed
    for name, line in (("yard", "Dana: The gate is down."), ("mill", "Bo: We wait nine days.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name} 2016-03-08.txt").write_text(line + "\n", encoding="utf-8")
        words = ["analyze", str(tmp_path / name), "-o", str(tmp_path / f"out-{name}"), "--quiet"]
        done = runner.invoke(cli, words, env=env)
        assert done.exception is None, done.output
    out = tmp_path / "out-yard"
    assert "secret" not in (out / "run.json").read_text("utf-8")
    assert not (out / "ledger.db").exists()
    shown = runner.invoke(cli, ["show", str(out), "coverage", "--json"], env=env)
    (row,) = json.loads(shown.output)
    assert row["meetings"] == 2
