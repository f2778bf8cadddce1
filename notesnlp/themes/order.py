"""The list of priorities by a method, and what a change of weights does to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notesnlp.config import Priority
from notesnlp.errors import ConfigError
from notesnlp.model.finding import Finding
from notesnlp.themes.build import Theme
from notesnlp.themes.estimates import Estimate
from notesnlp.themes.facts import gather, look_around
from notesnlp.themes.methods import Method, Score, score


@dataclass(frozen=True, slots=True)
class Line:
    """A theme's place in the list.

    Attributes:
        rank: 1 comes first.
        before: its rank without the changed weights; None where none were changed.
    """

    theme: Theme
    score: Score
    rank: int
    before: int | None = None


def prioritise(
    themes: Sequence[Theme],
    findings: Iterable[Finding],
    *,
    method: Method,
    weights: Priority,
    estimates: Mapping[str, Estimate],
    today: dt.date | None,
    what_if: Mapping[str, float] | None = None,
) -> list[Line]:
    """The themes by a method: pinned ones first, then those whose score is whole, the highest first.

    Args:
        themes: of a run.
        findings: all of the run's.
        method: see `methods.METHODS`.
        weights: of the product's own priority.
        estimates: by the theme's id or name in lower case.
        today: the day from which days are reckoned.
        what_if: weights to try; the lines then say the rank before, too.

    Raises:
        ConfigError: there is no such weight, or it is negative.
    """
    every = list(findings)
    around = look_around(every, today)
    by_id = {item.evidence.id: item for item in every}
    facts = [gather([by_id[id] for id in theme.findings], around) for theme in themes]
    known = [estimate_of(theme, estimates) for theme in themes]

    def ordered(using: Priority) -> list[tuple[Theme, Score]]:
        scored = [
            (theme, score(method, fact, item, using))
            for theme, fact, item in zip(themes, facts, known, strict=True)
        ]
        return sorted(
            scored,
            key=lambda pair: (
                not pair[0].pinned, bool(pair[1].unknown), -pair[1].value, pair[0].rank
            ),
        )  # fmt: skip

    if not what_if:
        return [Line(theme, item, place) for place, (theme, item) in enumerate(ordered(weights), 1)]
    before = {theme.id: place for place, (theme, _) in enumerate(ordered(weights), 1)}
    changed = ordered(changed_weights(weights, what_if))
    return [
        Line(theme, item, place, before[theme.id]) for place, (theme, item) in enumerate(changed, 1)
    ]


def changed_weights(weights: Priority, what_if: Mapping[str, float]) -> Priority:
    """`weights` with some of them changed.

    Raises:
        ConfigError: there is no such weight, or it is negative.
    """
    for name, value in what_if.items():
        if name not in Priority.model_fields:
            known = ", ".join(Priority.model_fields)
            raise ConfigError(f"there is no weight {name!r}", remedy=f"weights are {known}")
        if not value >= 0:
            raise ConfigError(f"{value:g} is no weight", place=name, remedy="0 or more")
    return weights.model_copy(update=dict(what_if))


def estimate_of(theme: Theme, estimates: Mapping[str, Estimate]) -> Estimate:
    """What people know of `theme`, by its id or else by its name."""
    found = estimates.get(theme.id.casefold())
    return found or estimates.get(theme.name.casefold(), Estimate())
