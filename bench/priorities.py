"""Orders of themes against the orders that people judged: Kendall's tau, on annotated themes.

python -m bench.priorities: the validation sets against bench/judged_orders.csv, which was written by
reading the themes, before any score was looked at.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from statistics import mean

from scipy.stats import kendalltau

from notesnlp.config import Priority
from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.model.finding import Dependency, Finding, FollowUp, Idea, Need, quote
from notesnlp.themes.estimates import Estimate
from notesnlp.themes.facts import Facts, gather, look_around
from notesnlp.themes.methods import METHODS, score

JUDGED = Path("bench/judged_orders.csv")


def annotated_findings(annotated: AnnotatedSet) -> tuple[list[Finding], dict[str, list[Finding]]]:
    """The annotated findings of a set that priorities look at, and those of each theme."""
    found: list[Finding] = []
    themes: dict[str, list[Finding]] = defaultdict(list)
    for item in annotated.meetings:
        for each in item.findings:
            row: Mapping[str, object] = each.row
            if each.kind == "framing":
                continue
            turn, start, end = each.ranges[0]
            place = quote(item.meeting, item.meeting.turns[turn], start, end, kind=each.kind)
            common = {"evidence": place, "type": str(row["type"]), "score": 1.0}
            made: Finding
            if each.kind == "need":
                made = Need(**common, customer=row["customer"])
            elif each.kind == "idea":
                made = Idea(**common)
            elif each.kind == "followup":
                made = FollowUp(**common, owner=row.get("owner"), due=row.get("due"))
            else:
                made = Dependency(
                    **common, event=str(row["event"]), status=row["status"],
                    when=row.get("when"), when_text=None, tentative=bool(row.get("tentative")),
                )  # fmt: skip
            found.append(made)
            if row.get("theme"):
                themes[str(row["theme"])].append(made)
    return found, dict(themes)


def facts_of(annotated: AnnotatedSet) -> dict[str, Facts]:
    """The facts of each annotated theme."""
    found, themes = annotated_findings(annotated)
    today = max((item.evidence.date for item in found if item.evidence.date), default=None)
    around = look_around(found, today)
    return {theme: gather(inside, around) for theme, inside in themes.items()}


def main() -> None:
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = {row["set"]: row["themes"].split() for row in csv.DictReader(file)}
    sets = load_sets([Path("corpora/validation") / name for name in judged])
    facts = {item.name: facts_of(item) for item in sets}

    def told(name: str, keys: Mapping[str, Mapping[str, float]]) -> None:
        taus = [
            kendalltau(
                [-place for place in range(len(order))], [keys[set][theme] for theme in order]
            ).statistic
            for set, order in judged.items()
        ]
        print(f"{name:24}" + "".join(f"{tau:8.2f}" for tau in taus) + f"{mean(taus):8.2f}")

    print(f"{'':24}" + "".join(f"{name[:7]:>8}" for name in judged) + f"{'mean':>8}")
    told("number of findings", _each(facts, lambda item: len(item.findings)))
    for method in METHODS:
        told(
            method,
            _each(facts, lambda item, m=method: score(m, item, Estimate(), Priority()).value),
        )  # type: ignore[misc]
    for part in Priority.model_fields:
        less = Priority().model_copy(update={part: 0.0})
        told(
            f"default without {part}",
            _each(facts, lambda item, w=less: score("default", item, Estimate(), w).value),
        )  # type: ignore[misc]


def _each(facts, key):  # type: ignore[no-untyped-def]
    return {
        name: {theme: key(item) for theme, item in themes.items()} for name, themes in facts.items()
    }


if __name__ == "__main__":
    main()
