import json

import pytest

from notesnlp.report.results import load_results


@pytest.fixture
def pain(out) -> str:
    (one,) = [item for item in load_results(out).findings if item.type == "pain"]
    return one.evidence.id


def test_it_tells_everything_in_the_terminal(notesnlp, out, pain, tiny_sets):
    answer = notesnlp("explain", out, pain, "--corpora", tiny_sets[0])
    assert answer.code == 0, answer.err
    for words in (
        f"id {pain}",
        "The score:",
        "log odds of the mean sentence",
        "Words that carry it",
        "need.type: pain",
        "What rules saw",
        "if IT had said it",
        "Nearest annotated examples",
    ):
        assert words in answer.out


def test_what_is_absent_is_not_told_as_if_it_were_there(notesnlp, out, pain):
    answer = notesnlp("explain", out, pain, "--no-corpora")
    told = json.loads(notesnlp("explain", out, pain, "--no-corpora", "--json").out)
    for part in told["weighing"]["parts"][:8]:
        (line,) = [line for line in answer.out.splitlines() if f"  {part['name']}" in line] or [""]
        assert ("(less than the mean sentence)" in line) == (part["less"] and part["words"] is None)
    assert "(less than the mean sentence)" in answer.out


def test_words_of_the_quote_find_it_and_json_is_whole(notesnlp, out, pain):
    answer = notesnlp("explain", out, "gate is down", "--no-corpora", "--json")
    told = json.loads(answer.out)
    assert told["finding"]["id"] == pain
    assert told["neighbours"] == []
    assert told["decision"] is None
    parts = sum(part["adds"] for part in told["weighing"]["parts"])
    assert parts + told["weighing"]["mean"] > -20


def test_without_corpora_it_says_how_to_name_some(notesnlp, out, pain):
    assert "--corpora" in notesnlp("explain", out, pain, "--no-corpora").out


def test_a_person_s_decision_is_told(notesnlp, remembered, pain, tmp_path):
    sheet = tmp_path / "sheet.csv"
    assert notesnlp("review", remembered, "--export", sheet).code == 0
    text = sheet.read_text("utf-8")
    header = text.splitlines()[0].split(",")
    assert "verdict" in header
    import csv

    with sheet.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["verdict"] = "accept" if row["type"] == "pain" else ""
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert notesnlp("review", remembered, "--import", sheet, "--by", "Ann").code == 0
    assert "Decided: accept by Ann" in notesnlp("explain", remembered, pain, "--no-corpora").out


def test_what_is_not_there_is_two(notesnlp, out, tmp_path):
    answer = notesnlp("explain", out, "zebra")
    assert answer.code == 2
    assert "--json` lists ids" in answer.err
    assert notesnlp("explain", tmp_path / "none", "x").code == 2
    assert notesnlp("explain", out, "x", "--corpora", tmp_path, "--no-corpora").code == 2
