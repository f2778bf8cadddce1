"""A horizon on the command line."""

from __future__ import annotations

import re
from typing import Any

import click

MOST_MONTHS = 60


class Months(click.ParamType[int]):
    """A number of months, as ``6m`` or ``12m``."""

    name = "MONTHS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        found = re.fullmatch(r"(\d{1,2})\s*(?:m|months?)?", str(value).strip(), re.I)
        if not found or not 1 <= int(found[1]) <= MOST_MONTHS:
            self.fail(f"{value!r} is no horizon; write 6m or 12m, at most {MOST_MONTHS}m")
        return int(found[1])
