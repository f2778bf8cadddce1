"""Dates as people say them, reckoned from the day of the meeting."""

from notesnlp.language.dates.figures import reads_day_first
from notesnlp.language.dates.find import Time, find_dates, find_times
from notesnlp.language.dates.open import resolve

__all__ = ["Time", "find_dates", "find_times", "reads_day_first", "resolve"]
