import struct
import subprocess
import sys
from dataclasses import replace

import pytest

from notesnlp.report.charts import MOST_ROWS, needs_png, timeline_png
from notesnlp.report.results import Results
from notesnlp.report.sections import ReportView
from notesnlp.report.view import build_view

PICTURES = pytest.mark.parametrize("picture", [timeline_png, needs_png])


def _size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@PICTURES
def test_same_results_same_bytes(picture, results: Results):
    assert picture(build_view(results)) == picture(build_view(results))


@PICTURES
def test_nothing_of_the_machine_is_in_it(picture, view: ReportView):
    png = picture(view)
    assert b"Software" not in png
    assert b"tEXt" not in png
    assert b"tIME" not in png


@PICTURES
def test_own_settings_do_not_change_it(picture, view: ReportView):
    import matplotlib

    plain = picture(view)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "savefig.dpi": 20}):
        assert picture(view) == plain
        assert matplotlib.rcParams["font.size"] == 30


@PICTURES
def test_rows_are_limited(picture, many: Results, view: ReportView):
    width, height = _size(picture(build_view(many)))
    assert width == _size(picture(view))[0]
    assert height < width * 1.2
    assert MOST_ROWS == 10


@PICTURES
def test_names_that_the_font_or_the_formula_reader_cannot_read(picture, results: Results):
    meetings = tuple(replace(item, unit="$\\frac{$ 運輸 \U0001f6a2") for item in results.meetings)
    findings = tuple(
        replace(item, evidence=replace(item.evidence, unit="$\\frac{$ 運輸 \U0001f6a2"))
        for item in results.findings
    )
    assert picture(build_view(replace(results, meetings=meetings, findings=findings)))


@PICTURES
def test_nothing_to_draw(picture):
    assert picture(build_view(Results((), ()))) is None


def test_matplotlib_is_loaded_late():
    code = "import sys, notesnlp.report.email, notesnlp.report.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
