from __future__ import annotations

import pytest

from notesnlp.errors import ReadError
from notesnlp.readers.subtitles import SubRip, WebVtt


def vtt(*cues: str) -> str:
    """A file of `cues`, one every second."""
    times = (f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.000" for at in range(len(cues)))
    return "WEBVTT\n\n" + "\n\n".join(
        f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True)
    )


VTT = {
    "Teams": (
        vtt("<v Dana Reyes>We press at nine.</v>", "<v Bo Ek>Which hall?</v>"),
        [("Dana Reyes", "We press at nine.", 4), ("Bo Ek", "Which hall?", 7)],
    ),
    "one speaker over several cues and lines": (
        vtt("<v Dana Reyes>We press\nat nine,</v>", "<v Dana Reyes>mostly.</v>"),
        [("Dana Reyes", "We press at nine, mostly.", 4)],
    ),
    "several voices in a cue": (
        vtt("<v Dana Reyes>At nine?</v> <v Bo Ek>At ten.</v>\n<v Dana Reyes>Fine.</v>"),
        [("Dana Reyes", "At nine?", 4), ("Bo Ek", "At ten.", 4), ("Dana Reyes", "Fine.", 5)],
    ),
    "words before the first voice": (
        vtt("<v Dana Reyes>At nine?", "Well, <v Bo Ek>at ten."),
        [("Dana Reyes", "At nine? Well,", 4), ("Bo Ek", "at ten.", 7)],
    ),
    "classes of a voice": (
        vtt("<v.loud.first Dana Reyes>At <c.yellow>nine</c>!</v>"),
        [("Dana Reyes", "At nine!", 4)],
    ),
    "entities": (
        vtt("<v Ek &amp; Sons>R&amp;D said 3 &lt; 4&nbsp;m &#8211; it&#x27;s fine</v>"),
        [("Ek & Sons", "R&D said 3 < 4\xa0m – it's fine", 4)],
    ),
    "tags and times within words": (
        vtt("<v Bo Ek><i>At</i> <00:00:00.500>ten, <b>no</b> <lang en>later</lang></v>"),
        [("Bo Ek", "At ten, no later", 4)],
    ),
    "what only looks like a tag": (
        vtt("<v Bo Ek>4 < 5 and 6 > 5, <inaudible> I think"),
        [("Bo Ek", "4 < 5 and 6 > 5, <inaudible> I think", 4)],
    ),
    "an empty voice": (vtt("<v  >Hello.</v>"), [(None, "Hello.", 4)]),
    "Zoom": (
        vtt("Dana Reyes: We press at nine.", "Dana Reyes: Mostly.", "Bo Ek: Which hall?"),
        [("Dana Reyes", "We press at nine. Mostly.", 4), ("Bo Ek", "Which hall?", 10)],
    ),
    "a colon that is no label": (
        vtt("Dana Reyes: There is one reason: apples.", "Bo Ek: Namely: pears."),
        [("Dana Reyes", "There is one reason: apples.", 4), ("Bo Ek", "Namely: pears.", 7)],
    ),
    "a label in italics": (
        vtt("<i>Dana Reyes:</i> We press at nine."),
        [("Dana Reyes", "We press at nine.", 4)],
    ),
    "notes, styles, regions, identifiers, settings": (
        "WEBVTT - Cider hall\nKind: captions\n\nNOTE recorded on a phone\nby Bo Ek: himself\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:left\n\nfirst cue\n"
        "00:01.000 --> 00:02.000 align:start position:0%\nWe press.\n\nNOTE\nNot said: this.\n\n2\n"
        "00:02.000 --> 00:03.000\nAt nine.\n",
        [(None, "We press. At nine.", 15)],
    ),
    "the short times of old Teams exports": (
        "WEBVTT\n\n0:0:0.0 --> 0:0:0.570\n<v Bo Ek>There.</v>\n",
        [("Bo Ek", "There.", 4)],
    ),
    "a pause begins a turn where nobody is named": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWe press.\n\n00:04.400 --> 00:05.000\nAt nine.\n\n"
        "00:07.500 --> 00:08.000\nWhich hall?\n",
        [(None, "We press. At nine.", 4), (None, "Which hall?", 10)],
    ),
    "a pause does not where somebody is": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Bo Ek>We press.\n\n01:07.500 --> 01:08.000\nAt nine.\n",
        [("Bo Ek", "We press. At nine.", 4)],
    ),
    "a blank line within a cue": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWe press.\n\nAt nine.\n\n00:02.000 --> 00:03.000\nGood.\n",
        [(None, "We press. At nine. Good.", 4)],
    ),
    "a broken timing loses no words": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWe press.\n\n00:02.000 --> later\nAt nine.\n",
        [(None, "We press. At nine.", 4)],
    ),
    "an arrow in the words": (vtt("press --> bottle --> sell"), [(None, "press --> bottle --> sell", 4)]),
}  # fmt: skip

