from __future__ import annotations

import time

import pytest

from notesnlp.metadata.sides import side_of, side_of_role
from notesnlp.model.meeting import Piece, Turn


def turns(*texts: str) -> list[Turn]:
    return [Turn(at, "Deb", text, (Piece(0, at + 1, 0),)) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Hello, I'm Deb from IT.", "it"),
        ("I am Deb, I'm with Information Services.", "it"),
        ("This is Deb at the service desk.", "it"),
        ("My name is, well, my name's Deb, head of infrastructure.", "it"),
        ("We in IT hear that a lot.", "it"),
        ("I look after IT here.", "it"),
        ("I run information technology for the hall.", "it"),
        ("I'm your customer liaison.", "it"),
        ("I’m the CIO.", "it"),
        ("I'm from I.T. and here to help.", "it"),
        ("I'm the account manager for the hall.", "sales"),
        ("I look after your account.", "sales"),
        ("As a customer I wait.", "customer"),
        ("We've bought twelve presses from you.", "customer"),
        ("Your drivers never ring us.", "customer"),
        ("I'm Deb from the press hall.", None),
        ("It is what it is.", None),
        ("I'm from Italy.", None),
        ("", None),
    ],
)
def test_side_of(text, side):
    assert side_of(turns(text)) == side


def test_the_first_turn_that_tells_decides():
    assert side_of(turns("Hello.", "I'm Deb from IT.", "As a customer I wait.")) == "it"
    assert side_of([]) is None


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Information Technology", "it"),
        ("Head of information systems", "it"),
        ("IT", "it"),
        ("I.T. Manager", "it"),
        ("CIO", "it"),
        ("Chief Information Officer", "it"),
        ("Network Engineer", "it"),
        ("systems lead", "it"),
        ("Digital Services", "it"),
        ("Account Manager", "sales"),
        ("sales", "sales"),
        ("Key Account Lead", "sales"),
        ("Treasurer", None),
        ("Audit", None),
        ("it", None),
    ],
)
def test_side_of_role(role, side):
    assert side_of_role(role) == side


def test_long_turns_take_no_time():
    start = time.process_time()
    assert (
        side_of(turns("I'm a " * 20_000, "your invoices " * 20_000, "we bought " * 20_000)) is None
    )
    assert time.process_time() - start < 2
