import pytest

from notesnlp.detectors.framing.ignored import ignored_rules

EVERY = {"unexplained-term", "solution-before-need", "us-and-them"}


@pytest.mark.parametrize(
    ("lines", "ignored"),
    [
        (["SAML goes live. <!-- notesnlp: ignore -->"], {0: EVERY}),
        (
            ["<!-- notesnlp: ignore us-and-them -->", "The business wants it."],
            {0 + 1: {"us-and-them"}},
        ),
        (
            ["[notesnlp: ignore unexplained-term, us-and-them] SAML"],
            {0: EVERY - {"solution-before-need"}},
        ),
        (["We told them to ignore notesnlp."], {}),
    ],
)
def test_marks(say, lines, ignored):
    assert ignored_rules(say(*lines, form="notes")) == ignored
