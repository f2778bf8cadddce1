from dataclasses import replace

import pytest

from notesnlp.conversation.rehearsal import rehearsal
from notesnlp.model.meeting import Speaker

SALES = ("Sal", "sales", "Our lorries wait an hour at your gate.")
IT = ("Bo", "it", "Walk me through a morning at the gate.")


@pytest.mark.parametrize(
    ("name", "lines", "acted"),
    [
        ("2016-03-08 role play.vtt", (IT, SALES), True),
        ("mock customer call.txt", (IT, SALES), True),
        ("liaison rehearsal.md", (IT, SALES), True),
        ("voice of the customer.vtt", (IT, SALES), True),
        ("voice of the customer.vtt", (IT, ("Ann", "customer", "We wait an hour.")), False),
        ("rehearsal room bookings.md", (IT, ("Ann", None, "The choir waits for keys.")), False),
        ("visit.txt", (IT, SALES), False),
        ("visit.txt", (("Sal", "sales", "I'll play the customer, so I'm in character now."), IT), True),
        ("visit.txt", (("Bo", "it", "Nadia is playing the customer. Stay in role, please."), SALES), True),
        ("visit.txt", (("Sal", "sales", "Last year I'll be the customer was all they said."), IT), False),
    ],
)  # fmt: skip
def test_rehearsals_are_known(say, name, lines, acted):
    assert bool(rehearsal(say(*lines, name=name))) is acted


def test_a_customer_of_the_roster_makes_it_real(say):
    meeting = say(IT, ("Ann", "customer", "We wait an hour."), name="role play.vtt")
    assert rehearsal(meeting)
    assert rehearsal(replace(meeting, people=(Speaker("Ann", side="customer"),))) is None
