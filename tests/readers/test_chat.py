from __future__ import annotations

import pytest

from notesnlp.readers.chat import is_chat

NEW = """\
15:51:09 From Dana Reyes to Everyone:
\tThe gate screen is down again.
\tSince Monday: no list.
15:52:10 From Bo Ek to Dana Reyes(Direct Message):
\tReplying to "The gate screen is d..."
\t
\tI'll send it.
15:53:00 From Dana Reyes to Everyone:
\tReacted to "I'll send it." with 👍
"""
OLD = "15:51:09\t From  Dana Reyes : The gate is down.\n15:52:10\t From Bo Ek to Everyone : Which one?\n"
CLOUD = "00:12:15\tDana Reyes:\tThe gate is down.\n00:12:40\tBo Ek:\tWhich one?\n"


def test_chats_as_zoom_saves_them_now(opened, said):
    assert said("meeting_saved_chat.txt", NEW) == [
        ("Dana Reyes", "The gate screen is down again. Since Monday: no list.", 2),
        ("Bo Ek", "I'll send it.", 7),
    ]
    document = opened("chat.txt", NEW)
    assert (document.format, document.form) == ("chat", "transcript")
    assert set(document.left_out) == {"times", "speakers", "quoted messages"}


@pytest.mark.parametrize("text", [OLD, CLOUD])
def test_older_chats(text, said):
    assert said("chat.txt", text) == [
        ("Dana Reyes", "The gate is down.", 1),
        ("Bo Ek", "Which one?", 2),
    ]


def test_columns_count_in_the_file(opened):
    (piece,) = opened("chat.txt", CLOUD).turns[0].pieces
    assert CLOUD.splitlines()[0][piece.column :] == "The gate is down."


@pytest.mark.parametrize(
    "lines", [[], ["We press."], ["We press.", "15:51:09 From Bo to Everyone:", "\tx"]]
)
def test_no_chat(lines):
    assert not is_chat(lines)
