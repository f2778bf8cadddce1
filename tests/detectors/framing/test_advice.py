import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesnlp.detectors.framing.advice import RULES, WHY, say_instead
from notesnlp.detectors.framing.asking import ask
from notesnlp.detectors.framing.glossary import load_glossary
from notesnlp.model.finding import TYPES

KINDS = TYPES["framing"]
TERMS = st.lists(
    st.one_of(
        st.sampled_from(sorted(load_glossary())), st.sampled_from(["XQZ", "DataForge", "fooBar"])
    ),
    max_size=4,
    unique=True,
)


def test_every_type_has_a_rule_and_a_reason():
    assert set(RULES) == set(WHY) == set(KINDS)
    assert all(reason.endswith(".") for reason in WHY.values())


@settings(deadline=None)
@given(st.sampled_from(KINDS), TERMS)
def test_advice_is_whole_sentences(kind, terms):
    advice = say_instead(kind, terms)
    assert advice[0].isupper()
    assert advice.endswith((".", "?"))
    assert advice.count("“") == advice.count("”")
    assert not re.search(r"\s\s|\s[.,;]|\.\.|, \.|: \.", advice)
    if kind != "it_vs_business":
        known = {term.lower() for term in terms if term.lower() in load_glossary()}
        assert all(
            f"“{term}” is " in advice.lower() or f"“{term}”" in advice.lower() for term in known
        )


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.text(max_size=60))
def test_a_question_is_asked_whatever_is_said(kind, text):
    question = ask(kind, text)
    assert question[0].isupper()
    assert question.endswith(("?", "."))


@pytest.mark.parametrize(
    ("terms", "advice"),
    [
        ((), "Begin with what changes for them."),
        (
            ("XQZ",),
            "Say what “XQZ” does for them, or leave it out. Begin with what changes for them.",
        ),
        (
            ("XQZ", "YPT"),
            "Say what “XQZ”, “YPT” do for them, or leave it out. Begin with what changes for them.",
        ),
    ],
)
def test_jargon_without_an_entry(terms, advice):
    assert say_instead("jargon", terms) == advice


def test_jargon_of_the_glossary_is_put_plainly():
    advice = say_instead("jargon", ("2FA", "XQZ"))
    assert advice.startswith("In plain words: “2FA” is a second step")
    assert "Say what “XQZ” does for them" in advice


def test_plural_terms_are_explained():
    assert "“firewalls” is " in say_instead("jargon", ("firewalls",))


def test_a_tool_offered_too_early_is_left_out_for_now():
    assert say_instead("solution_first", ()).endswith("easier.")
    assert "Later, in plain words: “2FA” is" in say_instead("solution_first", ("2FA",))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("we'll put SSO on the login", "start your work"),
        ("the dashboard pulls from the warehouse extract", "answer today"),
        ("we migrate the server to the cloud", "nobody notices"),
        ("you want an invoice portal for invoices", "payment or a bill"),
        ("give them tablets and scanners", "one shift"),
    ],
)
def test_question_fits_what_is_talked_about(text, about):
    assert about in ask("jargon", text)
    assert about not in ask("it_vs_business", text)
