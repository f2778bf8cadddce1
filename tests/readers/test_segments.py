from __future__ import annotations

import datetime as dt
import json

import pytest

from notesnlp.errors import ReadError
from notesnlp.readers.segments import Segments

A = {"start": 0.5, "end": 1.5, "speaker": "Dana", "text": "We press"}
B = {"start": 1.5, "end": 2.0, "speaker": "Dana", "text": " at nine. "}
C = {"start": 2.0, "end": 3.0, "speaker": "Bo", "text": "Which hall?"}
SPOKEN = [("Dana", "We press at nine.", 1, 0.5, 2.0), ("Bo", "Which hall?", 3, 2.0, 3.0)]


def text(speaker: object, said: str, **more: object) -> dict[str, object]:
    return {"speaker": speaker, "text": said, **more}


SHAPES = {
    "list": ([A, B, C], SPOKEN),
    "segments": ({"segments": [A, B, C], "language": "en"}, SPOKEN),
    "utterances": ({"utterances": [A, B, C]}, SPOKEN),
    "sentences": ({"sentences": [A, B, C]}, SPOKEN),
    "results": ({"results": [A, B, C]}, SPOKEN),
    "transcript": ({"transcript": [A, B, C]}, SPOKEN),
    "a transcript as text beside segments": ({"transcript": "We", "segments": [A, B, C]}, SPOKEN),
    "utterances within results": ({"results": {"utterances": [A, B, C]}}, SPOKEN),
    "other names": (
        [{"start_time": 0, "end_time": 1, "speaker_name": "Dana", "transcript": "At nine."},
         {"from": 1, "to": 2, "name": "Bo", "content": "Fine."}],
        [("Dana", "At nine.", 1, 0.0, 1.0), ("Bo", "Fine.", 2, 1.0, 2.0)],
    ),
    "no speakers": (
        [text(None, "At nine."), text("", "Fine."), {"text": "Good."}],
        [(None, "At nine.", 1, None, None), (None, "Fine.", 2, None, None),
         (None, "Good.", 3, None, None)],
    ),
    "no words": (
        [text("Dana", "At nine."), text("Bo", " "), text("Bo", ""), text("Cy", "Fine.")],
        [("Dana", "At nine.", 1, None, None), ("Cy", "Fine.", 4, None, None)],
    ),
    "times as text": (
        [text("Dana", "At nine.", start="0.25", end="1:02.5"),
         text("Bo", "Fine.", start="00:01:03,5", end="")],
        [("Dana", "At nine.", 1, 0.25, 62.5), ("Bo", "Fine.", 2, 63.5, None)],
    ),
    "speakers as numbers and objects": (
        [text(0, "At nine."), text({"speaker_label": "spk_1"}, "Fine."), text({"id": 3}, "Good.")],
        [("0", "At nine.", 1, None, None), ("spk_1", "Fine.", 2, None, None),
         (None, "Good.", 3, None, None)],
    ),
    "Whisper": (
        {"text": " We press at nine.", "language": "en",
         "segments": [{"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " We press at nine.",
                       "tokens": [50364, 492], "temperature": 0.0, "no_speech_prob": 0.01,
                       "words": [{"word": " We", "start": 0.0, "end": 0.2, "probability": 0.9}]}]},
        [(None, "We press at nine.", 1, 0.0, 2.5)],
    ),
    "WhisperX": (
        {"segments": [{"start": 0.0, "end": 2.5, "text": " At nine.", "speaker": "SPEAKER_00",
                       "words": [{"word": "At", "start": 0.1, "speaker": "SPEAKER_00"}]}],
         "word_segments": [{"word": "At", "start": 0.1}]},
        [("SPEAKER_00", "At nine.", 1, 0.0, 2.5)],
    ),
    "AWS Transcribe": (
        {"jobName": "press", "results": {
            "transcripts": [{"transcript": "At nine. Fine."}], "items": [{"type": "pronunciation"}],
            "audio_segments": [
                {"id": 0, "transcript": "At nine.", "start_time": "0.0", "end_time": "1.2",
                 "speaker_label": "spk_0", "items": [0, 1]},
                {"id": 1, "transcript": "Fine.", "start_time": "1.3", "end_time": "2.0",
                 "speaker_label": "spk_1", "items": [2]}]}},
        [("spk_0", "At nine.", 1, 0.0, 1.2), ("spk_1", "Fine.", 2, 1.3, 2.0)],
    ),
    "AWS Call Analytics": (
        {"Transcript": [{"Content": "At nine.", "ParticipantRole": "AGENT",
                         "BeginOffsetMillis": 500, "EndOffsetMillis": 1500}]},
        [("AGENT", "At nine.", 1, 0.5, 1.5)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), SHAPES.values(), ids=SHAPES)
def test_shapes(content, expected, opened):
    turns = opened("call.json", json.dumps(content)).turns
    assert [(t.speaker, t.text, t.line, t.start_s, t.end_s) for t in turns] == expected


@pytest.mark.parametrize(
    ("about", "title", "date"),
    [
        ({"title": "Press hall", "date": "2024-05-06"}, "Press hall", dt.date(2024, 5, 6)),
        ({"recorded_at": "2024-05-06T10:00:00Z"}, None, dt.date(2024, 5, 6)),
        ({"date": "6 May", "created": "2024-05-06"}, None, dt.date(2024, 5, 6)),
        ({"title": 7, "date": 20240506}, None, None),
    ],
)
def test_title_and_date(about, title, date, opened):
    document = opened("call.json", json.dumps({**about, "segments": [A]}))
    assert (document.title, document.date) == (title, date)


def test_byte_order_mark(opened):
    assert opened("call.json", b"\xef\xbb\xbf" + json.dumps([A]).encode()).turns


def test_half_a_surrogate_pair_can_be_written(opened):
    document = opened(
        "call.json", '{"title": "\\ud83d", "segments": [{"text": "At \\ud83d nine"}]}'
    )
    assert document.turns[0].text == "At ? nine"
    assert document.title == "?"


BAD = {
    "cut off": (json.dumps([A, B])[:-20], "not JSON", "line 1, column"),
    "no JSON": ("At nine.", "not JSON", "line 1, column 1"),
    "a number": ("7", "not known", None),
    "words": ('"At nine."', "not known", None),
    "an empty list": ("[]", "not known", None),
    "an object without a list": ('{"text": "At nine."}', "not known", None),
    "an empty list in an object": ('{"segments": []}', "not known", None),
    "a list of words": ('["At nine."]', "without text", "segment 1"),
    "a segment without text": ('[{"text": "At nine."}, {"start": 3}]', "without text", "segment 2"),
    "text that is a number": ('[{"text": 9}]', "without text", "segment 1"),
    "no time": ('[{"text": "At", "start": "soon"}]', "'soon' is no time", "segment 1"),
    "no number": ('[{"text": "At", "start": NaN}]', "'nan' is no time", "segment 1"),
    "a truth as time": ('[{"text": "At", "end": true}]', "'True' is no time", "segment 1"),
    "a list as time": ('[{"text": "At", "end": [1]}]', "'[1]' is no time", "segment 1"),
    "deep": ("[" * 100_000, "nested too deeply", None),
    "a long number": ("[" + "9" * 5000 + "]", "number too long", None),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason", "place"), BAD.values(), ids=BAD)
def test_bad_files(content, reason, place):
    with pytest.raises(ReadError) as caught:
        Segments().read(content.encode(), "call.json")
    assert caught.value.path == "call.json"
    assert reason in caught.value.reason
    assert (place or "") in (caught.value.place or "")
    assert caught.value.remedy


def word(text: str, start: str | None, **more: str) -> dict[str, object]:
    kind = "pronunciation" if start else "punctuation"
    times = {"start_time": start, "end_time": start} if start else {}
    return {"type": kind, "alternatives": [{"content": text}], **times, **more}


WORDS = [
    word("We", "0.1"),
    word("press", "0.5"),
    word(".", None),
    word("Why", "2.0"),
    word("?", None),
]
LABELS = {"segments": [
    {"speaker_label": "spk_0", "items": [{"start_time": "0.1"}, {"start_time": "0.5"}]},
    {"speaker_label": "spk_1", "items": [{"start_time": "2.0", "speaker_label": "spk_1"}]},
]}  # fmt: skip
SPOKEN = [("spk_0", "We press.", 1), ("spk_1", "Why?", 2)]
AWS = {
    "labels beside the words": ({"items": WORDS, "speaker_labels": LABELS}, SPOKEN),
    "labels with the words": (
        {"items": [{**item, "speaker_label": f"spk_{int(at > 2)}"} for at, item in enumerate(WORDS)]},
        SPOKEN,
    ),
    "channels": (
        {"items": WORDS, "channel_labels": {"channels": [
            {"channel_label": "spk_0", "items": WORDS[:2]}, {"channel_label": "spk_1", "items": WORDS[3:4]},
        ]}},
        SPOKEN,
    ),
    "no speakers": ({"items": WORDS}, [(None, "We press. Why?", 1)]),
    "things of another shape": (
        {"items": [7, {}, {"alternatives": []}, {"alternatives": [{"content": None}]}, *WORDS],
         "speaker_labels": {"segments": [3, {"items": 4}, *LABELS["segments"]]}},
        SPOKEN,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("results", "expected"), AWS.values(), ids=AWS)
def test_aws_jobs_that_list_words(results, expected, said):
    assert said("job.json", json.dumps({"jobName": "x", "results": results})) == expected


def test_whisper_cpp_and_whisper_without_times(opened, said):
    data = {"transcription": [{"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"},
                               "offsets": {"from": 1500, "to": 2000}, "text": " We press."}]}  # fmt: skip
    (turn,) = opened("a.json", json.dumps(data)).turns
    assert (turn.text, turn.start_s, turn.end_s) == ("We press.", 1.5, 2.0)
    assert said("b.json", '{"language": "en", "text": "We press."}') == [(None, "We press.", 1)]


def test_alternatives(said):
    data = {"results": [{"alternatives": [{"transcript": "We press."}, {"transcript": "We dress."}]}]}  # fmt: skip
    assert said("a.json", json.dumps(data)) == [(None, "We press.", 1)]
