"""When a commitment is due."""

from __future__ import annotations

import datetime as dt
import re

from notesnlp.language.dates import find_dates
from notesnlp.model.when import When

_TOMORROW = re.compile(
    r"\b(?:(?:first\s+thing\s+)?in\s+the\s+morning|first\s+thing|(?:the\s+)?(?:following|next)\s+(?:day|morning)|the\s+morn)\b(?!\s+of\b)(?!\s+(?:shift|meeting|round)s?\b)",
    re.I,
)
_TODAY = re.compile(
    r"\b(?:(?:right|straight)\s+after\s+(?:this|we)|after\s+(?:lunch|this)|at\s+(?:lunch|noon)|(?:over|before|by)\s+(?:lunch|noon)|by\s+(?:close|end)\s+of\s+(?:play|business)"
    r"|(?:when|once|as\s+soon\s+as|the\s+minute|after)\s+(?:we['’]?(?:re|ve)|we\s+(?:are|have|hang|rise|walk)|I['’]?m)\s+(?:all\s+)?(?:off|done|finished|up|out|here|back\s+(?:at|from|in)|on)\b"
    r"|(?:now\s+now|right\s+now|right\s+away|straight\s+away)|before\s+(?:I|we)\s+(?:go\s+home|leave|break\s+up\s+today)|on\s+(?:the|my)\s+way\s+(?:out|home|back))",
    re.I,
)


def due_date(
    text: str, today: dt.date, *, fiscal_month: int, day_first: bool | None = None
) -> When | None:
    """The last date that `text` gives ahead of the meeting, of those that bind if any do.

    So "after Monday, by Friday" is due on Friday. A part of the day ("in the morning", "after
    lunch", "when we're done here") dates it to tomorrow or today where nothing else does.

    Args:
        text: the quote.
        today: the day of the meeting.
        fiscal_month: the month in which the fiscal year begins.
        day_first: whether 3/4 is the third of April.
    """
    dates = find_dates(text, today, fiscal_month=fiscal_month, day_first=day_first)
    ahead = [when for when in dates if when.end >= today]
    bound = [when for when in ahead if when.bound in {"by", "before"}]
    if chosen := bound or ahead:
        return chosen[-1]
    for words, days in ((_TOMORROW, 1), (_TODAY, 0)):
        if found := words.search(text):
            date = today + dt.timedelta(days=days)
            return When(date, date, "day", "at", found[0], found.span())
    return None
