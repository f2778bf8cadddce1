import stat


def test_a_brief_in_the_terminal_and_as_a_page(notesnlp, remembered, tmp_path):
    page = tmp_path / "brief.html"
    answer = notesnlp("brief", remembered, "yard", "--html", page)
    assert answer.code == 0
    assert answer.out.startswith("Yard\n")
    assert "What would drive them to a competitor?" in answer.out
    assert "not known: ask" in answer.out
    assert "<h1>Yard</h1>" in page.read_text("utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_a_unit_that_is_none_is_two(notesnlp, remembered):
    answer = notesnlp("brief", remembered, "Yart")
    assert answer.code == 2
    assert "Yard" in answer.err
