"""The sentence that docs/explanation/dependencies.md follows, from the file to the days."""

import datetime as dt
from pathlib import Path

from notesnlp.config import Settings
from notesnlp.report.plan import build_plan
from notesnlp.run.folder import run_folders

SAID = """\
Dana Reyes: We're moving into the new building in ten months, IT needn't do anything.
Sam Ode: Who orders the internet line there?
Dana Reyes: Facilities has it covered, it is plug and play.
"""


def test_the_new_building_is_heard_and_the_circuit_has_a_day(tmp_path: Path):
    (tmp_path / "2026-03-03 yard.txt").write_text(SAID, encoding="utf-8")
    run = run_folders([tmp_path], Settings(), workers=1)
    [planned] = build_plan(run.results)
    event = planned.entry
    assert (event.lead.event, event.status, event.when) == ("office_move", "hidden", "2027-01")
    [line] = [item for item in planned.works if "at the new address" in item.work.name]
    assert line.start_by == dt.date(2026, 8, 28)
