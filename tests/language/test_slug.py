import pytest

from notesnlp.language.slug import slug


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Gate Queue", "gate-queue"),
        ("  -- lists, 2 of them! ", "lists-2-of-them"),
        ("Café", "caf"),
        ("大门", ""),
        ("", ""),
    ],
)
def test_slug(name: str, plain: str):
    assert slug(name) == plain


def test_it_is_cut():
    assert slug("x" * 101) == "x" * 100
    assert slug("gate queue", 6) == "gate-q"
