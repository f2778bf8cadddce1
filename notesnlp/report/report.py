"""The report in all its forms."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from functools import cached_property

from notesnlp.report.results import Results
from notesnlp.report.view import ReportView, build_view


class Report:
    """The report on a run: for a browser, as plain text, and as a mail."""

    def __init__(self, results: Results) -> None:
        self.results = results

    @cached_property
    def view(self) -> ReportView:
        """What it says."""
        return build_view(self.results)

    def html(self) -> str:
        """One self-contained page for a browser."""
        from notesnlp.report.html import render_page

        return render_page(self.view, self.results)

    def text(self) -> str:
        """The report as plain text."""
        from notesnlp.report.text import render_text

        return render_text(self.view)

    def message(
        self, *, sender: str | None = None, to: str | None = None, date: dt.datetime | None = None
    ) -> EmailMessage:
        """The report as a mail, pictures included.

        Args:
            sender: address of the sender.
            to: addresses of the recipients, separated by commas.
            date: of the mail; midnight of the report's day by default, so that the same results
                give the same mail.
        """
        from notesnlp.report.email import compose

        return compose(self.view, self.text(), sender=sender, to=to, date=date)
