"""Rows of the tables that the measurements print."""

from __future__ import annotations

from collections.abc import Callable

from notesnlp.evaluation.scores import KindScore, Scores
from notesnlp.model.finding import KINDS

HEADER = " | ".join([*KINDS, "macro F1"])
RULE = " --- |" * (len(KINDS) + 1)


def cells(scores: Scores, show: Callable[[KindScore], str] = lambda kind: f"{kind.f1:.3f}") -> str:
    """A cell for each kind and their mean F1; a kind without gold is a dash and counts in no mean."""
    kinds = scores.kinds.values()
    asked = [kind.f1 for kind in kinds if kind.gold]
    shown = [show(kind) if kind.gold else "—" for kind in kinds]
    return " | ".join([*shown, f"{sum(asked) / len(asked):.3f}"])
