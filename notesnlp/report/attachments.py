"""What a mailed report can bring along: the page for a browser, the tables, the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notesnlp.config import Attachment
from notesnlp.report.calendar import calendar
from notesnlp.report.report import Report
from notesnlp.report.workbook import workbook

if TYPE_CHECKING:
    from email.message import EmailMessage


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail."""

    name: str
    type: str
    data: bytes

    def add_to(self, message: EmailMessage) -> None:
        """Attach it."""
        main, sub = self.type.split("/")
        message.add_attachment(self.data, main, sub, filename=self.name)


def enclosures(
    report: Report, names: Iterable[Attachment], *, templates: Path | None = None
) -> tuple[Enclosure, ...]:
    """The files `names` of a report, each once."""
    makers: Mapping[Attachment, Callable[[], Enclosure]] = {
        "html": lambda: Enclosure(
            "report.html", "text/html", report.html(templates=templates).encode("utf-8", "replace")
        ),
        "xlsx": lambda: Enclosure(
            "findings.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook(report.results),
        ),
        "ics": lambda: Enclosure("dependencies.ics", "text/calendar", calendar(report.view.plan)),
    }
    return tuple(makers[name]() for name in dict.fromkeys(names))
