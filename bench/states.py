"""How often the state of a commitment is right, on the gold follow-ups of annotated sets.

    python -m bench.states corpora/train corpora/validation

Every gold mention is linked as the product links its findings; its item's state is held
against the state that followups.jsonl gives to the mention's gold item.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from notesnlp.embed import load_encoder
from notesnlp.embed.store import default_models
from notesnlp.learn.annotations import load_sets
from notesnlp.model.finding import FollowUp, quote
from notesnlp.tracking import link_followups


def main(folders: list[Path]) -> None:
    encoder = load_encoder(default_models(), threads=2)
    seen: Counter[tuple[str, str]] = Counter()
    for annotated in load_sets(folders):
        if annotated.name.startswith("passages"):
            continue
        path = annotated.folder / "followups.jsonl"
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        states = {row["item"]: row["state"] for row in rows}
        findings, gold = [], []
        for item in annotated.meetings:
            for finding in item.findings:
                if finding.kind != "followup":
                    continue
                turn, start, end = finding.ranges[0]
                findings.append(
                    FollowUp(
                        evidence=quote(
                            item.meeting, item.meeting.turns[turn], start, end, kind="followup"
                        ),
                        type=finding.type,
                        score=1.0,
                        owner=finding.row.get("owner"),
                        due=finding.row.get("due"),
                    )
                )
                gold.append(states[finding.row["item"]])
        meetings = [item.meeting for item in annotated.meetings]
        today = max(meeting.date for meeting in meetings if meeting.date)
        linked, _ = link_followups(findings, meetings, encoder, today=today)
        seen.update(zip(gold, (item.state for item in linked), strict=True))
    total = seen.total()
    right = sum(count for (gold, said), count in seen.items() if gold == said)
    print(f"{total} mentions, state right for {right / total:.3f}")
    for (gold, said), count in sorted(seen.items(), key=lambda item: -item[1]):
        print(f"  gold {gold:8} said {said:8} {count:5}")


if __name__ == "__main__":
    main(
        [Path(name) for name in sys.argv[1:]] or [Path("corpora/train"), Path("corpora/validation")]
    )
