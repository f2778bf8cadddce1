from pathlib import Path

import pytest

from notesnlp.config import COLUMN_MAPS, Settings
from notesnlp.errors import ConfigError
from notesnlp.report.demand import FIELDS, demand_rows, mapped
from notesnlp.report.plan import build_plan
from notesnlp.report.results import Results

PATH = Path("notesnlp.toml")


@pytest.fixture
def rows(results: Results):
    return demand_rows(build_plan(results))


def test_the_record_has_every_field(rows):
    assert all(tuple(row) == FIELDS or set(row) == set(FIELDS) for row in rows)
    row = rows[0]
    assert row["requester"] == "Ines Roth"
    assert row["business_need"] == "We open a showroom in March."
    assert (row["need_by"], row["start_by"], row["urgency"]) == ("2025-03-01", "2024-11-01", "late")
    assert (row["effort"], row["status"]) == ("unknown", "hidden")
    assert row["silent"] == ["Internet line"]
    assert row["questions"] == ["Which address?"]
    assert "oak/visit.txt, line 31" in row["source"]
    assert row["impact"]


def test_other_events_of_the_unit_are_interdependencies(rows):
    paint = [row for row in rows if row["unit"] == "Paint shop"]
    assert len(paint) == 2
    assert all(len(row["interdependencies"]) == 1 for row in paint)


@pytest.mark.parametrize("name", COLUMN_MAPS)
def test_shipped_maps(rows, name):
    columns, filled = mapped(rows, name, Settings().demand.columns, PATH)
    assert columns == tuple(COLUMN_MAPS[name])
    assert not any("{" in value for value in filled[0].values() if "{title" in value)
    assert "2025-03-01" in filled[0].values()
    assert any("We open a showroom in March." in value for value in filled[0].values())


def test_own_maps_stand_beside_the_shipped_ones(rows):
    settings = Settings.model_validate(
        {"demand": {"columns": {"ours": {"What": "{title}!", "By": "{need_by_text}"}}}}
    )
    assert set(settings.demand.columns) == {*COLUMN_MAPS, "ours"}
    _, filled = mapped(rows, "ours", settings.demand.columns, PATH)
    assert filled[0]["By"] == "in March"
    assert filled[0]["What"].endswith("!")


def test_what_is_wrong_with_a_map_is_told(rows):
    with pytest.raises(ConfigError, match=r"no column map 'ours'.*known ones are servicenow, jira"):
        mapped(rows, "ours", COLUMN_MAPS, PATH)
    with pytest.raises(ConfigError, match=r"demand\.columns\.ours\.What.*'titel'.*known fields"):
        mapped(rows, "ours", {"ours": {"What": "{titel}"}}, PATH)
