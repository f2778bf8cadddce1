"""At which similarity two follow-ups are the same commitment: pairwise F1 on the gold items.

python -m bench.tracking corpora/train corpora/validation
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

from notesnlp.embed import load_encoder
from notesnlp.embed.passages import passage_vectors
from notesnlp.embed.store import default_models
from notesnlp.learn.annotations import load_sets
from notesnlp.model.finding import quote

SIMILARITIES = (0.35, 0.40, 0.44, 0.48, 0.52, 0.56, 0.60, 0.65)


def main(folders: list[Path]) -> None:
    encoder = load_encoder(default_models(), threads=2)
    pairs: list[tuple[float, bool, bool]] = []
    for annotated in load_sets(folders):
        if annotated.name.startswith("passages"):
            continue
        rows, places = [], []
        for item in annotated.meetings:
            for finding in item.findings:
                if finding.kind == "followup":
                    turn, start, end = finding.ranges[0]
                    speech = item.meeting.turns[turn]
                    places.append(quote(item.meeting, speech, start, end, kind="followup"))
                    rows.append((item.meeting, finding.row))
        meetings = {item.meeting.name: item.meeting for item in annotated.meetings}
        vectors = passage_vectors(places, meetings, encoder)
        for (at, (meeting, first)), (other, (later, second)) in combinations(enumerate(rows), 2):
            related = meeting.unit == later.unit or (
                first.get("owner") is not None and first.get("owner") == second.get("owner")
            )
            same = first["item"] == second["item"]
            pairs.append((float(vectors[at] @ vectors[other]), related, same))
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
