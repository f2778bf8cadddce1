"""report.html in a real browser: Debian's Chromium, driven by playwright (`make test-browser`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from bench.synthetic import synthetic
from notesnlp.model.finding import Finding, Framing
from notesnlp.report.html import render_page
from notesnlp.report.results import Results
from notesnlp.report.view import build_view
from notesnlp.report.words import one_line

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
MOST_MS = 250
"""Of the page's main thread for what one does with it: on a slow core (2.4 GHz); a laptop of today takes half."""
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page; in the end nothing has been told to the console, and nothing asked of a network."""
    told: list[str] = []
    path = tmp_path / "report.html"

    def open_page(html: str, *, width: int = 1280, **given: object) -> Page:
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(
            viewport={"width": width, "height": 800}, reduced_motion="reduce", **given
        )
        page.set_default_timeout(120_000)
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: told.append(dialog.message))
        page.on("request", lambda asked: asked.url == path.as_uri() or told.append(asked.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    assert told == []


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")


def _ask(page: Page, **wanted: str) -> int:
    """How many findings the search has for what is asked of it."""
    page.click("button[type=reset]")
    for name, value in wanted.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.wait_for_timeout(300)
    return int(page.inner_text(".found").split()[0])


def test_from_a_line_to_its_words_and_back(opened: Opener, html: str, results: Results):
    page = opened(html, width=390)
    page.click(".week .quote figcaption a >> nth=0")
    first = build_view(results).headlines[0].finding.evidence
    assert page.evaluate("document.activeElement.id") == f"mark-{first.id}"
    assert page.is_visible(f"#mark-{first.id}")
    page.click(f'.back[href="#find-{first.id}"]')
    assert page.evaluate("document.activeElement.id") == f"find-{first.id}"


ASKED: list[tuple[dict[str, str], Callable[[Finding], bool]]] = [
    ({"text": "larch"}, lambda item: "Larch" in item.evidence.quote),
    ({"kind": "need"}, lambda item: item.kind == "need"),
    ({"person": "Ben Ode"}, lambda item: item.evidence.speaker == "Ben Ode" and not isinstance(item, Framing)),
    ({"theme": "dates"}, lambda item: getattr(item, "theme", None) == "dates"),
    ({"first": "2024-11-05"}, lambda item: str(item.evidence.date) >= "2024-11-05"),
    ({"last": "2024-11-04"}, lambda item: str(item.evidence.date) <= "2024-11-04"),
    ({"score": "0.9"}, lambda item: item.score >= 0.9),
    ({"kind": "need", "score": "0.9", "text": "nobody rings"}, lambda item: item.kind == "need" and "Nobody rings" in item.evidence.quote),
]  # fmt: skip


def test_the_search_finds_what_is_asked(opened: Opener, html: str, results: Results):
    page = opened(html)
    for wanted, holds in ASKED:
        assert _ask(page, **wanted) == sum(map(holds, results.findings)), wanted
    unit = results.findings[0].evidence.unit
    inside = sum(item.evidence.unit == unit for item in results.findings)
    assert _ask(page, unit=one_line(unit or "")) == inside
    assert page.locator(".results .quote").count() == inside
    page.click("button[type=reset]")
    page.wait_for_timeout(100)
    assert page.inner_text(".found") == f"{len(results.findings)} findings"


def test_from_a_theme_to_all_that_belongs_to_it(opened: Opener, html: str):
    page = opened(html)
    page.click('#themes [data-value="dates"]')
    assert page.input_value("[name=theme]") == "dates"
    assert page.inner_text(".found").startswith("2 of")
    page.click('.matrix a[href="#theme-2"]')
    assert page.evaluate("document.activeElement.id") == "theme-2"


def test_with_the_keyboard_alone(opened: Opener, html: str, results: Results):
    page = opened(html)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.week') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "back"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.quote')")
    page.keyboard.press("/")
    expect(page.locator("[name=text]")).to_be_focused()  # waits: a busy machine is late
    page.keyboard.type("larch")
    expect(page.locator(".found")).to_have_text(f"1 of {len(results.findings)} findings")
    page.focus(".timeline summary")
    page.keyboard.press("Enter")
    assert page.is_visible(".timeline table")


def test_it_prints(opened: Opener, html: str, results: Results, tmp_path: Path):
    page = opened(html)
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in pdf)
    pdf.close()
    for line in build_view(results).headlines:
        assert line.why in text
    assert "Find a quote" not in text
    assert "The same as a table" not in text
    page.emulate_media(media="print")
    assert not page.is_visible(".contents")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("unfolded", [False, True])
def test_axe_finds_nothing(opened: Opener, html: str, scheme: str, width: int, unfolded: bool):
    page = opened(html, width=width, color_scheme=scheme)
    if unfolded:
        _unfold(page)
    found = Axe().run(page).response
    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_dark_is_dark(opened: Opener, html: str):
    ground = "getComputedStyle(document.body).backgroundColor"
    light = opened(html).evaluate(ground)
    dark = opened(html, color_scheme="dark").evaluate(ground)
    assert (light, dark) == ("rgb(253, 252, 250)", "rgb(20, 24, 27)")


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_sticks_out_on_a_phone(opened: Opener, html: str, width: int):
    page = opened(html, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    _unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_it_can_be_read(opened: Opener, html: str):
    page = opened(html, java_script_enabled=False)
    assert page.is_visible(".week .quote >> nth=0")
    assert not page.is_visible("#find")


def _main_thread_ms(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(item["value"] for item in metrics if item["name"] == "TaskDuration")


DONE: dict[str, str] = {
    "type": "form.elements.text.value = 'showroom'; form.dispatchEvent(new Event('submit', { cancelable: true }))",
    "choose": "form.elements.kind.value = 'need'; form.dispatchEvent(new Event('submit', { cancelable: true }))",
    "more": "document.querySelector('.more').click()",
    "clear": "document.querySelector('button[type=reset]').click()",
    "evidence": "document.querySelector('.week .quote figcaption a').click()",
    "back": "document.querySelector('mark.lit + .back').click()",
    "unfold": "document.querySelector('#followups .fold > summary').click()",
    "theme": "document.querySelector('#themes .theme .fold > summary').click()",
    "meeting": "document.querySelectorAll('#meetings .meeting > summary')[400].click()",
}  # fmt: skip


def test_five_thousand_findings_stay_quick(opened: Opener):
    """The time of the page's own thread, which does not depend on what else the machine does."""
    run = synthetic(840)
    assert len(run.findings) > 5_000
    page = opened(render_page(build_view(run), run))
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate("window.form = document.querySelector('#find form')")
    best = dict.fromkeys(DONE, float("inf"))
    for _ in range(3):
        for name, script in DONE.items():
            before = _main_thread_ms(session)
            page.evaluate(
                f"new Promise((done) => {{ {script}; requestAnimationFrame(() => requestAnimationFrame(done)) }})"
            )
            best[name] = min(best[name], _main_thread_ms(session) - before)
    assert {name: ms for name, ms in best.items() if ms > MOST_MS} == {}
