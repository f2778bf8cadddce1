"""The order in which things were said."""

from __future__ import annotations

import datetime as dt

from notesnlp.model.finding import Evidence


def place_order(place: Evidence) -> tuple[dt.date, str, int, int]:
    """Sorts by the day of the meeting, its name, and the place in it; unknown days come first."""
    return place.date or dt.date.min, place.meeting, place.turn, place.start
