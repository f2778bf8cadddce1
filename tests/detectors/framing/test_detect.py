import pytest

from notesnlp.config import Audience, FramingRules, Terms
from notesnlp.detectors.framing.advice import RULES, WHY
from notesnlp.detectors.framing.detect import find_framing
from notesnlp.model.finding import TYPES
from notesnlp.model.meeting import Speaker


@pytest.fixture
def framed(make_meeting, sentences_of, judge):
    """The framing found in one turn."""

    def find(
        text="We'll federate the IdP.",
        *,
        speaker="Bo Ek",
        side="it",
        score=0.9,
        form="transcript",
        threshold=0.5,
        kind="jargon",
        terms=None,
        people=(),
        rules=None,
    ):
        meeting = make_meeting((speaker, side, text), form=form, people=people)
        sentences = sentences_of(meeting)
        values = [[float(name == kind) for name in TYPES["framing"]]] * len(sentences)
        judgments = judge(
            sentences,
            {"framing": [score] + [0.0] * (len(sentences) - 1)},
            values={"framing.type": values},
        )
        return find_framing(
            meeting,
            sentences,
            judgments,
            threshold,
            terms=terms or Terms(),
            rules=rules or FramingRules(),
        )

    return find


@pytest.mark.parametrize(
    ("speaker", "side", "form", "score", "found"),
    [
        ("Bo", "it", "transcript", 0.51, True),
        ("Bo", "it", "transcript", 0.49, False),
        ("Ann", "customer", "transcript", 0.99, False),
        ("Ann", "sales", "transcript", 0.99, False),
        ("Ann", "other", "transcript", 0.99, False),
        ("Ann", "customer", "notes", 0.99, False),
        ("Speaker 1", None, "transcript", 0.79, False),
        ("Speaker 1", None, "transcript", 0.8, True),
        ("Speaker 1", None, "notes", 0.79, False),
        (None, None, "notes", 0.51, True),  # the note-taker of an IT team
        (None, None, "minutes", 0.51, False),
        (None, None, "minutes", 0.81, True),
        (None, None, "mail", 0.51, False),
    ],
)
def test_only_the_it_side(framed, speaker, side, form, score, found):
    assert bool(framed(speaker=speaker, side=side, form=form, score=score)) is found


def test_a_stricter_threshold_holds_for_unknown_sides_too(framed):
    assert not framed(speaker="Speaker 1", side=None, score=0.85, threshold=0.9)


@pytest.mark.parametrize("kind", TYPES["framing"])
def test_each_type_has_its_rule_and_advice(framed, kind):
    (found,) = framed(kind=kind)
    assert (found.type, found.rule, found.why) == (kind, RULES[kind], WHY[kind])
    assert found.say_instead
    assert found.ask


def test_terms_are_those_of_the_quote(framed):
    (found,) = framed("We'll federate the IdP over SAML. Then the VPN.")
    assert "SAML" in found.terms
    assert "VPN" not in found.terms


def test_the_organisations_own_terms(framed):
    (found,) = framed(
        "Put it on Hermes over SAML.", terms=Terms(technical=("Hermes",), everyday=("saml",))
    )
    assert found.terms == ("Hermes",)


def test_names_of_people_are_no_terms(framed):
    people = (Speaker("JJ McAllister"),)
    (found,) = framed("JJ McAllister will show you.", people=people, kind="solution_first")
    assert found.terms == ()


def test_jargon_whose_every_term_is_clear_is_none(framed):
    assert not framed("You need MFA, that's the code on your phone.")
    (found,) = framed("You need MFA, that's the code on your phone, over SAML.")
    assert found.terms == ("SAML",)


def test_rare_words_stand_in_for_terms(framed):
    (found,) = framed("The decoder chokes on the quiet zone.")
    assert found.terms == ("decoder", "chokes")
    (found,) = framed("You could all have tablets.", kind="solution_first")
    assert found.terms == ("tablets",)


@pytest.mark.parametrize("rule", ["unexplained_term", "solution_before_need", "us_and_them"])
def test_every_rule_can_be_switched_off_and_weighed(framed, rule):
    kind = next(kind for kind, name in RULES.items() if name.replace("-", "_") == rule)
    assert not framed(kind=kind, rules=FramingRules(**{rule: "off"}))
    (found,) = framed(kind=kind, rules=FramingRules(**{rule: "hint"}))
    assert found.severity == "hint"


def test_a_line_that_is_marked_is_left_alone(framed):
    assert not framed("We'll federate the IdP. <!-- notesnlp: ignore -->", form="notes")
    assert framed("We'll federate the IdP. <!-- notesnlp: ignore us-and-them -->", form="notes")


def test_an_audience_of_its_own(framed):
    engineers = Terms(audience={"parks": Audience(everyday=("IdP", "SAML"))})
    assert not framed("We'll federate the IdP over SAML.", terms=engineers)
    others = Terms(audience={"Shop": Audience(everyday=("IdP", "SAML"))})
    assert framed("We'll federate the IdP over SAML.", terms=others)
    inside = Terms(audience={"Parks": Audience(technical=("Hermes",))})
    assert framed("Put it on Hermes.", terms=inside)[0].terms == ("Hermes",)


def test_phrases_that_set_it_apart_are_the_terms(framed):
    (found,) = framed("The business has to sign off what IT builds.", kind="it_vs_business")
    assert found.terms == ("The business",)
    assert found.say_instead.startswith("This needs a decision, and we would like to help")


def test_the_question_fits_what_was_said_before(make_meeting, sentences_of, judge):
    """Words of the two turns before count in a transcript; another bullet of notes may be about anything."""
    lines = (
        ("Ann", "customer", "Nobody pays our bills in time."),
        ("Ann", "customer", "And every invoice comes twice."),
        ("Bo", "it", "You want a portal."),
    )
    for form, fits in (("transcript", True), ("notes", False)):
        meeting = make_meeting(*lines, form=form)
        sentences = sentences_of(meeting)
        scores = {"framing": [0.0, 0.0, 0.9]}
        values = {
            "framing.type": [[float(name == "solution_first") for name in TYPES["framing"]]] * 3
        }
        (found,) = find_framing(
            meeting, sentences, judge(sentences, scores, values=values), 0.5, terms=Terms()
        )
        assert ("payment or bill" in found.ask) is fits
        assert ("a payment or a bill runs today" in found.say_instead) is fits


OURS = ("Bo", "it", "That VLAN is old.")
THEIRS = ("Ann", "customer", "Our VLAN is in the shed.")


@pytest.mark.parametrize(("lines", "told"), [((OURS, THEIRS), True), ((THEIRS, OURS), False)])
def test_a_term_is_free_once_the_customer_has_used_it(
    make_meeting, sentences_of, judge, lines, told
):
    meeting = make_meeting(*lines)
    sentences = sentences_of(meeting)
    scores = [0.9 if meeting.turns[item.turn].side == "it" else 0.0 for item in sentences]
    judged = judge(
        sentences, {"framing": scores}, values={"framing.type": [[1.0, 0.0, 0.0]] * len(sentences)}
    )
    assert bool(find_framing(meeting, sentences, judged, 0.5, terms=Terms())) is told
