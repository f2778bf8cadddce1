"""Pictures of the report for the documentation, by Debian's Chromium.

    python -m bench.screenshots OUT FOLDER

OUT holds a run (`make demo`); the pictures go to FOLDER: the page as on a desk, in the dark and on a
phone, some of its sections, and the mail with its pictures in place, wide and on a phone.
"""

from __future__ import annotations

import base64
import io
import sys
import tempfile
from email import message_from_bytes, policy
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
COLOURS = 128
"""Of a picture's palette: text on one ground and some charts need no more, and it is half as large."""
SECTIONS = ("dependencies", "themes", "find")
_DESK, _PHONE = (1280, 1500), (390, 1000)
_TIMEOUT_MS = 180_000


def main(out: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        mail = Path(scratch) / "mail.html"
        mail.write_text(_mail_html(out / "report.eml"), encoding="utf-8")
        _shoot(browser, out / "report.html", folder / "report-desktop.png", _DESK)
        _shoot(browser, out / "report.html", folder / "report-dark.png", _DESK, scheme="dark")
        _shoot(browser, out / "report.html", folder / "report-phone.png", _PHONE)
        _shoot(browser, mail, folder / "mail-desktop.png", (760, 1500))
        _shoot(browser, mail, folder / "mail-phone.png", _PHONE)
        _shoot(browser, mail, folder / "mail-dark.png", (760, 1500), scheme="dark")
        page = _opened(browser, out / "report.html", (1280, 900), "light")
        for name in SECTIONS:
            page.evaluate(f"document.getElementById('{name}').scrollIntoView()")
            page.wait_for_timeout(200)
            _save(page.screenshot(), folder / f"report-{name}.png")
        browser.close()


def _mail_html(path: Path) -> str:
    """The mail's HTML, its pictures inside instead of beside it."""
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(("html",))
    if body is None:
        raise SystemExit(f"{path} has no HTML")
    html = str(body.get_content())
    for part in mail.walk():
        if part["Content-ID"]:
            data = base64.b64encode(part.get_payload(decode=True)).decode()
            html = html.replace(
                f"cid:{part['Content-ID'].strip('<>')}", f"data:image/png;base64,{data}"
            )
    return html


def _shoot(
    browser: Browser,
    page_file: Path,
    picture: Path,
    size: tuple[int, int],
    *,
    scheme: Literal["light", "dark"] = "light",
) -> None:
    page = _opened(browser, page_file, size, scheme)
    _save(page.screenshot(), picture)
    page.close()


def _opened(
    browser: Browser, path: Path, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> Page:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.goto(path.absolute().as_uri(), timeout=_TIMEOUT_MS)
    return page


def _save(shot: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    print(f"{path} {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
