import pytest

from notesnlp.config import Terms
from notesnlp.detectors.framing.shared import SharedTerms, explained
from notesnlp.model.meeting import Piece, Turn


def free(meeting, term, turn):
    return SharedTerms(meeting, Terms()).free(term, meeting.turns[turn])


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("You need MFA, that's the code on your phone.", True),
        ("You need MFA (a code on your phone).", True),
        ("You need MFA, meaning a code on your phone.", True),
        ("It is what we call MFA.", True),
        ("MFA is the code on your phone.", True),
        ("MFA, which is a second check, comes in May.", True),
        ("You need MFA, in other words a second check.", True),
        ("We add multi factor authentication, so MFA, in May.", True),
        ("You need MFA by May.", False),
        ("MFA is a pain.", False),
        ("You need MFA (SSO).", False),
        ("MFA, that's all.", False),
    ],
)
def test_explained_on_the_spot(text, clear):
    assert explained("MFA", Turn(0, None, text, (Piece(0, 1, 0),))) is clear


def test_what_the_customer_said_first_is_free_from_then_on(say):
    meeting = say(
        ("Bo", "it", "The VLANs are old."),
        ("Ann", "customer", "Ours is the VLAN in the shed."),
        ("Bo", "it", "That VLAN, then."),
    )
    assert [free(meeting, term, turn) for term, turn in (("VLANs", 0), ("VLAN", 2))] == [
        False,
        True,
    ]


def test_a_word_of_it_is_not_free_for_having_been_said(say):
    meeting = say(("Bo", "it", "The VLAN is old."), ("Bo", "it", "So the VLAN goes."))
    assert not free(meeting, "VLAN", 1)


def test_explained_once_is_free_from_then_on(say):
    meeting = say(
        ("Bo", "it", "MFA, that's the code on your phone."), ("Bo", "it", "MFA comes in May.")
    )
    assert free(meeting, "MFA", 0)
    assert free(meeting, "MFA", 1)
