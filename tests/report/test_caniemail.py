"""The mail's HTML against what caniemail.com knows of mail programs: no error, known warnings."""

import json
import subprocess
from pathlib import Path

import pytest

from notesnlp.report.email import Dress, compose
from notesnlp.report.results import Results
from notesnlp.report.sections import Change, News
from notesnlp.report.view import build_view
from tests.report.conftest import SINCE

pytestmark = pytest.mark.node

CHECK = Path(__file__).parents[2] / "bench" / "mail" / "check.mjs"
JUSTIFIED = {
    "<body> element", "<style> element", "@media", "align attribute", "background", "border", "display", "font-size",
    "font-weight", "height property", "letter-spacing", "line-height", "margin", "max-width",
    "padding", "width attribute", "width property", "word-break",
}  # fmt: skip
"""Each has its line in docs/explanation/delivery.md."""


@pytest.mark.parametrize("promises", [False, True])
def test_gmail_outlook_and_apple_mail_show_it(
    results: Results, many: Results, tmp_path: Path, promises: bool
):
    news = News(SINCE, (Change("Need: new", "We wait.", "Oakfield"),))
    for run in (results, many, Results((), ())):
        mail = compose(build_view(run, news), dress=Dress(promises=promises))
        path = tmp_path / "mail.html"
        path.write_text(mail.get_body(("html",)).get_content(), encoding="utf-8")
        done = subprocess.run(["node", CHECK, path], capture_output=True, check=True)
        told = json.loads(done.stdout)
        assert told["errors"] == []
        assert {item["title"] for item in told["warnings"]} <= JUSTIFIED


def test_every_warning_is_justified_in_the_documentation():
    page = (CHECK.parents[2] / "docs" / "explanation" / "delivery.md").read_text(encoding="utf-8")
    assert all(f"| `{title}` |" in page for title in JUSTIFIED)
