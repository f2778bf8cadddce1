import json

import jsonschema
import pytest

from notesnlp.model.finding import KINDS, finding_from_dict
from notesnlp.report.schema import finding_schema


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = finding_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


@pytest.fixture(scope="module")
def rows(run) -> list[dict[str, object]]:
    return [json.loads(json.dumps(item.to_dict())) for item in run.results.findings]


def test_every_finding_of_a_run_keeps_to_it(validator, rows):
    assert {row["kind"] for row in rows} == set(KINDS)
    for row in rows:
        validator.validate(row)


@pytest.mark.parametrize(
    "change",
    [
        {"score": 1.5},
        {"schema": 2},
        {"side": "them"},
        {"type": "grumble"},
        {"extra": 1},
        {"turn": "3"},
        {"date": "8.3.2016"},
    ],
)
def test_what_does_not_keep_to_it_is_refused(validator, rows, change):
    row = next(row for row in rows if row["kind"] == "need")
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(row | change)


def test_a_missing_key_is_refused(validator, rows):
    row = dict(rows[0])
    del row["quote"]
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(row)


def test_keys_stand_in_the_order_in_which_they_are_written(rows):
    orders = {kind["title"]: kind["required"] for kind in finding_schema()["oneOf"]}
    for row in rows:
        assert list(row) == orders[row["kind"]]
        assert finding_from_dict(row).to_dict().keys() == row.keys()
