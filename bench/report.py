"""How long a run's report takes, and how large it is.

    python -m bench.report [MEETINGS]

The run is synthetic, six findings a meeting; 1,000 meetings where no number is given. Everything
that `notesnlp report` writes is built and written, step by step, from results in memory.
"""

from __future__ import annotations

import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import TypeVar

from bench.synthetic import synthetic
from notesnlp.report.attachments import enclosures
from notesnlp.report.calendar import calendar
from notesnlp.report.output import save_reports
from notesnlp.report.report import Report
from notesnlp.report.tables import save_tables

_Made = TypeVar("_Made")


def main(meetings: int) -> None:
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    results = synthetic(meetings)
    print(f"{meetings:,} meetings, {len(results.findings):,} findings")
    report = Report(results)
    _timed("what it says", lambda: report.view)
    page = _timed("report.html", report.html)
    _timed("report.txt", report.text)
    mail = _timed("report.eml", lambda: report.message().as_bytes())
    _timed("dependencies.ics", lambda: calendar(report.view.plan))
    _timed("findings.xlsx", lambda: enclosures(report, ("xlsx",)))
    with tempfile.TemporaryDirectory() as scratch:
        _timed("tables", lambda: save_tables(results, Path(scratch)))
        _timed("all that `notesnlp report` builds", lambda: save_reports(results, Path(scratch)))
    html = message_from_bytes(mail, policy=policy.default).get_body(("html",))
    size = len(html.get_content().encode()) if html else 0
    print(f"report.html {len(page.encode()) / 1e6:.1f} MB, the mail's HTML {size / 1e3:.0f} KB")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _timed(name: str, make: Callable[[], _Made]) -> _Made:
    started = time.perf_counter()
    made = make()
    print(f"  {name}: {time.perf_counter() - started:.2f} s")
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
