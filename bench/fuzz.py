"""Feeds mutated real files to the readers, guided by the coverage that they reach. By hand, not in CI.

    pip install atheris==3.0.0
    python -m bench.fuzz FORMAT SEEDS [RUNS]      # FORMAT: eml, docx …; SEEDS: a folder of real files

A reader may return a document or raise NotesError; anything else is a fault, and so is a turn that
cannot be encoded or a run that takes over ten seconds. Parts of Word documents and archives are
mutated before they are packed, which mutations of the packed bytes hardly ever survive.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["notesnlp"]):
    from notesnlp.errors import NotesError
    from notesnlp.readers import reading_of
    from notesnlp.readers.detect import format_of
    from notesnlp.readers.registry import READERS


PACKED = ("docx", "pdf", "msg")
"""Formats whose smallest real files have tens of thousands of bytes; others are fuzzed faster small."""


def repacked(data: bytes, seed: int) -> bytes:
    """The archive `data` with one part mutated; as it is where it is none."""
    chance = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {info.filename: old.read(info) for info in old.infolist()}
    except Exception:
        return data
    if not parts:
        return data
    chosen = chance.choice([name for name in parts if name.endswith(".xml")] or list(parts))
    parts[chosen] = bytes(atheris.Mutate(parts[chosen], len(parts[chosen]) + 100))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def mutate(data: bytes, most: int, seed: int) -> bytes:
    """A mutation of `data`, of the parts of an archive every other time."""
    if data.startswith(b"PK") and seed % 2:
        return repacked(data, seed)[:most]
    return bytes(atheris.Mutate(data, most))


def main(format: str, seeds: str, runs: str = "10000") -> None:
    """Fuzz one reader."""
    reader = next(item for item in READERS if item.format == format)
    path = Path(f"fuzz{(*reader.suffixes, '.txt')[0]}")

    def read(data: bytes) -> None:
        try:
            format_of(data, path)
            document = reader.read(data, path)
        except NotesError as error:
            if not (error.reason and error.remedy):
                raise ValueError("an error without a reason or a remedy") from error
            return
        for turn in document.turns:
            (turn.text + (turn.speaker or "")).encode("utf-8")
        reading_of(document)

    with tempfile.TemporaryDirectory() as corpus:
        for number, file in enumerate(sorted(Path(seeds).rglob("*"))):
            if file.is_file() and (file.suffix.lower() in reader.suffixes or not reader.suffixes or format == "eml"):  # fmt: skip
                (Path(corpus) / str(number)).write_bytes(file.read_bytes()[:100_000_000])
        options = [f"-runs={runs}", f"-max_len={60_000 if format in PACKED else 8_000}", "-timeout=10", "-rss_limit_mb=4000", "-print_final_stats=1"]  # fmt: skip
        atheris.Setup([sys.argv[0], *options, corpus], read, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
