import pytest

from notesnlp.detectors.framing.apart import phrases_apart


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The business must sign.", ["The business"]),
        (
            "From an IT perspective the end users never read it.",
            ["From an IT perspective", "end users"],
        ),
        ("That's a user error.", ["That's a user error"]),
        ("It's their business, they bake bread.", []),
        ("We want to open the gate earlier.", []),
    ],
)
def test_phrases(text, phrases):
    assert [phrase for phrase, _ in phrases_apart(text)] == phrases
    assert all(instead for _, instead in phrases_apart(text))
