"""Runs what the documentation shows, as a reader would: in one folder, from the top of a page to its end."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from notesnlp.catalogue import own_events
from notesnlp.cli.main import cli
from notesnlp.config import Settings
from tests.docs.blocks import ROOT, Block

_SHELL = frozenset("|<>;&$`*\\(){}")
"""Marks that want a shell; a line without them is run by the command line itself, which has loaded the models."""
_DONE = frozenset({0, 3, 5})
"""Exit codes that are no failure of a command: some files could not be read, something waits."""


class Reader:
    """Somebody who follows a page.

    Args:
        place: the folder they work in.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._names: dict[str, Any] = {"__name__": "__main__"}

    def follow(self, block: Block) -> None:
        """Do what a block says: write its file, run it, or see whether it can be read."""
        if block.file:
            path = self._place / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.code, encoding="utf-8")
        if block.reason:
            return
        if block.language == "python" and not block.file:
            exec(compile("\n" * (block.line - 1) + block.code, str(block), "exec"), self._names)
        elif block.language == "sh" and not block.file:
            self._sh(block)
        elif block.language == "json":
            json.loads(block.code)
        elif block.language == "toml":
            own_events(Settings.model_validate(tomllib.loads(block.code)))

    def _sh(self, block: Block) -> None:
        lines = [line for line in block.code.splitlines() if line.strip()]
        own = all(line.startswith(("notesnlp ", "#", ".venv/bin/notesnlp ")) for line in lines)
        if own and not any(_SHELL & set(line.partition("#")[0]) for line in lines):
            for line in lines:
                if words := shlex.split(line, comments=True):
                    self._command(words[1:], block)
            return
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.code],
            cwd=self._place,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in _DONE:
            raise AssertionError(
                f"{block}: exit code {done.returncode}\n{done.stdout}{done.stderr}"
            )

    def _command(self, words: list[str], block: Block) -> None:
        try:
            code = cli.main(words, prog_name="notesnlp", standalone_mode=False)
        except Exception as error:
            raise AssertionError(f"{block}: notesnlp {shlex.join(words)}: {error}") from error
        if isinstance(code, int) and code not in _DONE:
            raise AssertionError(f"{block}: notesnlp {shlex.join(words)}: exit code {code}")
