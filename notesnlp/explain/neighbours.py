"""The annotated findings of the same kind that lie nearest to a quote."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from notesnlp.embed.encoder import Encoder, Floats
from notesnlp.errors import AnnotationError
from notesnlp.explain.explanation import Neighbour
from notesnlp.learn.annotations import GOLD, read_jsonl

_TOLD = 5


def default_corpora() -> Path | None:
    """The corpora that the models learned from, in a checkout; None in an installed package."""
    folder = Path(__file__).resolve().parents[2] / "corpora" / "train"
    return folder if folder.is_dir() else None


def nearest(
    quote: str, kind: str, corpora: Path, encoder: Encoder, *, most: int = _TOLD
) -> tuple[Neighbour, ...]:
    """The annotated findings of `kind` below `corpora` whose quotes lie nearest to `quote`.

    Quotes are compared by themselves, in the base encoder, which no annotation has touched. Their
    vectors are kept in the user's cache folder, so that only the first call takes long: some
    fifteen seconds for the 6,000 needs of corpora/train on two cores.

    Args:
        quote: of a finding.
        kind: of finding.
        corpora: an annotated set, or a folder with sets below it.
        encoder: the base encoder.
        most: how many to return.

    Raises:
        AnnotationError: there is no annotated set, or a line is no JSON.
    """
    rows = _gold(corpora, kind)
    if not rows:
        return ()
    vectors = _vectors([row["quote"] for _, row in rows], encoder)
    near = vectors @ encoder.sentence_vectors([quote])[0]
    found: dict[str, Neighbour] = {}
    for number in np.argsort(-near, kind="stable"):
        corpus, row = rows[int(number)]
        if row["quote"] not in found:
            found[row["quote"]] = Neighbour(
                row["quote"],
                str(row.get("event") or row.get("type")),
                corpus,
                str(row["meeting"]),
                round(float(near[number]), 3),
            )
        if len(found) == most:
            break
    return tuple(found.values())


def _gold(corpora: Path, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """The findings of `kind`, each with the name of its set."""
    files = sorted(corpora.rglob(GOLD))
    if not files:
        raise AnnotationError(
            f"no {GOLD} in this folder or below",
            path=corpora,
            remedy="name an annotated set, or a folder of sets",
        )
    return [
        (path.parent.name, row)
        for path in files
        for _, row in read_jsonl(path)
        if row.get("kind") == kind and row.get("quote") and row.get("meeting")
    ]


def _vectors(quotes: Sequence[str], encoder: Encoder) -> Floats:
    """The vectors of `quotes`, from the cache where they are there; rounded alike either way."""
    key = hashlib.sha256(json.dumps(quotes).encode()).hexdigest()[:16]
    path = _cache() / f"quotes-{key}.npy"
    with suppress(OSError, ValueError):  # not there, or cut off while it was written
        kept = np.load(path, allow_pickle=False)
        if kept.shape[0] == len(quotes):
            return np.asarray(kept, np.float32)
    vectors = encoder.sentence_vectors(quotes).astype(np.float16)
    with suppress(OSError):  # a home that cannot be written costs time, not the answer
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}.npy")
        np.save(beside, vectors)
        beside.replace(path)
    return np.asarray(vectors, np.float32)


def _cache() -> Path:
    """The user's cache folder, where the system has it."""
    from platformdirs import user_cache_path

    return user_cache_path("notesnlp", appauthor=False)
