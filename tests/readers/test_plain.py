from __future__ import annotations

import datetime as dt

import pytest

LONG = "The press in the old hall stops as soon as anybody opens the east"  # 65 columns

TXT = {
    "labels": (
        "Dana Reyes: We press at nine.\nBo Ek: Which hall?\n",
        [("Dana Reyes", "We press at nine.", 1), ("Bo Ek", "Which hall?", 2)],
    ),
    "wrapped lines and blank lines within a turn": (
        "Dana Reyes: We press\nat nine.\n\nMostly.\nBo Ek: Which hall?\nDana Reyes: The old\none.\n"
        "Bo Ek: Right.",
        [("Dana Reyes", "We press at nine. Mostly.", 1), ("Bo Ek", "Which hall?", 5),
         ("Dana Reyes", "The old one.", 6), ("Bo Ek", "Right.", 8)],
    ),
    "lines above the first label": (
        "Cider hall, 6 May\nrecorded on a phone\n\nall present\nDana Reyes: At nine.\nBo Ek: Fine.\n"
        "Dana Reyes: Good.\nBo Ek: Bye.",
        [(None, "Cider hall, 6 May recorded on a phone", 1), (None, "all present", 4),
         ("Dana Reyes", "At nine.", 5), ("Bo Ek", "Fine.", 6), ("Dana Reyes", "Good.", 7),
         ("Bo Ek", "Bye.", 8)],
    ),
    "times before names": (
        "[00:01:02] Dana Reyes: At nine.\n(0:05) Bo Ek: Fine.\n00:07 Dana Reyes: Good.\n",
        [("Dana Reyes", "At nine.", 1), ("Bo Ek", "Fine.", 2), ("Dana Reyes", "Good.", 3)],
    ),
    "times after names": (
        "Dana Reyes [00:01:02]: At nine.\nBo Ek (0:05): Fine.\n",
        [("Dana Reyes", "At nine.", 1), ("Bo Ek", "Fine.", 2)],
    ),
    "times on lines of their own": (
        "Dana Reyes: At nine.\n\n00:05:00\n\nBo Ek: Fine.\n",
        [("Dana Reyes", "At nine.", 1), ("Bo Ek", "Fine.", 5)],
    ),
    "names of more than two words, titles, brackets, lower case": (
        "The Acting Chair (Mrs. Ada Holm): Order.\nHon. Jo van der Meer: Thank you.\n"
        "Speaker 1: Hello.\nDr. J. Holm: Hm.\nspeaker: no.",
        [("The Acting Chair (Mrs. Ada Holm)", "Order.", 1),
         ("Hon. Jo van der Meer", "Thank you.", 2), ("Speaker 1", "Hello.", 3),
         ("Dr. J. Holm", "Hm. speaker: no.", 4)],
    ),
    "names in bold": (
        "**Dana Reyes:** We press at nine.\n**Bo Ek**: Which hall?\n__Dana Reyes:__ The old one.",
        [("Dana Reyes", "We press at nine.", 1), ("Bo Ek", "Which hall?", 2),
         ("Dana Reyes", "The old one.", 3)],
    ),
    "names on lines of their own": (
        "Cider hall\n\nDana Reyes  0:05\nWe press\nat nine.\n\nSpeaker 2   1:02:03\nWhich hall?\n",
        [(None, "Cider hall", 1), ("Dana Reyes", "We press at nine.", 4),
         ("Speaker 2", "Which hall?", 8)],
    ),
    "a label that is not one": (
        "Dana Reyes: One thing.\nBo Ek: Yes?\nDate: 6 May\nDana Reyes: Apples.",
        [("Dana Reyes", "One thing.", 1), ("Bo Ek", "Yes? Date: 6 May", 2),
         ("Dana Reyes", "Apples.", 4)],
    ),
    "an unpunctuated recording": (
        "so we press at nine and " * 30 + "\nthen we bottle",
        [(None, ("so we press at nine and " * 30).strip(), 1), (None, "then we bottle", 2)],
    ),
    "form feeds and Latin-1": (
        "We press at nine.\n\fCaf\xe9 at ten.".encode("latin-1"),
        [(None, "We press at nine.", 1), (None, "Café at ten.", 3)],
    ),
}  # fmt: skip

