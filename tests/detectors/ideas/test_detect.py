from notesnlp.detectors.ideas.detect import find_ideas


def test_ideas_are_anybodys(make_meeting, sentences_of, judge):
    meeting = make_meeting(
        ("Ann", "customer", "What if drivers saw the queue?"),
        (None, None, "Hm."),
        ("Bo", "it", "Or a text."),
    )
    sentences = sentences_of(meeting)
    ideas = find_ideas(meeting, sentences, judge(sentences, {"idea": [0.9, 0.2, 0.7]}), 0.5)
    assert [(idea.evidence.side, idea.type, idea.theme) for idea in ideas] == [
        ("customer", "idea", None),
        ("it", "idea", None),
    ]
