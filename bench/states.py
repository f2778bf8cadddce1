"""How often the state of a commitment is right, on the gold follow-ups of annotated sets.

    python -m bench.states corpora/train corpora/validation

First of the annotated mentions: every one is linked as the program links its findings; its
item's state is held against the state that followups.jsonl gives to the mention's gold item.

Then of the program's own findings, item by item: a finding belongs to the gold item whose
mention it matches (same meeting, quotes that overlap by half of the shorter one); a gold item
counts where a mention of it was found, and its state is that of the latest finding that belongs
to it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bench.commitments import mentions_of, states_of
from notesnlp.embed import Encoder
from notesnlp.evaluation.run import Rows, predict
from notesnlp.evaluation.scores import located, match
from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.model.finding import FollowUp
from notesnlp.run.pipeline import load, load_base
from notesnlp.tracking import link_followups


def main(folders: list[Path]) -> None:
    sets = [item for item in load_sets(folders) if not item.name.startswith("passages")]
    pipeline = load()
    encoder = load_base(pipeline.models, 2)
    mentions: Counter[tuple[str, str]] = Counter()
    items: Counter[tuple[str, str]] = Counter()
    missed = 0
    for annotated in sets:
        states = states_of(annotated)
        mentions.update(of_mentions(annotated, states, encoder))
        found = of_items(annotated, states, predict(annotated, pipeline))
        items.update(found)
        missed += len(states) - len(found)
    tell("annotated mentions", mentions)
    tell(f"annotated items found ({missed} were not)", items)


def of_mentions(
    annotated: AnnotatedSet, states: dict[str, str], encoder: Encoder
) -> list[tuple[str, str]]:
    """The gold state and the one linked for every annotated mention."""
    mentions = mentions_of(annotated)
    meetings = [item.meeting for item in annotated.meetings]
    today = max(meeting.date for meeting in meetings if meeting.date)
    linked, _ = link_followups([mention for _, mention in mentions], meetings, encoder, today=today)
    return [
        (states[item], one.state)
        for (item, _), one in zip(mentions, linked, strict=True)
        if isinstance(one, FollowUp)
    ]


def of_items(
    annotated: AnnotatedSet, states: dict[str, str], predicted: Rows
) -> list[tuple[str, str]]:
    """The gold state and the program's for every gold item of which a mention was found."""
    said: dict[str, str] = {}
    for item in sorted(annotated.meetings, key=lambda item: str(item.meeting.date)):
        found = [
            (row["kind"], item.folded.span_of(row["turn"], row["start"], row["end"]), row)
            for row in predicted[item.meeting.name]
        ]
        gold = located(item)
        for first, second in match(gold, found):
            if gold[first][0] == "followup":
                said[gold[first][2]["item"]] = found[second][2]["state"]
    return [(states[item], state) for item, state in said.items()]


def tell(what: str, seen: Counter[tuple[str, str]]) -> None:
    total = seen.total()
    right = sum(count for (gold, said), count in seen.items() if gold == said)
    print(f"{total} {what}, state right for {right / total:.3f}")
    for (gold, said), count in sorted(seen.items(), key=lambda item: -item[1]):
        print(f"  gold {gold:8} said {said:8} {count:5}")


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]] or [Path("corpora/train"), Path("corpora/validation")]
    )