MARKDOWN = {
    "headings and nested bullets": (
        "# Cider hall\n\n## Gate\n- badge fails\n  - every morning\n    * since May\n1. new lock\n"
        "2) new door\n(a) oak\n• iron\n",
        [(None, "Cider hall", 1), (None, "Gate", 3), (None, "badge fails", 4),
         (None, "every morning", 5), (None, "since May", 6), (None, "new lock", 7),
         (None, "new door", 8), (None, "oak", 9), (None, "iron", 10)],
    ),
    "a heading right above words": (
        "## Gate\nBadge fails.", [(None, "Gate", 1), (None, "Badge fails.", 2)],
    ),
    "initials": (
        "- HB: badge fails\nRT - since May\n- AVK: new lock\n",
        [("HB", "badge fails", 1), ("RT", "since May", 2), ("AVK", "new lock", 3)],
    ),
    "letters that are no initials": (
        "- NB: badge fails\nCC: Bo Ek\nPS - since May\n- AOB: none\n",
        [(None, "NB: badge fails", 1), (None, "CC: Bo Ek", 2), (None, "PS - since May", 3),
         (None, "AOB: none", 4)],
    ),
    "hard-wrapped bullets and paragraphs": (
        f"- {LONG}\n  door of it\n- {LONG}\ndoor of it\n\n{LONG}\ndoor of it.\nBadge fails.\n",
        [(None, f"{LONG} door of it", 1), (None, f"{LONG} door of it", 3),
         (None, f"{LONG} door of it.", 6), (None, "Badge fails.", 8)],
    ),
    "a line of one paragraph is not wrapped where lines are longer": (
        f"{LONG}\n{LONG} {LONG}\n", [(None, LONG, 1), (None, f"{LONG} {LONG}", 2)],
    ),
    "a table": (
        "| what | who | when is it to be done, and what does it wait for |\n"
        "| --- | :-: | ---: |\n| new lock | Bo | as soon as the catalogue of locks is here |\n"
        "| new door | Dana | when the lock is in, and not a day before that day |\n",
        [(None, "| what | who | when is it to be done, and what does it wait for |", 1),
         (None, "| new lock | Bo | as soon as the catalogue of locks is here |", 3),
         (None, "| new door | Dana | when the lock is in, and not a day before that day |", 4)],
    ),
    "quotes": (
        f"> {LONG}\n> door of it.\n\n> - badge fails\n>> since May\n",
        [(None, f"{LONG} door of it.", 1), (None, "badge fails", 4), (None, "since May", 5)],
    ),
    "boxes to tick": (
        "- [ ] HB: new lock\n- [x] badge mended\n[ ] new door\n[] oak\n",
        [(None, "HB: new lock", 1), (None, "badge mended", 2), (None, "new door", 3),
         (None, "oak", 4)],
    ),
    "rules and underlines": (
        "Cider hall\n==========\nbadge fails\n\n---\n***\nnew lock\n",
        [(None, "Cider hall", 1), (None, "badge fails", 3), (None, "new lock", 7)],
    ),
    "front matter that does not end": (
        "---\ndate: 2024-05-06\n\nBadge fails.\n",
        [(None, "date: 2024-05-06", 2), (None, "Badge fails.", 4)],
    ),
    "minutes": (
        "Minutes\n\nMr Holm remarked that the badge fails. It has done so since May. Ms Ek, for the "
        "press hall, asked for a lock. The Chair noted it.\n\n"
        "It was noted that the door is of oak.\n\nMrs van Dam wondered whether iron would do better.\n",
        [(None, "Minutes", 1),
         ("Mr Holm", "Mr Holm remarked that the badge fails. It has done so since May.", 3),
         ("Ms Ek", "Ms Ek, for the press hall, asked for a lock.", 3),
         ("The Chair", "The Chair noted it.", 3),
         (None, "It was noted that the door is of oak.", 5),
         ("Mrs van Dam", "Mrs van Dam wondered whether iron would do better.", 7)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TXT.values(), ids=TXT)
def test_text(text, expected, said):
    assert said("notes.txt", text) == expected


@pytest.mark.parametrize(("text", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown(text, expected, said):
    assert said("notes.md", text) == expected


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("notes.txt", TXT["labels"][0], "transcript"),
        ("notes.txt", TXT["names on lines of their own"][0], "transcript"),
        ("notes.md", MARKDOWN["initials"][0], "notes"),
        ("notes.md", MARKDOWN["minutes"][0], "minutes"),
    ],
)
def test_form(name, text, form, opened):
    assert opened(name, text).form == form


def test_times_of_headers(opened):
    turns = opened("notes.txt", "Dana  0:05\nAt nine.\nBo  (1:02:03.5)\nFine.\n").turns
    assert [turn.start_s for turn in turns] == [5.0, 3723.5]


def test_front_matter(opened):
    document = opened(
        "notes.md",
        "---\ntitle: 'Cider hall'\ndate: 2024-05-06\nUnit: Press hall\nunit_kind: internal\n"
        "present:\n- Bo Ek\n---\n\n# Gate\n",
    )
    assert document.title == "Cider hall"
    assert document.date == dt.date(2024, 5, 6)
    assert document.fields["unit"] == "Press hall"
    assert document.fields["unit_kind"] == "internal"
    assert document.head == "# Gate"
    assert [(turn.text, turn.line) for turn in document.turns] == [("Gate", 10)]


@pytest.mark.parametrize("date", ["6 May 2024", "soon", ""])
def test_a_date_that_is_not_iso_is_left_as_a_field(date, opened):
    document = opened("notes.md", f"---\ndate: {date}\n...\nBadge fails.\n")
    assert document.date is None
    assert document.fields["date"] == date


def test_text_has_no_front_matter(opened):
    document = opened("notes.txt", "---\ndate: 2024-05-06\n---\nBadge fails.\n")
    assert document.date is None
    assert len(document.turns) == 2


def test_head(opened):
    document = opened("notes.txt", "\n".join(f"line {number}\n" for number in range(20)))
    assert document.head.splitlines() == [f"line {number}" for number in range(12)]


FRONT = """\
---
title: "Yard visit"
date: 2024-05-06
unit: "[[units/Yard|Yard]]"
attendees:
  - "[[Dana Reyes]]"
  - Bo Ek
tags: [visit, gate]
---
[[Dana Reyes]]: The [[gate screen|screen]] is down.
[[Bo Ek]]: Which one?
[[Dana Reyes]]: North.
"""


def test_front_matter_and_wiki_links(opened, said):
    document = opened("visit.md", FRONT)
    assert document.fields["unit"] == "Yard"
    assert document.fields["tags"] == "visit, gate"
    assert document.attendees == ("Dana Reyes", "Bo Ek")
    assert document.title == "Yard visit"
    assert document.left_out["front matter"] > 100
    assert said("visit.md", FRONT)[0] == (
        "Dana Reyes",
        "The [[gate screen|screen]] is down.",  # as it stands in the file, so that it is found there
        10,
    )


def test_a_rule_at_the_top_is_no_front_matter(said):
    assert said("a.md", "---\nWe press at nine.\n")[0][1] == "We press at nine."


MEET = """\
# Yard call - 2024/11/21 15:51 GMT - Transcript
### Attendees
Dana Reyes, Bo Ek

#### _This editable transcript was computer generated and might contain errors._

**Dana Reyes:** The gate is down.

00:05:00

**Bo Ek:** Which one?

**Dana Reyes:** North.

**Bo Ek:** I'll ring them.

### Transcription ended after 01:02:59
"""


def test_google_meet(opened):
    document = opened("call.md", MEET)
    assert [(turn.speaker, turn.text) for turn in document.turns][-4:] == [
        ("Dana Reyes", "The gate is down."),
        ("Bo Ek", "Which one?"),
        ("Dana Reyes", "North."),
        ("Bo Ek", "I'll ring them."),
    ]
    assert document.left_out["recorder's own words"] > 50


OTTER = """\
Dana Reyes  0:00
The gate is down.

Unknown Speaker  1:02:03
Which one?

Transcribed by https://otter.ai
"""


def test_otter(opened):
    document = opened("call.txt", OTTER)
    assert [(turn.speaker, turn.text, turn.start_s) for turn in document.turns] == [
        ("Dana Reyes", "The gate is down.", 0.0),
        ("Unknown Speaker", "Which one?", 3723.0),
    ]
    assert set(document.left_out) == {"speakers", "recorder's own words"}
