from notesnlp.evaluation.scores import KindScore, MeetingScores, Scores
from notesnlp.evaluation.tables import figures, table


def _meeting(**kinds: KindScore) -> MeetingScores:
    scores = Scores()
    scores.kinds.update(kinds)
    return MeetingScores("yard", "a.txt", "notes", scores)


HALF = KindScore(gold=2, predicted=2, hits=1, scored=[(0.9, True), (0.4, False)])
SPURIOUS = KindScore(gold=0, predicted=1, hits=0, scored=[(0.5, False)])


def test_what_is_neither_annotated_nor_found_has_no_figure():
    lines = table([_meeting(need=HALF, idea=SPURIOUS)]).splitlines()
    rows = {line.split()[0]: line.split()[1:] for line in lines[1:6]}
    assert rows["framing"] == ["–", "–", "–", "–", "0", "0"]
    assert rows["dependency"] == rows["followup"] == rows["framing"]
    assert rows["need"][:3] == ["0.500"] * 3
    assert rows["idea"][0] == "0.000"
    assert rows["idea"][-2:] == ["0", "1"]
    assert lines[6].startswith("macro F1 0.100 ")
    assert lines[6].endswith("; 1 meeting")
    assert (
        lines[7] == "  neither annotated nor found, and 0 in the macro F1: framing, dependency, followup"
    )  # fmt: skip
    assert lines[-1].split() == ["notes", "–", "0.500", "(2)", "–", "0.000", "(0)", "–"]


def test_columns_stand_below_their_heads():
    head, *rows = table([_meeting(need=HALF)]).splitlines()[:6]
    assert {len(row) for row in rows} == {len(head)}


def test_nothing_is_said_of_absent_kinds_where_all_have_cases():
    every = dict.fromkeys(("framing", "need", "dependency", "idea", "followup"), HALF)
    text = table([_meeting(**every), _meeting(**every)])
    assert "neither annotated" not in text
    assert "–" not in text
    assert "; 2 meetings" in text


def test_the_figures_of_forms_tell_what_was_found_too():
    form = figures([_meeting(idea=SPURIOUS)])["forms"]["notes"]
    assert form["idea"] == {"f1": 0, "gold": 0, "predicted": 1}
