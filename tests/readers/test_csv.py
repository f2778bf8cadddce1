from __future__ import annotations

import pytest

from notesnlp.errors import ReadError

TALK = """\
Start,End,Speaker,Text
0:01,0:04,Dana Reyes,"The gate is down, again."
0:05,0:09.5,Bo Ek,"We ""press"" at
nine"
"""


def test_a_transcript(opened, said):
    assert said("call.csv", TALK) == [
        ("Dana Reyes", "The gate is down, again.", 2),
        ("Bo Ek", 'We ""press"" at nine', 3),
    ]
    document = opened("call.csv", TALK)
    assert document.form == "transcript"
    assert [(turn.start_s, turn.end_s) for turn in document.turns] == [(1.0, 4.0), (5.0, 9.5)]
    lines = TALK.splitlines()
    for turn in document.turns:
        for piece, end in zip(turn.pieces, [*(p.start - 1 for p in turn.pieces[1:]), None], strict=True):  # fmt: skip
            words = turn.text[piece.start : end]
            assert lines[piece.line - 1][piece.column :].startswith(words)


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_separators(mark, said):
    text = f"speaker{mark}text\nDana{mark}We press, mostly.\nBo{mark}Why?\n"
    assert said("a.csv", text) == [("Dana", "We press, mostly.", 2), ("Bo", "Why?", 3)]


def test_further_columns_with_words_are_kept(said):
    text = "Speaker,Text,Score,Remark\nDana,We press.,0.93,said twice\n"
    assert said("a.csv", text) == [("Dana", "We press. said twice", 2)]


def test_any_other_table_is_read_row_by_row(opened, said):
    text = "Item,Owner,Due\nnew lock,Bo,12\nnew door,Dana,14\n"
    assert said("a.csv", text) == [
        (None, "Item Owner Due", 1),
        (None, "new lock Bo", 2),
        (None, "new door Dana", 3),
    ]
    assert opened("a.csv", text).form == "notes"


def test_a_quote_that_never_closes_ends_with_its_line(said):
    text = 'Speaker,Text\nDana,"We press\nBo,At nine\n'
    assert [text for _, text, _ in said("a.csv", text)] == ["We press", "At nine"]


def test_a_table_of_numbers_is_refused(opened):
    with pytest.raises(ReadError, match="no words"):
        opened("a.csv", "1,2\n3,4\n")
