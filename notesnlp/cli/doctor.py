"""`notesnlp doctor`: what is installed, which models, what is missing, and whether it works."""

from __future__ import annotations

import platform
import re
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click

_PURPOSES: Mapping[str, str] = {
    "outlook": "to read Outlook's .msg and winmail.dat",
    "postgresql": "for a ledger on PostgreSQL",
    "keyring": "to keep the mail server's password in the system's keyring",
    "train": "to tune the encoder; adapting the models does without",
    "cluster": "to work on a cluster of dask.distributed",
    "remote": "to read notes by the URL of a storage, such as S3",
    "dev": "to work on notesnlp itself",
}
"""What each optional part is for."""
_TOLD = (
    "click",
    "spacy",
    "onnxruntime",
    "tokenizers",
    "scikit-learn",
    "pandas",
    "python-docx",
    "matplotlib",
    "sqlalchemy",
)
"""Required packages whose versions are told where all is well: what most questions turn on."""
_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)(?:\[[\w,.-]+\])?\s*(?:==\s*(?P<pin>[\w.!+-]+))?[^;]*(?:;.*?extra\s*==\s*['\"](?P<extra>[\w-]+)['\"])?"
)
_PROBLEMS = 2
_HASH = 12
"""Digits of a hash that are told; the manifest has all 64."""


@click.command()
def command() -> int:
    """Tell what is installed, which models, and what is missing; then try the models.

    Exit code 0: it works; 2: something that is required is missing or damaged.
    """
    from notesnlp import __version__
    from notesnlp.embed.store import MODELS, default_models

    click.echo(
        f"notesnlp {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
    )
    problems = _packages()
    models = default_models()
    click.echo(f"  models in {models}")
    for name in MODELS:
        click.echo(f"  model {name}: {_model(models / name)}")
    _try()
    for problem in problems:
        click.echo(f"  problem: {problem}", err=True)
    return _PROBLEMS if problems else 0


def _packages() -> list[str]:
    """Tell required packages and optional parts; the problems with what is required."""
    parts = _requirements()
    faults = [fault for name, pin in parts.pop("") if (fault := _fault(name, pin))]
    for name in _TOLD:
        try:
            click.echo(f"  {name} {version(name)}")
        except PackageNotFoundError:
            click.echo(f"  {name}: missing")
    for extra, needed in parts.items():
        purpose = _PURPOSES.get(extra, "")
        missing = [fault for name, pin in needed if (fault := _fault(name, pin))]
        if missing:
            click.echo(
                f"  optional {extra}: not installed, needed only {purpose} (pip install 'notesnlp[{extra}]')"
            )
        else:
            click.echo(f"  optional {extra}: installed, {purpose}")
    return faults


def _requirements() -> dict[str, list[tuple[str, str | None]]]:
    """Names and pins of what the installed package asks for, by optional part; "" is required."""
    parts: dict[str, list[tuple[str, str | None]]] = {"": []}
    for line in requires("notesnlp") or ():
        found = _REQUIREMENT.match(line)
        if found:
            parts.setdefault(found["extra"] or "", []).append((found["name"], found["pin"]))
    return parts


def _fault(name: str, pin: str | None) -> str | None:
    """What is wrong with a package, and what to do."""
    try:
        have = version(name)
    except PackageNotFoundError:
        return f"{name} is missing (pip install --force-reinstall notesnlp)"
    if pin and have.partition("+")[0] != pin:  # what follows tells the build, such as +cpu
        return f"{name} is {have}, and notesnlp was tested with {pin} (pip install '{name}=={pin}')"
    return None


def _model(folder: Path) -> str:
    """What a model is, after its files' hashes have been verified."""
    from notesnlp.embed.store import read_manifest

    manifest = read_manifest(folder)
    size = sum(path.stat().st_size for path in _files(folder)) / 1e6
    hashes = ", ".join(f"{name} {digest[:_HASH]}" for name, digest in manifest["files"].items())
    trained = f"trained {manifest['trained']}, " if "trained" in manifest else ""
    adapted = manifest.get("adapted", {}).get("to")
    own = f", adapted to {', '.join(adapted)}" if adapted else ""
    return (
        f"{trained}{size:.1f} MB, {len(manifest['files'])} files verified by hash ({hashes}){own}"
    )


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.is_file())


def _try() -> None:
    """Analyse a meeting of one turn."""
    from notesnlp.model.meeting import Meeting, Piece, Turn
    from notesnlp.run import load

    words = (
        "Our lease here is up in March, so the whole team moves to the old mill next spring, "
        "but there's nothing in it for IT."
    )
    turn = Turn(0, "Ana", words, (Piece(0, 1, 0),), side="customer")
    started = time.perf_counter()
    pipeline = load()
    loaded = time.perf_counter()
    found = pipeline.analyze(Meeting("trial", "text", "transcript", (turn,))).findings
    kinds = ", ".join(item.kind for item in found) or "nothing"
    click.echo(
        f"  trial: {kinds} found in “{words}” after {time.perf_counter() - loaded:.1f} s, "
        f"models loaded in {loaded - started:.1f} s"
    )
