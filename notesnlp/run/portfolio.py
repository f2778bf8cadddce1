"""A run's results with what a library user wants of them: DataFrames and the report."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from notesnlp.report.results import Results, load_results
from notesnlp.report.tables import COLUMNS, TABLES

if TYPE_CHECKING:
    import pandas as pd

    from notesnlp.report.report import Report


class Portfolio:
    """All meetings of a run.

    Each of `meetings`, `needs`, `dependencies`, `ideas`, `followups`, `framing`, `themes`,
    `conversations`, `signals` and `trends` is a DataFrame with the columns of the table of that
    name.
    """

    def __init__(self, results: Results) -> None:
        self.results = results

    @classmethod
    def open(cls, out: Path | str) -> Portfolio:
        """The portfolio that a run left in a folder.

        Raises:
            OutputError: the folder holds no results, or they are damaged.
        """
        return cls(load_results(Path(out)))

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """One row a meeting."""
        return self._frame("meetings")

    @cached_property
    def needs(self) -> pd.DataFrame:
        """One row a need."""
        return self._frame("needs")

    @cached_property
    def dependencies(self) -> pd.DataFrame:
        """One row a dependency."""
        return self._frame("dependencies")

    @cached_property
    def ideas(self) -> pd.DataFrame:
        """One row an idea."""
        return self._frame("ideas")

    @cached_property
    def followups(self) -> pd.DataFrame:
        """One row a mention of a follow-up."""
        return self._frame("followups")

    @cached_property
    def framing(self) -> pd.DataFrame:
        """One row a framing finding."""
        return self._frame("framing")

    @cached_property
    def themes(self) -> pd.DataFrame:
        """One row a theme, rank 1 first."""
        return self._frame("themes")

    @cached_property
    def conversations(self) -> pd.DataFrame:
        """One row a meeting: who talked how much, what was asked and answered."""
        return self._frame("conversations")

    @cached_property
    def signals(self) -> pd.DataFrame:
        """One row a bypass or worthless step."""
        return self._frame("signals")

    @cached_property
    def trends(self) -> pd.DataFrame:
        """One row a month of each measure, of all meetings and of each unit."""
        return self._frame("trends")

    def report(self) -> Report:
        """The report on this portfolio."""
        from notesnlp.report.report import Report

        return Report(self.results)

    def _frame(self, name: str) -> pd.DataFrame:
        import pandas as pd

        return pd.DataFrame(TABLES[name](self.results), columns=list(COLUMNS[name]))
