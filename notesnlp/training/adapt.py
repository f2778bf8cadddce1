"""The judge of a folder of models, adapted to an organisation's own annotations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from notesnlp.embed import load_encoder
from notesnlp.embed.store import read_arrays, read_manifest, write_arrays, write_manifest
from notesnlp.errors import AnnotationError
from notesnlp.learn.adapt import FEWEST, adapt_heads, enough
from notesnlp.learn.annotations import AnnotatedSet
from notesnlp.learn.fit import encode, examples
from notesnlp.learn.judge import HEADS
from notesnlp.training.train import THREADS, Log


def adapt_judge(own: Sequence[AnnotatedSet], models: Path, *, log: Log) -> None:
    """Draw the heads of the judge in `models` towards the annotations of `own`; saved in place.

    Thresholds, calibration and the encoder stay.

    Args:
        own: annotated meetings in which every sentence was judged for the kinds annotated.
        models: folder of models, with a judge.
        log: told what happens, a line at a time.

    Raises:
        AnnotationError: `own` has too few findings of every kind.
    """
    folder = models / "judge"
    manifest = read_manifest(folder)
    items = examples(own)
    encoded = encode(items, load_encoder(models, tuned=True, threads=THREADS))
    kinds = enough(encoded)
    counts = Counter(finding.kind for item in items for finding in item.annotated.findings)
    if not kinds:
        raise AnnotationError(
            f"no kind has {FEWEST} findings, so there is nothing to learn from",
            path=own[0].folder,
            remedy="annotate more meetings",
        )
    log(f"adapting {', '.join(f'{kind} ({counts[kind]} findings)' for kind in kinds)}")
    if left := [f"{kind} ({counts[kind]})" for kind in counts if kind not in kinds]:
        log(f"left as they are, with fewer than {FEWEST} findings: {', '.join(left)}")
    write_arrays(folder / HEADS, adapt_heads(read_arrays(folder / HEADS), encoded))
    about = {key: value for key, value in manifest.items() if key != "files"}
    write_manifest(
        folder,
        about
        | {
            "adapted": {
                "on": dt.date.today().isoformat(),
                "to": [item.name for item in own],
                "kinds": kinds,
            }
        },
    )
