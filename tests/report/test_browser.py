"""report.html in a real browser: Debian's Chromium, driven by playwright (`make test-browser`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from notesnlp.report.results import Results
from notesnlp.report.view import build_view
from notesnlp.report.words import one_line

CHROMIUM = Path("/usr/bin/chromium")


@pytest.mark.browser
def test_in_a_browser(html: str, results: Results, tmp_path: Path):
    path = tmp_path / "report.html"
    path.write_text(html, encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: told.append(dialog.message))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click(".week .quote figcaption a >> nth=0")
        first = build_view(results).headlines[0].finding.evidence
        assert page.evaluate("document.activeElement.id") == f"mark-{first.id}"
        assert page.is_visible(f"#mark-{first.id}")
        page.click(f'.back[href="#find-{first.id}"]')
        assert page.evaluate("document.activeElement.id") == f"find-{first.id}"
        page.fill("input[name=text]", "larch")
        page.select_option("select[name=kind]", "need")
        page.wait_for_timeout(400)
        assert page.inner_text(".found") == f"1 of {len(results.findings)} findings"
        unit = one_line(first.unit or "")
        page.fill("input[name=text]", "")
        page.select_option("select[name=unit]", label=unit)
        page.wait_for_timeout(400)
        assert page.inner_text(".found") == f"5 of {len(results.findings)} findings"
        browser.close()
    assert told == []
