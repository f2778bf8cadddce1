from pathlib import Path

NAMES = ("report.html", "report.txt", "report.eml", "dependencies.ics")


def test_reports_are_built_from_results_alone(notesnlp, out: Path):
    answer = notesnlp("report", out)
    assert answer.code == 0
    assert answer.out.strip() == str(out / "report.html")
    first = {name: (out / name).read_bytes() for name in NAMES}
    assert all(first.values())
    assert notesnlp("report", out).code == 0
    assert {name: (out / name).read_bytes() for name in NAMES} == first


def test_damaged_results_are_two(notesnlp, out: Path):
    (out / "results.json").write_text("{")
    answer = notesnlp("report", out)
    assert answer.code == 2
    assert "damaged" in answer.err
