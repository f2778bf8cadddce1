import re

import pytest

from notesnlp.detectors.framing.glossary import (
    evidence_pattern,
    glossary_pattern,
    load_entries,
    load_glossary,
)


def test_terms_are_in_lower_case_and_explained():
    terms = load_glossary()
    assert len({entry.plain for entry in load_entries().values()}) >= 600
    assert all(name == name.lower().strip() and name for name in terms)
    assert all(plain.strip() == plain and plain for plain in terms.values())


def test_plain_words_complete_a_sentence():
    """“name” is …: no full stop, and no capital unless it is a name's."""
    for name, plain in load_glossary().items():
        assert not plain.endswith((".", "!", ":", ";", ",")), name
        assert not re.match(r"[A-Z][a-z]* (?:a|the|is|are|of)\b", plain), name


def test_no_term_is_explained_by_itself():
    for name, plain in load_glossary().items():
        assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", plain.lower()), (name, plain)


@pytest.mark.parametrize("word", "email website password wi-fi app laptop zoom pdf phone".split())
def test_everyday_words_are_no_terms(word):
    assert word not in load_glossary()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("our Firewalls", "Firewalls"),
        ("firewall-free", None),
        ("a pre-firewall age", None),
        ("network ACLs", "network ACLs"),
        ("two-factor authentication", "two-factor authentication"),
    ],
)
def test_whole_words_with_plurals(text, found):
    match = glossary_pattern().search(text)
    assert (match[0] if match else None) == found


def test_what_ends_in_s_takes_no_other():
    assert evidence_pattern().search("the MES")
    assert evidence_pattern().search("what a mess") is None
    assert glossary_pattern().search("no access") is None


def test_every_name_is_found_whole():
    pattern = glossary_pattern()
    for name in load_glossary():
        match = pattern.search(f"the {name} here")
        assert match, name
