import datetime as dt
from collections.abc import Callable

import pytest

from notesnlp.language.dates import find_dates
from notesnlp.model.when import Bound

Said = Callable[..., list[tuple[str, Bound]]]


@pytest.fixture
def said() -> Said:
    """What `find_dates` makes of a text on a day written in ISO."""

    def find(text: str, today: str, fiscal_month: int = 1) -> list[tuple[str, Bound]]:
        dates = find_dates(text, dt.date.fromisoformat(today), fiscal_month=fiscal_month)
        return [(when.iso, when.bound) for when in dates]

    return find
