"""The projection into the space of themes, learned on annotated themes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from notesnlp.embed import Encoder, load_encoder
from notesnlp.embed.encoder import DIMENSIONS, Floats
from notesnlp.embed.passages import passage_vectors
from notesnlp.embed.store import write_arrays, write_manifest
from notesnlp.learn.annotations import AnnotatedSet
from notesnlp.model.finding import quote
from notesnlp.themes.space import FOLDER, PROJECTION
from notesnlp.training.train import THREADS, Log

SHRINKAGE = 0.1
"""Towards a multiple of the identity; between .05 and .4 the figures differ by less than .01
(`python -m bench.themes`)."""


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of one set that have a theme, in the order of their meetings and text.

    Attributes:
        name: of the set.
        themes: of each finding.
        meetings: of each finding.
        vectors: of each finding in its surroundings, shape (findings, 384).
    """

    name: str
    themes: tuple[str, ...]
    meetings: tuple[str, ...]
    vectors: Floats


def told_themes(sets: Sequence[AnnotatedSet], encoder: Encoder) -> list[Told]:
    """The annotated themes of those `sets` that have any."""
    found = []
    for annotated in sets:
        themes, places = [], []
        for item in annotated.meetings:
            ranged = [(finding.ranges[0], finding.row) for finding in item.findings]
            for (turn, start, end), row in sorted(ranged, key=lambda pair: pair[0]):
                if row.get("theme"):
                    places.append(
                        quote(item.meeting, item.meeting.turns[turn], start, end, kind="need")
                    )
                    themes.append(str(row["theme"]))
        if places:
            meetings = {item.meeting.name: item.meeting for item in annotated.meetings}
            vectors = passage_vectors(places, meetings, encoder)
            names = tuple(place.meeting for place in places)
            found.append(Told(annotated.name, tuple(themes), names, vectors))
    return found


def learn_projection(told: Sequence[Told], shrinkage: float = SHRINKAGE) -> Floats:
    """The inverse square root of how findings scatter around their theme's mean, shape (384, 384).

    Args:
        told: annotated themes; those of a single finding say nothing.
        shrinkage: 0 to 1, how far the covariance is drawn towards a multiple of the identity.
    """
    scatter = np.zeros((DIMENSIONS, DIMENSIONS))
    count = 0
    for item in told:
        members: dict[str, list[int]] = defaultdict(list)
        for place, theme in enumerate(item.themes):
            members[theme].append(place)
        for places in members.values():
            if len(places) > 1:
                inside = item.vectors[places].astype(float)
                around = inside - inside.mean(axis=0)
                scatter += around.T @ around
                count += len(places)
    covariance = scatter / max(count, 1)
    mean = float(np.trace(covariance)) / DIMENSIONS or 1.0
    shrunk = (1 - shrinkage) * covariance / mean + shrinkage * np.eye(DIMENSIONS)
    values, directions = np.linalg.eigh(shrunk)
    return np.asarray(directions @ np.diag(values**-0.5) @ directions.T, np.float32)


def train_themes(sets: Sequence[AnnotatedSet], models: Path, *, log: Log) -> None:
    """Learn the projection on `sets` and save it below `models`, which must hold the base encoder."""
    told = told_themes(sets, load_encoder(models, threads=THREADS))
    findings, themes = sum(len(item.themes) for item in told), sum(len(set(item.themes)) for item in told)  # fmt: skip
    log(f"space of themes from {findings:,} findings of {themes:,} themes in {len(told)} sets")
    folder = models / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    write_arrays(folder / PROJECTION, {"projection": learn_projection(told).astype(np.float16)})
    about = {
        "trained": dt.date.today().isoformat(),
        "train": sorted(item.name for item in told),
        "shrinkage": SHRINKAGE,
        "findings": findings,
        "themes": themes,
    }
    write_manifest(folder, about)
