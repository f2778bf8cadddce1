"""The report in all its forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from email.message import EmailMessage
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from notesnlp.report.results import Results
from notesnlp.report.sections import News, ReportView
from notesnlp.report.view import build_view

if TYPE_CHECKING:
    from notesnlp.report.email import Dress


class Report:
    """The report on a run: for a browser, as plain text, and as a mail.

    Args:
        results: of the run.
        news: what changed since the last report.
    """

    def __init__(self, results: Results, news: News | None = None) -> None:
        self.results = results
        self.news = news

    @cached_property
    def view(self) -> ReportView:
        """What it says."""
        return build_view(self.results, self.news)

    def html(self, *, templates: Path | None = None) -> str:
        """One self-contained page for a browser, from templates of the folder where it has some."""
        from notesnlp.report.html import render_page

        return render_page(self.view, self.results, templates=templates)

    def html_pieces(self, *, templates: Path | None = None) -> Iterator[str]:
        """The page of `html`, piece by piece."""
        from notesnlp.report.html import page_pieces

        return page_pieces(self.view, self.results, templates=templates)

    def text(self, *, promises: bool = False) -> str:
        """The report as plain text, on promises alone where that is all it is on."""
        from notesnlp.report.text import render_text

        return render_text(self.view, promises=promises)

    def message(
        self,
        *,
        sender: str | None = None,
        to: str | None = None,
        date: dt.datetime | None = None,
        dress: Dress | None = None,
    ) -> EmailMessage:
        """The report as a mail, pictures included.

        Args:
            sender: address of the sender.
            to: addresses of the recipients, separated by commas.
            date: of the mail; midnight of the report's day by default, so that the same results
                give the same mail.
            dress: what else it carries, and how it looks.
        """
        from notesnlp.report.email import Dress, compose

        return compose(self.view, sender=sender, to=to, date=date, dress=dress or Dress())
