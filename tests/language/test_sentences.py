import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.language.sentences import LONGEST_RUN, load_tokenizer, split_sentences
from notesnlp.model.meeting import Meeting, Piece, Turn


def meeting_of(*texts: str) -> Meeting:
    turns = tuple(
        Turn(number, None, text, (Piece(0, number + 1, 0),)) for number, text in enumerate(texts)
    )
    return Meeting("a.txt", "plain", "notes", turns)


def parts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(meeting_of(text))]


@pytest.mark.parametrize(
    "text",
    [
        # stops
        "We move in May.| The lease ends in June.",
        "Is that right?| Yes!| Good.",
        "Really?!| Wow!!| Yes.",
        "It costs 3.50.| That is fine.",
        "See example.com.| It works.",
        "That's it.| iPads are fine.",
        "We did it.| 3 days later it broke.",
        "No.| We never got it.",
        "No!| Not again.",
        "Oh no.| Not again.",
        "send the list;| chase Bob;| call Ann",
        # abbreviations
        "Ask Mr. Lee about it.| He knows.",
        "Ask Dr. Ng vs. the vendor.| Room no. 12 is free.",
        "We need it approx. 3 wks. from now.",
        "The U.S. office closes.| The U.K. one stays.",
        "A. Smith said so.| J. R. Jones agreed.",
        "Sales fig. 4 shows it.",
        "the max. is five",
        "Call at 3 p.m. tomorrow.",
        "Call at 3 p.m. Tuesday.",
        "The meeting closed at 3 p.m.| The next one is in May.",
        "Pens, paper etc.| The rest is here.",
        "Acme Inc. bought it.",
        # ellipses
        "I don't know... maybe in June.",
        "I don't know…| We asked.",
        "I don't know...| We asked.",
        "Wait . . . what?",
        # quotes and brackets
        'He said "we are leaving."| Then he left.',
        "He said “no.”| She said ‘yes.’| Then we went.",
        '"Could we get one?" she asked.| "No," he said.',
        "(We moved.)| Then it rained.",
        # bullets
        "- ask IT for a line.| - chase the vendor",
        "1. First thing.| 2. Second thing.",
        "DL → walk the beach with a tape",
        "rule in writing from the regulator →| he'll scan it",
        "no. –",
        # speech without capitals
        "we move in may.| the lease ends in june.| then we see",
        "i'm in.| ok.| so.| bye.",
    ],
)
def test_cut_at_the_bars(text):
    assert parts(text.replace("|", "")) == [part.strip() for part in text.split("|")]


RUN = (
    "so we move in may and then the lease ends and so we have to be out by june but then the new place "
    "is not ready so yeah we are in the car park because the builders are late"
)


def test_a_run_without_stops_is_cut_where_a_thought_begins():
    assert parts(RUN) == [RUN[: RUN.index(" but then")], RUN[RUN.index("but then") :]]


def test_a_long_run_without_such_words_stays_whole():
    text = " ".join(["word"] * (2 * LONGEST_RUN))
    assert parts(text) == [text]


def test_a_short_run_is_not_cut():
    assert parts("we move in may but then the lease ends so we ask") == [
        "we move in may but then the lease ends so we ask"
    ]


def test_a_cut_is_surer_after_a_comma():
    word = "word " * 16
    assert parts(f"{word}and {word}, and {word}".strip())[1].startswith("and")


def test_long_runs_are_cut_again():
    assert len(parts(" ".join([RUN] * 4))) >= 8


def test_turns_are_kept_apart():
    sentences = split_sentences(meeting_of("One. Two.", "", "Three"))
    assert [(item.turn, item.text) for item in sentences] == [
        (0, "One."),
        (0, "Two."),
        (2, "Three"),
    ]


def test_white_space_around_is_no_sentence():
    assert parts("  \n One.  \n\n Two.  ") == ["One.", "Two."]


def test_the_pipeline_is_made_once():
    assert load_tokenizer() is load_tokenizer()


PIECES = st.sampled_from(
    'We move in May . ... … ? ! ?! ; → - – " ” ’ ) Mr. no. p.m. etc. 3.50 1. and then but so yeah because okay i mean the \n'.split(
        " "
    )
)


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60), st.sampled_from([" ", ""]))
def test_sentences_cover_every_word_at_their_offsets(words, gap):
    text = gap.join(words)
    reached, seen = 0, []
    for sentence in split_sentences(meeting_of(text)):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert reached <= sentence.start < sentence.end
        assert not text[reached : sentence.start].strip()
        reached = sentence.end
        seen.append(sentence.text)
    assert not text[reached:].strip()
    assert "".join("".join(seen).split()) == "".join(text.split())
