import pytest

from notesnlp.detectors.framing.apart import phrases_apart, together
from notesnlp.detectors.framing.topics import ANY


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The business must sign.", ("The business",)),
        (
            "From an IT perspective the end users never read it.",
            ("From an IT perspective", "end users"),
        ),
        ("That's a user error.", ("That's a user error",)),
        ("It's their business, they bake bread.", ()),
        ("We want to open the gate earlier.", ()),
    ],
)
def test_phrases(text, phrases):
    assert phrases_apart(text) == phrases


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("The business bought its own tool behind our back.", "a way of your own"),
        ("They must clean up their own price data first.", "where these entries come from"),
        ("The shops have not embraced it.", "If it does not fit the work"),
        ("Our users never read the notice.", "Something makes this hard to get right"),
        ("The business needs to realise it is for four screens.", "hard to get right"),
        ("We wait for proper requirements.", "write down what has to come out of it"),
        ("IT will align with whatever comes.", "We want what you want"),
        ("The business has to decide who owns it.", "This needs a decision"),
        ("That is not our problem.", "whoever's part that is"),
        ("From the IT side it is there.", "whoever's part that is"),
        ("Stakeholders.", "We are one organisation"),
    ],
)
def test_each_way_of_setting_apart_has_its_own_answer(quote, said):
    answer = together(quote, ANY)
    assert said in answer
    assert not phrases_apart(answer)  # and sets nobody apart itself