SRT = {
    "speakers only at changes": (
        "1\n00:00:01,000 --> 00:00:02,000\nDANA: We press\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nat nine.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nBO: Which hall?\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\nDANA: The old one.\n\n"
        "5\n00:00:05,000 --> 00:00:06,000\nBO: Right.\n",
        [("DANA", "We press at nine.", 3), ("BO", "Which hall?", 11),
         ("DANA", "The old one.", 15), ("BO", "Right.", 19)],
    ),
    "two speakers in a cue": (
        "1\n00:00:01,000 --> 00:00:02,000\nDana Reyes: At nine.\nBo Ek: At ten.\n",
        [("Dana Reyes", "At nine.", 3), ("Bo Ek", "At ten.", 4)],
    ),
    "decimal periods, or no decimals": (
        "1\n00:00:01.000 --> 00:00:02.5\nWe press.\n\n2\n00:00:02 --> 00:00:03\nAt nine.\n",
        [(None, "We press. At nine.", 3)],
    ),
    "byte order mark and CRLF": (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nWe press.\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:03,000\r\nAt nine.\r\n",
        [(None, "We press. At nine.", 3)],
    ),
    "missing blank lines": (
        "1\n00:00:01,000 --> 00:00:02,000\nWe press.\n2\n00:00:02,000 --> 00:00:03,000\nAt nine.\n",
        [(None, "We press. At nine.", 3)],
    ),
    "double line ends": (
        "1\n\n00:00:01,000 --> 00:00:02,000\n\nWe press.\n\n\n2\n\n00:00:02,000 --> 00:00:03,000\n\nAt nine.\n",
        [(None, "We press. At nine.", 5)],
    ),
    "words that are numbers": (
        "1\n00:00:01,000 --> 00:00:02,000\nHow many?\n\n2\n00:00:02,000 --> 00:00:03,000\n42\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nCrates.\n",
        [(None, "How many? 42 Crates.", 3)],
    ),
    "no words in a cue": (
        "1\n00:00:01,000 --> 00:00:02,000\n\n\n2\n00:00:02,000 --> 00:00:03,000\nAt nine.\n",
        [(None, "At nine.", 7)],
    ),
    "tags of SubRip and ASS": (
        '1\n00:00:01,000 --> 00:00:02,000 X1:40 Y1:20\n{\\an8}<font color="#ff0000">We <i>press</i></font>\n',
        [(None, "We press", 3)],
    ),
    "an arrow too short": ("1\n00:00:01,000 -> 00:00:02,000\nWe press.\n", [(None, "We press.", 3)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), VTT.values(), ids=VTT)
def test_webvtt(text, expected, said):
    assert said("call.vtt", text) == expected


@pytest.mark.parametrize(("text", "expected"), SRT.values(), ids=SRT)
def test_subrip(text, expected, said):
    assert said("call.srt", text) == expected


def test_times_and_form(opened):
    document = opened("call.vtt", vtt("<v Bo Ek>At</v>", "<v Bo Ek>ten.</v>", "<v Dana>Fine.</v>"))
    assert (document.format, document.form) == ("webvtt", "transcript")
    assert [(turn.start_s, turn.end_s) for turn in document.turns] == [(0.0, 2.0), (2.0, 3.0)]


def test_hours_and_fractions():
    data = b"WEBVTT\n\n101:02:03.25 --> 101:02:03.5\nAt ten.\n"
    turn = WebVtt().read(data, "call.vtt").turns[0]
    assert (turn.start_s, turn.end_s) == (363723.25, 363723.5)


def test_a_label_before_each_cue_is_marked_and_columns_skip_markup():
    turn = (
        WebVtt()
        .read(vtt("<b>Bo Ek:</b> At&nbsp;ten,", "Bo Ek: <i>no</i> later.").encode(), "call.vtt")
        .turns[0]
    )
    assert turn.text == "At\xa0ten, no later."
    assert [(piece.line, piece.column, piece.label_before) for piece in turn.pieces] == [
        (4, 14, False),
        (7, 10, True),
    ]


@pytest.mark.parametrize("reader", [WebVtt(), SubRip()])
@pytest.mark.parametrize(
    "text",
    ["WEBVTT\n\n", "just words\nand more", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "1\n2\n3\n"],
)
def test_no_cues(reader, text):
    with pytest.raises(ReadError) as caught:
        reader.read(text.encode(), "call.vtt")
    assert caught.value.path == "call.vtt"
    assert "no cue" in caught.value.reason
    assert ".txt" in caught.value.remedy


def test_subviewer(said, opened):
    text = "0:00:01.000,0:00:02.500\nDana Reyes: We press,\nmostly.\n\n0:00:02.500,0:00:04.000\nBo Ek: Why?\n"
    assert said("a.sbv", text) == [("Dana Reyes", "We press, mostly.", 2), ("Bo Ek", "Why?", 6)]
    document = opened("a.sbv", text)
    assert [(turn.start_s, turn.end_s) for turn in document.turns] == [(1.0, 2.5), (2.5, 4.0)]
    assert document.format == "sbv"


def test_where_every_cue_has_a_label_all_are_speakers(said):
    names = ("Iván | ethrex", "zoom user", "Julian", "Łukasz", "Iván | ethrex")
    cues = "".join(
        f"{at}\n00:00:0{at}.000 --> 00:00:0{at}.900\n{name}: so: we press\n\n"
        for at, name in enumerate(names, 1)
    )
    assert [(name, text) for name, text, _ in said("a.vtt", f"WEBVTT\n\n{cues}")] == [
        (name, "so: we press") for name in names
    ]


def test_where_some_cues_have_none_a_word_with_a_colon_is_none(said):
    cues = "".join(
        f"00:00:0{at}.000 --> 00:00:0{at}.900\n{text}\n\n"
        for at, text in enumerate(("one more thing: we press", "at nine", "mostly"), 1)
    )
    assert said("a.vtt", f"WEBVTT\n\n{cues}")[0][:2] == (
        None,
        "one more thing: we press at nine mostly",
    )
