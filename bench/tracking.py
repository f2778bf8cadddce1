"""At which similarity two follow-ups are the same commitment: pairwise F1 on the gold items.

python -m bench.tracking corpora/train corpora/validation
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

from bench.commitments import mentions_of
from notesnlp.embed import load_encoder
from notesnlp.embed.passages import passage_vectors
from notesnlp.embed.store import default_models
from notesnlp.learn.annotations import load_sets

SIMILARITIES = (0.35, 0.40, 0.44, 0.48, 0.52, 0.56, 0.60, 0.65)


def main(folders: list[Path]) -> None:
    encoder = load_encoder(default_models(), threads=2)
    pairs: list[tuple[float, bool, bool]] = []
    for annotated in load_sets(folders):
        if annotated.name.startswith("passages"):
            continue
        mentions = mentions_of(annotated)
        meetings = {item.meeting.name: item.meeting for item in annotated.meetings}
        vectors = passage_vectors([one.evidence for _, one in mentions], meetings, encoder)
        for (at, (item, first)), (other, (again, second)) in combinations(enumerate(mentions), 2):
            related = first.evidence.unit == second.evidence.unit or (
                first.owner is not None and first.owner == second.owner
            )
            pairs.append((float(vectors[at] @ vectors[other]), related, item == again))
    print(f"{len(pairs):,} pairs, {sum(same for _, _, same in pairs)} of one item")
    print("similarity  precision  recall     F1")
    for least in SIMILARITIES:
        said = [same for score, related, same in pairs if related and score >= least]
        hits, gold = sum(said), sum(same for _, _, same in pairs)
        precision, recall = hits / max(len(said), 1), hits / gold
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"{least:10.2f} {precision:10.3f} {recall:7.3f} {f1:6.3f}")


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]] or [Path("corpora/train"), Path("corpora/validation")]
    )
