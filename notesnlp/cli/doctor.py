"""`notesnlp doctor`: what is installed, which models, what is missing."""

from __future__ import annotations

import platform
import time
from importlib.metadata import PackageNotFoundError, version

import click

_NEEDED = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "scikit-learn",
    "pandas",
    "python-docx",
    "matplotlib",
    "sqlalchemy",
)
_OPTIONAL = {
    "torch": ("train", "to tune the encoder"),
    "sentence-transformers": ("train", "to tune the encoder"),
    "psycopg": ("postgresql", "for a ledger on PostgreSQL"),
}


@click.command()
def command() -> int:
    """Tell what is installed, which models, and what is missing; then try the models."""
    from notesnlp import __version__
    from notesnlp.embed.store import default_models, read_manifest

    click.echo(f"notesnlp {__version__}, Python {platform.python_version()}, {platform.platform()}")
    for name in _NEEDED:
        click.echo(f"  {name} {version(name)}")
    for name, (extra, purpose) in _OPTIONAL.items():
        try:
            click.echo(f"  {name} {version(name)}")
        except PackageNotFoundError:
            click.echo(
                f"  {name}: not installed, needed only {purpose} (pip install 'notesnlp[{extra}]')"
            )
    models = default_models()
    for name in ("encoder", "judge", "themes"):
        manifest = read_manifest(models / name)
        click.echo(
            f"  model {name}: {models / name}, {len(manifest['files'])} files verified by hash"
        )
    _try()
    return 0


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
    found = load().analyze(Meeting("trial", "text", "transcript", (turn,))).findings
    kinds = ", ".join(item.kind for item in found) or "nothing"
    click.echo(f"  trial: {kinds} found in “{words}” after {time.perf_counter() - started:.1f} s")
