import re
import tomllib
from importlib import resources

import pytest

from notesnlp.detectors.framing.asking import ask
from notesnlp.detectors.framing.glossary import load_entries
from notesnlp.detectors.framing.topics import ANY, group_topics, topic_of
from notesnlp.model.finding import TYPES

TABLE = tomllib.loads(
    resources.files("notesnlp.detectors.framing").joinpath("topics.toml").read_text("utf-8")
)
ROWS = [*TABLE["topic"], *TABLE["group"]]


def test_every_group_of_the_glossary_comes_down_to_something():
    assert set(group_topics()) == {entry.group for entry in load_entries().values()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_topics_are_parts_of_sentences(row):
    assert re.match(r"[A-Z]", row["ask"])
    assert row["ask"].endswith(("?", "."))
    for part in (row["notice"], row["today"]):
        assert re.match(r"(?:how|what|whether|when|where|which|who|whom)\b", part), part
        assert not part.endswith((".", "?", ","))


def test_questions_are_open():
    """No question can be answered with a yes or a no, but for the one that asks for leave to watch."""
    opening = r"(?:Walk|Tell|Show|Follow|Where|When|Which|How|What|May I watch)\b"
    assert all(re.match(opening, row["ask"]) for row in ROWS)


@pytest.mark.parametrize(
    ("quote", "about"),
    [
        ("The invoices are paid over the API.", "payment or bill"),
        ("Every booking lands in the calendar over a webhook.", "one booking"),
        ("Your drivers get the parcels on an MDM device.", "one trip"),
        ("The rota of the next shifts comes over the API.", "week of shifts"),
    ],
)
def test_two_words_of_the_quote_tell_it(quote, about):
    for kind in TYPES["framing"]:
        assert about in ask(kind, topic_of(kind, quote, ("API",)))


@pytest.mark.parametrize(
    ("terms", "about"),
    [
        (("SSO",), "you cannot get in"),
        (("VLAN", "firewall"), "the connection is down"),
        (("webhook",), "from one screen to another"),
        (("XQZ", "DECT"), "tried to reach you"),
        (("module",), ANY.ask),
        (("XQZ",), ANY.ask),
    ],
)
def test_jargon_is_asked_about_by_what_its_terms_are_for(terms, about):
    assert about in ask("jargon", topic_of("jargon", "We are at it.", terms))


def test_what_was_said_before_goes_before_the_tool():
    before = "Nobody pays the bills in time, and every invoice comes twice."
    said = ("solution_first", "You want a webhook there.", ("webhook",))
    assert "payment or bill" in ask("solution_first", topic_of(*said, before))
    assert "from one screen to another" in ask("solution_first", topic_of(*said))


def test_what_we_run_ourselves_tells_nothing_of_their_work():
    assert topic_of("solution_first", "Put it in the cloud.", ("cloud platform",)) is ANY


@pytest.mark.parametrize(
    "quote",
    [
        "One invoice came.",  # one word
        "The invoice, that invoice.",  # the same word twice
        "You have a message queue and a print queue.",  # words of technology
        "Of course we may map it, in order to parse it.",
        "",
    ],
)
def test_one_word_tells_nothing(quote):
    assert topic_of("it_vs_business", quote) is ANY


@pytest.mark.parametrize("kind", TYPES["framing"])
def test_where_nothing_is_known_it_asks_by_the_type(kind):
    assert ask(kind, ANY).endswith(("?", "."))
    assert len({ask(each, ANY) for each in TYPES["framing"]}) == len(TYPES["framing"])
