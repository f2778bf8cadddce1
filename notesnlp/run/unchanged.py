"""Whether a run would write again what lies in its output folder already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from notesnlp.config import Settings
from notesnlp.embed.store import default_models, file_hash
from notesnlp.report.about import UNCHANGED
from notesnlp.report.publish import RUN
from notesnlp.run.keys import digest, model_hashes, program


def inputs(
    stamp: str | None, settings: Settings, folders: Sequence[object], ledger: Path | str
) -> str | None:
    """What a run's output is made from; None where nobody can tell whether that is the same.

    Args:
        stamp: of the notes, see `Survey.stamp`.
        settings: in force.
        folders: of the notes.
        ledger: path or URL; what a server holds may be changed by anybody at any time.
    """
    if stamp is None or "://" in str(ledger):
        return None
    templates = settings.mail.templates
    return digest(
        stamp,
        program(whole=True),
        *model_hashes(settings.models or default_models(), ("themes",)),
        settings.model_dump_json(),
        *map(str, folders),
        *(file_hash(path) for path in _files(templates)),
        _file_hash(Path(ledger)),
        _file_hash(Path(f"{ledger}-wal")),
    )


def written_before(out: Path, made_from: str | None) -> dict[str, Any] | None:
    """What `run.json` says, where the run in `out` was made from the same and is whole."""
    if made_from is None:
        return None
    try:
        about = json.loads((out / RUN).read_text(encoding="utf-8"))
        told = about[UNCHANGED]
        same = told["made_from"] == made_from and all(
            [found.st_size, found.st_mtime_ns] == size
            for name, size in told["files"].items()
            if (found := (out / name).stat())
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return about if same else None


def _files(folder: Path | None) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder else []


def _file_hash(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError:
        return ""
