"""At which distance findings share a theme: B-cubed F1 and ARI of the gold findings' groups.

python -m bench.themes corpora/train corpora/validation
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import mean

from notesnlp.embed import load_encoder
from notesnlp.embed.passages import passage_vectors
from notesnlp.embed.store import default_models
from notesnlp.evaluation.partitions import adjusted_rand, bcubed
from notesnlp.learn.annotations import load_sets
from notesnlp.model.finding import quote
from notesnlp.themes.group import group

DISTANCES = (0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.65)


def main(folders: list[Path]) -> None:
    encoder = load_encoder(default_models(), threads=2)
    sets = []
    for annotated in load_sets(folders):
        if annotated.name.startswith("passages"):
            continue
        themes, places = [], []
        for item in annotated.meetings:
            for finding in item.findings:
                if finding.row.get("theme"):
                    turn, start, end = finding.ranges[0]
                    place = quote(item.meeting, item.meeting.turns[turn], start, end, kind="need")
                    places.append(place)
                    themes.append(str(finding.row["theme"]))
        meetings = {item.meeting.name: item.meeting for item in annotated.meetings}
        sets.append((themes, passage_vectors(places, meetings, encoder)))
    print(f"{len(sets)} sets\ndistance  B-cubed F1    ARI  groups  gold")
    for distance in DISTANCES:
        pairs = [
            list(zip(gold, map(str, group(vectors, distance)), strict=True))
            for gold, vectors in sets
        ]
        print(
            f"{distance:8.2f} {mean(map(bcubed, pairs)):11.3f} {mean(map(adjusted_rand, pairs)):6.3f}"
            f" {mean(len({b for _, b in found}) for found in pairs):7.0f}"
            f" {mean(len({a for a, _ in found}) for found in pairs):5.0f}"
        )


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]] or [Path("corpora/train"), Path("corpora/validation")]
    )
