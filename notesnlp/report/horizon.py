"""What comes within so many months, by unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from notesnlp.model.when import first_day
from notesnlp.report.plan import Planned
from notesnlp.report.scales import add_months

HORIZON_MONTHS = 12
NEAR_MONTHS = 6


@dataclass(frozen=True, slots=True)
class UnitHorizon:
    """What a unit plans.

    Attributes:
        unit: None where it is not known.
        near: events that begin within six months, the next one first.
        far: later ones within the horizon.
        undated: those whose date is not known: they may be as near.
    """

    unit: str | None
    near: tuple[Planned, ...]
    far: tuple[Planned, ...]
    undated: tuple[Planned, ...]

    @property
    def events(self) -> tuple[Planned, ...]:
        """All, in the order in which they come."""
        return (*self.near, *self.far, *self.undated)

    def only(self, ids: Collection[str]) -> UnitHorizon:
        """The same with those events alone whose ids are given."""
        parts = (
            tuple(item for item in part if item.entry.id in ids)
            for part in (self.near, self.far, self.undated)
        )
        return UnitHorizon(self.unit, *parts)


def horizon(plan: Iterable[Planned], today: dt.date, months: int) -> tuple[UnitHorizon, ...]:
    """The events ahead that begin within `months` from `today`, by unit.

    Units come in the order of what they must begin first; unknown units come last.
    """
    near_end = add_months(today, min(NEAR_MONTHS, months))
    end = add_months(today, months)
    of_unit: dict[str | None, list[Planned]] = {}
    for item in plan:
        if item.is_ahead(today) and (item.entry.when is None or _begin(item) <= end):
            of_unit.setdefault(item.finding.evidence.unit, []).append(item)
    units = []
    for unit, items in of_unit.items():
        dated = sorted((item for item in items if item.entry.when), key=_begin)
        units.append(
            UnitHorizon(
                unit,
                tuple(item for item in dated if _begin(item) <= near_end),
                tuple(item for item in dated if _begin(item) > near_end),
                tuple(item for item in items if not item.entry.when),
            )
        )
    return tuple(sorted(units, key=_order))


def _begin(item: Planned) -> dt.date:
    return first_day(item.entry.when) if item.entry.when else dt.date.max


def _order(unit: UnitHorizon) -> tuple[bool, dt.date, str]:
    starts = [item.start_by for item in unit.events if item.start_by]
    return unit.unit is None, min(starts, default=dt.date.max), unit.unit or ""
