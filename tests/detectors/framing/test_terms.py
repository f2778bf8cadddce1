import pytest

from notesnlp.config import Terms
from notesnlp.detectors.framing.terms import technical_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        # the glossary
        ("We need MFA on that.", ("MFA",)),
        ("we'll put in single sign-on", ("single sign-on",)),
        ("behind the firewall", ("firewall",)),
        ("behind the firewalls", ("firewalls",)),
        # acronyms nobody knows
        ("the XQZ and two YPTs", ("XQZ", "YPTs")),
        ("an R2X9 box", ("R2X9",)),
        # words that only IT's jargon uses, though the glossary has none for them
        ("It sits in the workspace.", ("workspace",)),
        # words written as programs are
        ("the DataForge tool and fooBar", ("DataForge", "fooBar")),
        # everyday words
        ("Send the PDF to HR by Wi-Fi.", ()),
        ("The NHS and the UK pay VAT.", ()),
        ("OK, the CEO is on TV.", ()),
        ("email, website, password, laptop, Zoom", ()),
        ("We wait two weeks for an answer.", ()),
        ("I A", ()),
        ("", ()),
    ],
)
def test_terms_of_a_sentence(text, terms):
    assert technical_terms(text, Terms()) == terms


def test_each_term_once_in_its_order():
    assert technical_terms("XQZ over YPT over XQZ", Terms()) == ("XQZ", "YPT")


def test_own_lists():
    own = Terms(technical=("Hermes", "C++ box"), everyday=("XQZ",))
    assert technical_terms("Hermes, the XQZ and hermes", own) == ("Hermes", "hermes")


def test_own_term_that_ends_in_a_sign():
    own = Terms(technical=("Pay", "Pay!", "#desk"))
    assert technical_terms("we run Pay! here and #desk", own) == ("Pay!", "#desk")


def test_known_words_are_free():
    assert technical_terms("The XQZ and McAllister", Terms(), known=["xqz", "McAllister"]) == ()


def test_longest_reading_of_overlapping_terms():
    assert technical_terms("two-factor authentication", Terms()) == ("two-factor authentication",)
