from pathlib import Path

import pytest
from sqlalchemy import select, text

from notesnlp.errors import LedgerError
from notesnlp.ledger.changes import note_sent
from notesnlp.ledger.decisions import Decision
from notesnlp.ledger.erasing import SILENCED, Target
from notesnlp.ledger.findings import live_findings
from notesnlp.ledger.forget import forget
from notesnlp.ledger.forget_log import forgotten
from notesnlp.ledger.loops import note_fact, set_priority
from notesnlp.ledger.schema import METADATA
from notesnlp.ledger.theme_edits import rename_theme
from notesnlp.model.finding import FollowUp, Need
from notesnlp.themes.label import name_left
from tests.ledger.story import ALL_OF, decide, dump, keep, look_at


def _everything(ledger) -> str:
    with ledger.reading() as connection:
        return repr([tuple(row) for table in METADATA.sorted_tables for row in connection.execute(select(table))])  # fmt: skip


@pytest.fixture
def kept(ledger, visit, call, findings):
    _, remembered = keep(ledger, [call, visit], findings)
    number = remembered.findings[findings[0].evidence.id]
    decide(ledger, [Decision(number, "accept", note="Ines Roth said it twice")], by="Ann")
    number = remembered.findings[findings[3].evidence.id]
    decide(ledger, [Decision(number, "accept", note="as Ines Roth says")], by="Ines Roth")
    return ledger


@pytest.mark.parametrize("what", ALL_OF)
def test_nothing_is_left_and_everything_else_is(kept, what: str):
    before = dump(kept)
    told = forget(kept, ALL_OF[what])
    left = _everything(kept)
    for words in ("nine days", "buy elsewhere", "order sheet", "price", "sheet"):
        assert words not in left
    if what == "person":
        assert "ines roth" not in left.casefold()
    assert "The gate is down every morning." in left
    assert told.rows["findings"] == 3
    assert told.files == ("/notes/call.json",)
    assert [row[0] for row in dump(kept)["themes"]] == ["gate"]
    assert dump(kept)["decisions"] != before["decisions"]


@pytest.mark.parametrize("what", ALL_OF)
def test_a_dry_run_tells_the_same_and_erases_nothing(kept, what: str):
    before = dump(kept)
    told = forget(kept, ALL_OF[what], dry_run=True)
    assert dump(kept) == before
    assert forget(kept, ALL_OF[what]) == told


@pytest.mark.parametrize("what", ["meeting", "unit", "person"])
def test_a_name_that_is_not_there_is_told_with_those_that_are(kept, what: str):
    with pytest.raises(LedgerError, match=f"no {what} 'Ynes Rot'") as told:
        forget(kept, Target(what, "Ynes Rot"))
    assert told.value.remedy


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (
            Target("meeting", "cal.json"),
            "meeting 'cal.json' (there is 'call.json')",
        ),
        (Target("meeting", "zz"), "meeting 'zz' (there is 'call.json', 'yard/visit.txt')"),
        (Target("unit", "Yrd"), "unit 'Yrd' (there is 'Yard')"),
        (Target("person", "Ynes Roth"), "person 'Ynes Roth' (there is 'Ines Roth')"),
    ],
)
def test_whole_messages(kept, target, says):
    with pytest.raises(LedgerError) as caught:
        forget(kept, target)
    assert str(caught.value) == f"there is no {says}"


def test_the_message_of_an_empty_ledger(ledger):
    with pytest.raises(LedgerError) as caught:
        forget(ledger, Target("unit", "Yard"))
    assert str(caught.value) == "there is no unit 'Yard' (the ledger holds none)"


def test_how_much_went_is_written_down_without_a_name(kept):
    told = forget(kept, ALL_OF["meeting"])
    assert told.rows == {
        "meetings": 1, "attendance": 1, "sightings": 1, "findings": 3, "decisions": 1,
        "themes": 1, "theme_findings": 1, "items": 1, "item_findings": 1, "history": 3,
    }  # fmt: skip
    assert told.changed == {}
    (line,) = forgotten(kept)
    assert line.what == "a meeting"
    assert line.much == (
        "1 meeting, 3 findings, 1 theme, 1 commitment, 1 review decision, 1 name among those "
        "present, 1 noted file and 3 recorded changes removed"
    )
    assert forget(kept, Target("age", "2016-01-01")).rows == {}
    forget(kept, Target("person", "Sam Ode", ("Sam",)))
    lines = forgotten(kept)
    assert [line.what for line in lines] == ["a meeting", "all before 2016-01-01", "a person"]
    assert lines[1].much == "nothing"
    assert lines[2].much.endswith("the name, and what the person said, taken out of 1 meeting")
    assert "Ode" not in repr(lines)


def test_a_dry_run_is_not_written_down(kept):
    forget(kept, ALL_OF["unit"], dry_run=True)
    assert forgotten(kept) == []


@pytest.mark.parametrize(
    ("day", "left"),
    [("2016-03-08", 2), ("2016-03-09", 1), ("2016-10-11", 1), ("2016-10-12", 0)],
)
def test_what_is_older_than_a_day_goes(kept, day, left):
    forget(kept, Target("age", day))
    assert len(dump(kept)["meetings"]) == left


def test_what_has_no_day_is_never_too_old(ledger, say):
    keep(ledger, [say("It rains.", date=None)], [])
    forget(ledger, Target("age", "2999-01-01"))
    assert len(dump(ledger)["meetings"]) == 1


