"""Orders of themes against the orders that people judged: Kendall's tau, on annotated themes.

python -m bench.priorities: twelve annotated sets against bench/judged_orders.csv, which was written by
reading the themes, before any score was looked at: by one reader from the standpoints of a CIO, a
liaison and a CFO, in three passes, and for three sets by one more. Wanted is the mean of their ranks.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import mean

import numpy as np

from notesnlp.config import Priority
from notesnlp.learn.annotations import AnnotatedSet, load_sets
from notesnlp.model.finding import Dependency, Finding, FollowUp, Idea, Need, quote
from notesnlp.themes.estimates import Estimate
from notesnlp.themes.facts import Facts, gather, look_around
from notesnlp.themes.methods import METHODS, score
from notesnlp.themes.priority import rank

JUDGED = Path("bench/judged_orders.csv")
JUDGES = ("cio", "liaison", "cfo")
_RIDGE = 3.0


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


def tau(wanted: Mapping[str, float], scores: Mapping[str, float]) -> float:
    """Kendall's tau of an order, `wanted` from 0 for the first; equal scores count as neither right
    nor wrong."""
    first = np.array([wanted[theme] for theme in wanted])
    second = np.round([-scores[theme] for theme in wanted], 6)
    signs = np.sign(first[:, None] - first) * np.sign(second[:, None] - second)
    return float(signs.sum() / (len(first) * (len(first) - 1)))


def left_out(
    facts: Mapping[str, Mapping[str, Facts]], wanted: Mapping[str, Mapping[str, float]], name: str
) -> dict[str, float]:
    """Scores of a set's themes by weights that fit the judges of all other sets best (ridge)."""

    def values(at: str) -> np.ndarray:
        rows = [list(rank(facts[at][theme], Priority()).values.values()) for theme in wanted[at]]
        return np.array(rows) - np.mean(rows, axis=0)

    others = [at for at in wanted if at != name]
    x = np.vstack([values(at) for at in others])
    ranks = [np.array(list(wanted[at].values())) for at in others]
    y = np.concatenate([(mean(places) - places) / np.std(places) for places in ranks])
    weights = np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ y)
    return dict(zip(wanted[name], values(name) @ weights, strict=True))


def main() -> None:
    orders: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with JUDGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            orders[row["set"]][row["judge"]] = row["themes"].split()
    wanted = {
        name: {
            theme: mean(order.index(theme) for judge, order in judges.items() if judge in JUDGES)
            for theme in judges[JUDGES[0]]
        }
        for name, judges in orders.items()
    }
    folders = [next(Path("corpora").rglob(f"{name}/gold.jsonl")).parent for name in orders]
    facts = {item.name: facts_of(item) for item in load_sets(folders)}

    def told(name: str, score_of: Callable[[str], Mapping[str, float]]) -> None:
        taus = [tau(wanted[at], score_of(at)) for at in wanted]
        print(f"{name:28}" + "".join(f"{value:7.2f}" for value in taus) + f"{mean(taus):8.3f}")

    def by(key: Callable[[Facts], float]) -> Callable[[str], Mapping[str, float]]:
        return lambda at: {theme: key(facts[at][theme]) for theme in wanted[at]}

    print(" " * 28 + "".join(f"{name[:6]:>7}" for name in wanted) + f"{'mean':>8}")
    for judge in ("reader", *JUDGES):
        pairs = [
            tau({theme: at for at, theme in enumerate(one)}, {theme: -two.index(theme) for theme in two})
            for judges in orders.values()
            for other, two in judges.items()
            if judge in judges and other != judge
            for one in [judges[judge]]
        ]  # fmt: skip
        print(f"{judge:28} agrees with the others at {mean(pairs):.3f}")
    told("number of findings", by(lambda item: len(item.findings)))
    for method in METHODS:
        told(method, by(lambda item, m=method: score(m, item, Estimate(), Priority()).value))  # type: ignore[misc]
    told("weights fit on the others", lambda at: left_out(facts, wanted, at))
    for part in Priority.model_fields:
        less = Priority().model_copy(update={part: 0.0})
        told(f"default without {part}", by(lambda item, w=less: rank(item, w).priority))  # type: ignore[misc]


if __name__ == "__main__":
    main()
