import json
from collections.abc import Iterable

import pytest

from notesnlp.config import Terms
from notesnlp.conversation import measure
from notesnlp.detectors.framing import terms
from notesnlp.detectors.framing.shared import SharedTerms
from notesnlp.detectors.framing.terms import technical_terms
from notesnlp.model.finding import Need


def test_a_visit(timed, found):
    meeting = timed(
        ("Bo", 0, 2, "Walk me through a morning at the gate."),
        ("Ann", 4, 20, "The lorries stand an hour, and I copy the list by hand."),
        ("Bo", 20, 24, "We can set up an OAuth token for the VLAN."),
        ("Ann", 24, 26, "I see."),
    )
    need = found(Need, meeting, 1, type="pain", customer="external")
    talk = measure(meeting, [need])
    assert talk.why_not is None
    assert talk.talk.by == "time"
    assert talk.talk.sides == {"customer": pytest.approx(0.75), "it": pytest.approx(0.25)}
    assert (talk.talk.longest.side, talk.talk.longest.seconds) == ("customer", pytest.approx(16))
    assert [question.discovery for question in talk.asked(side="it", type="open")] == [True]
    assert talk.wait_s == 2.0
    assert talk.technical.first.side == "it"
    assert talk.technical.solution_first is False
    assert [signal.kind for signal in talk.signals] == ["worthless_step"]
    assert talk.it_speakers == ("Bo",)


def test_a_solution_before_the_need(say, found):
    meeting = say(
        ("Bo", "it", "We can set up an OAuth token."), ("Ann", "customer", "The lorries stand an hour.")
    )  # fmt: skip
    need = found(Need, meeting, 1, type="pain", customer="external")
    assert measure(meeting, [need]).technical.solution_first is True
    assert measure(meeting).technical.solution_first is None


@pytest.mark.parametrize("form", ["notes", "minutes", "mail"])
def test_what_the_form_does_not_allow_is_not_measured(say, form):
    talk = measure(say(("Bo", "it", "How is it?"), ("Ann", "customer", "Slow."), form=form))
    assert talk.why_not
    assert (talk.talk, talk.questions) == (None, ())


def test_a_transcript_without_two_names_is_not_measured(say):
    assert (
        measure(say("How is it?", "Slow.")).why_not == "the transcript does not name two speakers"
    )
    json.dumps(measure(say()).technical.density)


def test_technical_terms_are_looked_for_once_a_meeting(say, monkeypatch: pytest.MonkeyPatch):
    meeting = say(("Sam", "it", "You need MFA and SAML."), ("Ann", "customer", "What is SAML?"))
    looked: list[str] = []

    def counted(text: str, *given: Terms, known: Iterable[str]) -> tuple[str, ...]:
        looked.append(text)
        return technical_terms(text, *given, known=known)

    monkeypatch.setattr(terms, "technical_terms", counted)
    shared = SharedTerms(meeting, Terms())  # as the detector of framing asks for them
    assert shared.free("SAML", meeting.turns[1]) is False
    assert measure(meeting).technical.first.term == "MFA"
    assert looked == [turn.text for turn in meeting.turns]