def test_a_name_is_covered_wherever_people_wrote_it(kept, visit):
    """In what people decided, noted, ranked, renamed and sent, and in where files lie."""
    by = {"by": "Dana Reyes"}
    with kept.reading() as connection:
        told_by = {
            item.evidence.quote: number for number, item in live_findings(connection).items()
        }
    promise = told_by["I'll send the list of numbers by Friday."]
    decide(kept, [Decision(promise, "correct", {"owner": "Dana Reyes' deputy"})], **by)
    note_fact(kept, "list", "told", "told Dana   Reyes", by="Ann")
    set_priority(kept, "price", "now", note="dana reyes asked", **by)
    rename_theme(kept, "price", "Prices (Dana Reyes)", **by)
    note_sent(kept, ["Dana Reyes"], "For Dana Reyes and Ann")
    keep(kept, [visit], [], look_at([visit], root="/notes/Dana Reyes"))
    told = forget(kept, Target("person", "Dana Reyes", ("Dana",)), dry_run=True)
    assert told.files == ("/notes/Dana Reyes/yard/visit.txt", "/notes/yard/visit.txt")
    assert forget(kept, Target("person", "Dana Reyes", ("Dana",))) == told
    assert told.changed == {
        "meetings": 1, "sightings": 1, "decisions": 1, "facts": 1, "priorities": 1, "theme_edits": 1, "sent": 1,
    }  # fmt: skip
    left = _everything(kept)
    assert "dana" not in left.casefold()
    for words in (
        "██████████' deputy", "told ████████████", "██████████ asked", "Prices (██████████)",
        "For ██████████ and Ann", "/notes/██████████/yard/visit.txt", "list of numbers",
    ):  # fmt: skip
        assert words in left
    assert left.count(SILENCED) >= 5  # who decided, ranked and renamed, and to whom it was sent


def test_of_a_person_other_people_s_words_keep_their_place(ledger, visit, call, findings):
    keep(ledger, [call, visit], findings)
    forget(ledger, Target("person", "Sam Ode", ("Sam",)))
    results, _ = keep(ledger, [call, visit], findings)
    assert len(results.findings) == len(findings)  # the notes still say it all


def test_the_file_holds_no_byte_of_it(kept):
    if kept.engine.dialect.name != "sqlite":
        pytest.skip("a file of SQLite's")
    assert b"order sheet" in Path(kept.name).read_bytes()
    forget(kept, ALL_OF["unit"])
    assert b"order sheet" not in Path(kept.name).read_bytes()


def test_a_theme_of_which_something_is_left_loses_the_words_that_went(ledger, say, found):
    one = say("The gate is shut.", "Ring Corran about it.", name="one.txt")
    two = say("The gate by the mill is shut.", "Ring Corran Bay again.", name="two.txt")
    mine = [
        found(Need, one, 0, type="pain", customer="internal", theme="gate, mill"),
        found(Need, two, 0, type="pain", customer="internal", theme="gate, mill"),
        found(FollowUp, two, 1, type="action", owner=None, due=None, item="corran-bay"),
        found(FollowUp, one, 1, type="action", owner=None, due=None, item="corran-bay"),
    ]
    keep(ledger, [one, two], mine)
    forget(ledger, Target("meeting", "two.txt"))
    with ledger.reading() as connection:
        assert connection.execute(text("SELECT name FROM themes")).scalars().all() == ["gate"]
        (item,) = connection.execute(text("SELECT id FROM items")).scalars()
        assert "bay" not in item
        assert connection.scalars(text("SELECT item_id FROM item_findings")).all() == [item]
    assert "mill" not in _everything(ledger).replace("two.txt", "")


def test_every_theme_and_commitment_is_tidied_not_the_first_alone(ledger, say, found):
    one = say(
        *(f"The {name} is shut." for name in ("gate", "mill", "yard", "shop")), name="one.txt"
    )
    two = say(
        *(f"The {name} by Corran." for name in ("gate", "mill", "yard", "shop")), name="two.txt"
    )
    themes = ("a", "corran, mill", "corran, yard", "z")
    mine = [
        found(Need, day, at, type="pain", customer="internal", theme=theme)
        for at, theme in enumerate(themes)
        for day in ((two,) if theme in "az" else (one, two))
    ]
    keep(ledger, [one, two], mine)
    forget(ledger, Target("meeting", "two.txt"))
    with ledger.reading() as connection:
        names = connection.execute(text("SELECT name FROM themes ORDER BY name")).scalars().all()
    assert names == ["mill", "yard"]


def test_a_person_s_words_go_with_a_group_and_are_told_once(ledger, say, found):
    """A theme that goes whole is not told as reworded too, nor is a decision on it as blanked."""
    one = say(("Bo Ek", "customer", "The till of Bo Ek is slow."), "Bo Ek rang.", name="a.txt")
    keep(ledger, [one], [found(Need, one, 0, type="pain", customer="internal", theme="till")])
    set_priority(ledger, "till", "now", note="Bo Ek asked", by="Ann")
    told = forget(ledger, Target("person", "Bo Ek"))
    assert told.changed == {"meetings": 1}
    assert told.rows["themes"] == told.rows["priorities"] == 1


def test_names_without_any_word_left_are_no_names():
    assert name_left("Dana's list", ["The gate is shut."]) == "unnamed"
