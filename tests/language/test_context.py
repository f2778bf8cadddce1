import re
from typing import get_args

import pytest

from notesnlp.language.context import asserts, contexts, cues_in
from notesnlp.language.cues import CUES, Category

MARKED = [
    # negated
    ("We aren't [moving] this year.", "negated"),
    ("I don't think [we move in May].", "negated"),
    ("We never [got the list].", "negated"),
    ("Nobody [told us].", "negated"),
    ("Hardly [anybody rings].", "negated"),
    ("None of [the tills work].", "negated"),
    ("Far from [closing], we grow.", "negated"),
    ("Rather than [move] we stay.", "negated"),
    ("We aren't moving, but [the shop is closing].", ""),
    ("[The shop is closing], not moving.", ""),
    ("We aren't [moving], but the shop is closing.", "negated"),
    ("I'm not sure, and we're not [moving].", "negated"),
    # what only sounds so
    ("I'm not sure [we move].", ""),
    ("Can't we just [use the old form]?", "hypothetical"),
    ("There is no doubt [we move in May].", ""),
    ("We can't wait to [move].", ""),
    ("No wonder [they left].", ""),
    ("Not to mention [the queue].", ""),
    ("Not bad, [the new line].", ""),
    ("Why don't we [ask them]?", "hypothetical"),
    ("It is not only [the queue].", ""),
    # hypothetical
    ("If the grant comes, [we open in May].", "hypothetical"),
    ("We might [open on Sundays].", "hypothetical"),
    ("We might open on Sundays but [the shop closes in May].", ""),
    ("We may stay, although [the office moves].", ""),
    ("[We open in May], subject to approval.", "hypothetical"),
    ("[The move] is not decided.", "hypothetical"),
    ("[The office moves], pending the lease.", "hypothetical"),
    ("Perhaps [we hire four].", "hypothetical"),
    ("Unless we hear, [we close].", "hypothetical"),
    ("We're thinking of [moving].", "hypothetical"),
    ("Fingers crossed [we open].", "hypothetical"),
    ("What if [we opened on Sundays]?", "hypothetical"),
    ("[We move in May].", ""),
    # past, reported
    ("[We moved] last year.", "past"),
    ("We used to [ring you].", "past"),
    ("She said [the lift is broken].", "reported"),
    ("He reckons [the roof leaks].", "reported"),
    ("According to Ann [they merge].", "reported"),
    ("I was told that [the fee goes up].", "reported"),
    # done
    ("That's sorted, [the line works].", "done"),
    ("[The new till] arrived.", "done"),
    ("It works now and [we are glad].", "done"),
    # cancelled
    ("The move was called off, so [we stay].", "cancelled"),
    ("The [party] was cancelled.", "cancelled"),
    ("The plan fell through and [we stay].", "cancelled"),
    ("They decided against [the move].", "cancelled"),
    ("[The bid] was withdrawn.", "cancelled"),
    ("We put [boxes] on the shelves.", ""),
    # denied, known to IT
    ("It's all in the cloud, [we sign in June].", "denied"),
    ("They have it covered: [the new shop opens].", "denied"),
    ("[The lease ends in May], it's plug and play.", "denied"),
    ("The ticket is in for [the new line].", "it_known"),
    ("We need IT for [the move].", "it_known"),
    ("it is [cold].", ""),
]


def unmarked(text: str) -> tuple[str, tuple[int, int]]:
    start, end = text.index("["), text.index("]") - 1
    return re.sub(r"[\[\]]", "", text), (start, end)


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_contexts_of_the_marked_words(text, expected):
    assert contexts(*unmarked(text)) == frozenset(expected.split())


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("[We move in May] and IT needn't do anything.", "denied"),
        ("Don't worry about it, [we sign in June].", "denied"),
        ("We've told your team about [the move].", "it_known"),
    ],
)
def test_one_of_several_contexts(text, category):
    assert category in contexts(*unmarked(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we aren't moving, but the shop is closing", {"negated"}),
        ("no doubt we move", set()),
        ("I'm not sure it helps", set()),
        ("I'm not sure, and we never asked", {"negated"}),
        ("it rains", set()),
        ("IT knows", {"it_known"}),
        ("Was it called off?", {"cancelled", "hypothetical"}),
        ("Was it called off (again)?", {"cancelled", "hypothetical"}),
        ("", set()),
    ],
)
def test_contexts_anywhere(text, expected):
    assert contexts(text) == expected


def test_cues_are_told_in_their_order():
    text = "If it rains we aren't moving with IT, I'm not sure"
    assert cues_in(text) == [
        ("hypothetical", "If"), ("hypothetical", "If it"), ("negated", "n't"), ("it_known", "IT"),
    ]  # fmt: skip
    assert cues_in("It rains") == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The ticket is with IT already.", "it_known"),
        ("IT IS CANCELLED", "cancelled"),  # other cues in any letters
    ],
)
def test_letters(text, category):
    assert category in contexts(text)
    assert category in contexts(text, (len(text), len(text)))


@pytest.mark.parametrize(
    "text", ["the iffy tills", "a knife", "they annot", "the pendingly", "Really? Yes"]
)
def test_cues_are_whole_words_and_stand_where_they_must(text):
    assert contexts(text) == contexts(text, (len(text), len(text))) == frozenset()


@pytest.mark.parametrize(
    "cue", [cue for cue in CUES if cue.words.isalpha()], ids=lambda cue: cue.words
)
def test_every_plain_cue_is_found(cue):
    assert cue.category in contexts(f"well {cue.words} it goes")


def test_every_category_has_cues():
    assert {cue.category for cue in CUES} == set(get_args(Category))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the move was called off", True),
        ("it won't be happening", True),
        ("we're not moving after all", True),
        ("the move wasn't called off", False),
        ("if it is cancelled we stay", False),
        ("Was it cancelled?", False),
        ("the paper form would then be withdrawn", False),
        ("we move in May", False),
    ],
)
def test_asserted_cancellation(text, expected):
    assert asserts(text, "cancelled") is expected
