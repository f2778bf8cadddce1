"""Dates as people say them, reckoned from the day of the meeting."""

from notesnlp.language.dates.find import find_dates

__all__ = ["find_dates"]
