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


def test_a_part_has_a_folder_of_its_own(notesnlp, out: Path):
    assert notesnlp("report", out).code == 0
    whole = (out / "report.html").read_bytes()
    answer = notesnlp("report", out, "--unit", "yard", "--period", "2016")
    assert answer.code == 0, answer.err
    page = Path(answer.out.strip())
    assert page.parent.parent == out / "reports"
    assert "gate is down" in page.read_text("utf-8")
    assert "Roth" not in page.read_text("utf-8")
    assert (out / "report.html").read_bytes() == whole


def test_the_promises_of_one_person(notesnlp, out: Path):
    answer = notesnlp("report", out, "--for", "sam ode")
    folder = Path(answer.out.strip()).parent
    text = (folder / "report.txt").read_text("utf-8")
    assert text.startswith("WHAT WAS PROMISED")
    assert folder.name.startswith("all-units-promises-of-sam-ode-")
    assert "none" not in folder.name
    assert "I'll send the list by Friday." in text
    assert "gate is down" not in text


def test_parts_in_which_nothing_is(notesnlp, out: Path):
    for words, said in (
        (("--unit", "Mill"), "no meeting is with 'Mill'"),
        (("--period", "1999"), "no meetings in this part"),
        (("--for", "Nobody"), "no promises of Nobody"),
        (("--period", "soon"), "is no period"),
    ):
        answer = notesnlp("report", out, *words)
        assert answer.code == 2
        assert said in answer.err
