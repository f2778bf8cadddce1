from dataclasses import replace

import pytest

from notesnlp.conversation.signals import find_signals
from notesnlp.language.sentences import split_sentences
from notesnlp.model.meeting import Speaker

PEOPLE = (Speaker("Derek Hurst", side="it"), Speaker("Ann", side="customer"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I just ring Derek directly, he sorts it by lunch.", "bypass"),
        ("Everybody texts Derek on his mobile.", "bypass"),
        ("At night we ring Derek at home.", "bypass"),
        ("We phone a mate in IT.", "bypass"),
        ("We skip the service desk.", "bypass"),
        ("I've given up on the portal.", "bypass"),
        ("Derek rang me about the line.", None),
        ("We rang the service desk on Monday.", None),
        ("Derek will send the list.", None),
        ("I retype the whole list every Friday.", "worthless_step"),
        ("They key the order in twice.", "worthless_step"),
        ("I print it out just to sign it.", "worthless_step"),
        ("We send it off and nobody reads it.", "worthless_step"),
        ("We fill in the same form three times.", "worthless_step"),
        ("Then the report goes in a drawer.", "worthless_step"),
        ("We no longer retype it.", None),
        ("He was here twice.", None),
        ("The disk filled up twice.", None),
        ("I'd retype it if I had to.", None),
        ("Do you retype it?", None),
        ("We print the labels for the jars.", None),
    ],
)
def test_signals(say, text, kind):
    meeting = replace(say(("Ann", "customer", text)), people=PEOPLE)
    found = find_signals(meeting, split_sentences(meeting))
    assert [signal.kind for signal in found] == ([kind] if kind else [])
    assert all(signal.quote == text for signal in found)


def test_what_it_says_of_itself_is_none(say):
    by_it = say(("Bo", "it", "You retype the whole list."))
    assert find_signals(by_it, split_sentences(by_it)) == []
    typed = say("She retypes the whole list.", form="notes")
    assert find_signals(typed, split_sentences(typed))
