import datetime as dt
import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from notesnlp.model.finding import TYPES
from notesnlp.model.meeting import Meeting
from notesnlp.readers.prose import read_prose
from notesnlp.readers.text import split_lines
from notesnlp.run import Pipeline
from notesnlp.spacy_component import GROUPS

TEXT = """\
Dana Reyes: The gate screen was down again all morning and the lorries queued.
Dana Reyes: We move the whole yard office to the old cannery in January.
Sam Ode: We'll federate the IdP over SAML so the RBAC maps through.
Dana Reyes: What if the drivers could see the queue on their phones?
Sam Ode: I'll send you the list of numbers by Friday.
"""


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("notesnlp", config={"date": "2016-09-05"})
    return nlp


@pytest.fixture(scope="module")
def doc(nlp) -> Doc:
    return nlp(TEXT)


def test_it_is_found_through_the_entry_point(nlp):
    assert nlp.pipe_names == ["notesnlp"]
    assert spacy.blank("en").has_factory("notesnlp")


def test_every_kind_has_a_group(doc: Doc):
    assert set(doc.spans) == set(GROUPS.values())
    assert sum(len(group) for group in doc.spans.values()) == len(doc.user_data["notesnlp"])
    assert doc.user_data["notesnlp"]


def test_spans_are_the_findings(doc: Doc):
    spans = {span.id_: span for group in doc.spans.values() for span in group}
    for row in doc.user_data["notesnlp"]:
        span = spans[row["id"]]
        assert span.label_ == row["type"]
        assert row["quote"].split() == span.text.split()
        assert doc.text[: span.start_char].count("\n") + 1 == row["line"]
        assert row["type"] in TYPES[row["kind"]] or row["kind"] == "dependency"
        assert row["date"] == "2016-09-05"


def test_it_finds_what_the_pipeline_finds(doc: Doc, pipeline: Pipeline):
    form, turns = read_prose(split_lines(TEXT))
    meeting = Meeting("doc", "spacy", form, turns, date=dt.date(2016, 9, 5))
    rows = [item.to_dict() for item in pipeline.analyze(meeting).findings]
    assert doc.user_data["notesnlp"] == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "***",
        "\r\nWe wait nine days.\r\n\r\nThe scanner has not come.",
        "Größe\u2028We wait nine days for a price.\u2029Nobody rings us back.\x0cSo we leave.",
        "- We wait nine days\n  for a price, every time.\n- The scanner has not come.",
    ],
)
def test_any_text_is_read(nlp, text: str):
    doc = nlp(text)
    for row in doc.user_data["notesnlp"]:
        spans = [span for span in doc.spans[GROUPS[row["kind"]]] if span.id_ == row["id"]]
        assert [span.text.split() for span in spans] == [row["quote"].split()]


def test_kinds_can_be_chosen(doc: Doc):
    nlp = spacy.blank("en")
    nlp.add_pipe("notesnlp", config={"kinds": ["followup", "idea"], "date": "2016-09-05"})
    chosen = nlp(TEXT)
    assert set(chosen.spans) == {"followups", "ideas"}
    for name in chosen.spans:
        assert [span.text for span in chosen.spans[name]] == [span.text for span in doc.spans[name]]


@pytest.mark.parametrize("config", [{"kinds": ["wish"]}, {"date": "soon"}])
def test_a_wrong_config_is_refused(config):
    with pytest.raises(ValueError, match=r"wish|soon"):
        spacy.blank("en").add_pipe("notesnlp", config=config)


def test_docs_can_be_saved_with_all_that_was_found(nlp, doc: Doc):
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again.user_data["notesnlp"] == doc.user_data["notesnlp"]
    (binned,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    rows = doc.user_data["notesnlp"]
    assert json.dumps(binned.user_data["notesnlp"]) == json.dumps(rows)  # lists may come as tuples
    assert [span.text for span in binned.spans["needs"]] == [
        span.text for span in doc.spans["needs"]
    ]


def test_a_pipeline_with_it_is_saved_and_loaded(nlp, doc: Doc, tmp_path: Path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)(TEXT)
    assert again.user_data["notesnlp"] == doc.user_data["notesnlp"]


def test_without_a_day_nothing_is_reckoned():
    nlp = spacy.blank("en")
    nlp.add_pipe("notesnlp")
    rows = nlp(TEXT).user_data["notesnlp"]
    assert all(row["date"] is None for row in rows)
    assert all(row.get("when") is None and row.get("due") is None for row in rows)
