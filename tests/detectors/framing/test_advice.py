import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.detectors.framing.advice import RULES, WHY, say_instead
from notesnlp.detectors.framing.glossary import load_glossary
from notesnlp.detectors.framing.topics import ANY, topic_of
from notesnlp.model.finding import TYPES

KINDS = TYPES["framing"]
TERMS = st.lists(
    st.one_of(
        st.sampled_from(sorted(load_glossary())),
        st.sampled_from(["XQZ", "DataForge", "fooBar", "tablet", "apps", "module"]),
    ),
    max_size=4,
    unique=True,
)
QUOTE = "The business has to sign that off."


def say(kind, terms, quote=QUOTE, topic=ANY):
    return say_instead(kind, terms, quote, topic)


def test_every_type_has_a_rule_and_a_reason():
    assert set(RULES) == set(WHY) == set(KINDS)
    assert all(reason.endswith(".") for reason in WHY.values())


@settings(deadline=None)
@given(st.sampled_from(KINDS), TERMS, st.sampled_from([QUOTE, "Users never read it.", "Hm.", ""]))
def test_the_other_wording_is_whole_sentences(kind, terms, quote):
    said = say(kind, terms, quote)
    assert re.fullmatch(r"[A-Z].*\.", said)
    assert not re.search(r"\s\s|\s[.,;]|\.\.|, \.|: \.|[{}“”]", said)


@settings(deadline=None)
@given(TERMS)
def test_no_term_is_left_in_it(terms):
    """What stood in the way of understanding is not said again, but in plain words for another term."""
    said = say("jargon", terms)
    plain = " ".join(load_glossary().get(term.lower(), "") for term in terms)
    unknown = [term for term in terms if term.lower() not in load_glossary()]
    assert not any(
        re.search(rf"\b{re.escape(term)}\b", said)
        for term in unknown
        if not re.search(rf"\b{re.escape(term)}\b", plain)
    )


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ((), "In short, this is about what changes in your day, and when."),
        (("XQZ",), "In short, this is about what changes in your day, and when."),
        (("SSO",), "This is about one sign-in that opens all your systems. For you it comes down to"),
        (("SSO", "VPN"), "one sign-in that opens all your systems and a secure connection"),
        (("GTIN", "gtin"), "This is about the number under a barcode. For you"),
        (("expose", "SSO", "VPN"), "This is about one sign-in that opens all your systems and a secure"),
    ],
)  # fmt: skip
def test_jargon_in_plain_words(terms, said):
    assert said in say("jargon", terms)


def test_at_most_two_terms_are_explained_at_once():
    assert "barcode" not in say("jargon", ("SSO", "VPN", "GTIN"))


@pytest.mark.parametrize(
    ("terms", "end"),
    [
        ((), "Then we can see what would help."),
        (("XQZ",), "Then we can see what would help."),
        (("module",), "Then we can see what would help."),
        (("GTIN",), "Then we can see whether the number under a barcode would help."),
        (("MFA",), "whether this would help: a second check, such as a phone code, when you sign in."),
        (("tablet",), "Then we can see whether a tablet would help."),
        (("apps",), "Then we can see whether apps would help."),
        (("app",), "Then we can see whether an app would help."),
    ],
)  # fmt: skip
def test_a_tool_comes_after_the_work(terms, end):
    said = say("solution_first", terms)
    assert said.startswith(f"Before we choose anything, I would like to understand {ANY.today}.")
    assert said.endswith(end)


def test_it_is_about_their_work_where_that_is_known():
    topic = topic_of("jargon", "The invoices and the payments run over it.")
    for kind, part in (("jargon", topic.notice), ("solution_first", topic.today), ("it_vs_business", topic.today)):  # fmt: skip
        assert part in say(kind, ("SSO",), topic=topic)
