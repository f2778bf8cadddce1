from __future__ import annotations

import pickle
from pathlib import Path
from typing import get_args

import pytest

from notesnlp.catalogue import Event, Work, load_catalogue
from notesnlp.catalogue.catalogue import GROUPS
from notesnlp.catalogue.schema import Grade, Team
from notesnlp.errors import ConfigError

IDS = [
    "office_move",
    "site_opening",
    "site_closing",
    "renovation",
    "seating_change",
    "hiring",
    "departures",
    "reorganisation",
    "merger_acquisition",
    "divestiture",
    "system_purchase",
    "vendor_change",
    "contract_renewal",
    "connected_equipment",
    "fleet_vehicles",
    "building_access",
    "event_hosting",
    "temporary_site",
    "remote_work",
    "mobile_field_work",
    "new_service",
    "online_service",
    "online_payments",
    "data_collection",
    "data_sharing",
    "partner_access",
    "regulation",
    "audit",
    "records_digitisation",
    "records_request",
    "rebranding",
    "marketing_campaign",
    "hours_extension",
    "accessibility_language",
    "training_programme",
    "reporting",
    "utility_works",
    "emergency_preparedness",
    "telephony_change",
    "print_mail",
    "grant_project",
    "ai_pilot",
    "shadow_it",
    "end_of_life",
    "customer_onboarding",
    "international",
    "financial_cycle",
    "other",
]

NEW = """
[pool_reopening]
name = "The pool reopens"
description = "The swimming pool opens again after the winter."
consequence = "The tills stay dark."
questions = ["When do the first swimmers come?"]
look_alikes = ["a car pool"]

[[pool_reopening.workstreams]]
name = "Tills switched on"
team = "service desk"
lead_days = [2, 5]
source = "estimate"
grade = "estimate"
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "events.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def events() -> list:
    return [pytest.param(event, id=event.id) for event in load_catalogue().values()]


class TestShipped:
    def test_has_every_event_once(self):
        assert sorted(load_catalogue()) == sorted(IDS)
        shipped = Path(__file__).parents[2] / "notesnlp" / "catalogue" / "events"
        text = "".join((shipped / f"{group}.toml").read_text("utf-8") for group in GROUPS)
        assert [line for line in text.splitlines() if line.startswith("[") and line[1] != "["] == [
            f"[{event_id}]" for event_id in load_catalogue()
        ]
        assert {path.stem for path in shipped.iterdir()} == set(GROUPS)

    def test_is_read_once_and_cannot_be_changed(self):
        assert load_catalogue() is load_catalogue()
        with pytest.raises(TypeError):
            load_catalogue()["other"] = None

    def test_names_differ(self):
        names = [event.name for event in load_catalogue().values()]
        assert len(set(names)) == len(names)

    @pytest.mark.parametrize("event", events())
    def test_event_is_complete(self, event: Event):
        assert load_catalogue()[event.id] == event
        assert event.name and event.description and event.consequence
        assert 3 <= len(event.works) <= 7
        assert 3 <= len(event.questions) <= 5
        assert 2 <= len(event.look_alikes) <= 4
        assert all(question.endswith("?") for question in event.questions)
        for texts in ([work.name for work in event.works], event.questions, event.look_alikes):
            assert len(set(texts)) == len(texts)

    @pytest.mark.parametrize("event", events())
    def test_work_says_how_long_and_whence(self, event: Event):
        for work in event.works:
            shortest, longest = work.lead_days
            assert 0 <= shortest <= longest <= 540
            assert work.team in get_args(Team)
            assert work.grade in get_args(Grade)
            assert work.source == "estimate" or "<http" in work.source
            if work.source == "estimate":
                assert work.grade == "estimate"
            elif work.grade == "estimate":
                assert "[days estimated" in work.source


class TestOverrides:
    def test_adds_an_event_at_the_end(self, written):
        catalogue = load_catalogue(written(NEW))
        assert list(catalogue) == [*load_catalogue(), "pool_reopening"]
        assert catalogue["pool_reopening"] == Event(
            id="pool_reopening",
            name="The pool reopens",
            description="The swimming pool opens again after the winter.",
            works=(Work("Tills switched on", "service desk", (2, 5), "estimate", "estimate"),),
            consequence="The tills stay dark.",
            questions=("When do the first swimmers come?",),
            look_alikes=("a car pool",),
        )
        assert "pool_reopening" not in load_catalogue()

    def test_replaces_single_keys(self, written):
        catalogue = load_catalogue(written('[audit]\nquestions = ["Who comes?"]'))
        shipped = load_catalogue()["audit"]
        assert catalogue["audit"].questions == ("Who comes?",)
        assert catalogue["audit"].works == shipped.works
        assert catalogue["audit"].name == shipped.name
        assert shipped.questions != ("Who comes?",)
        assert list(catalogue) == list(load_catalogue())

    def test_replaces_workstreams_as_a_whole(self, written):
        text = NEW[NEW.index("[[") :].replace("pool_reopening", "audit")
        assert [work.name for work in load_catalogue(written(text))["audit"].works] == [
            "Tills switched on"
        ]

    @pytest.mark.parametrize("text", ["", "# nothing\n", "[audit]\n"])
    def test_may_change_nothing(self, written, text):
        assert load_catalogue(written(text)) == load_catalogue()

    def test_may_come_from_windows(self, written):
        text = b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode()
        assert "pool_reopening" in load_catalogue(written(text))

    def test_is_read_anew_each_time(self, written):
        assert load_catalogue(written('[audit]\nname = "A"'))["audit"].name == "A"
        assert load_catalogue(written('[audit]\nname = "B"'))["audit"].name == "B"


WORK = NEW[NEW.index("[[") :]


def work(old: str, new: str) -> str:
    """The new event with one line of its work changed, behind an unchanged one."""
    assert old in WORK
    return NEW + WORK.replace(old, new)


SECOND = "pool_reopening.workstreams[1]"
TEAMS = (
    "one of network, end-user computing, telephony, applications, data & reporting, security, "
    "procurement, service desk, facilities liaison"
)
DAYS = "write shortest and longest in whole calendar days from 0 to 3650, as [30, 90]"
EVENT_KEYS = "name, description, workstreams, consequence, questions, look_alikes"


@pytest.mark.parametrize(
    ("text", "place", "reason", "remedy"),
    [
        ("[audit]\n[other", "line 2", "not TOML: Expected ']'", "mend that line"),
        ("[audit]\n\nname = Audit", "line 3", "not TOML: Invalid value", "texts need quotes"),
        ('[audit]\nquestions = ["Who?"\n', "line 2", "not TOML: Unclosed array", "lists brackets"),
        ('[audit]\nname = "a"\nname = "b"', "line 3", "not TOML: Cannot overwrite", "occurs once"),
        (b'[audit]\nname = "caf\xe9"', "line 2", "not UTF-8", "save it as UTF-8"),
        ("audit = 3", "key 'audit'", "3 is no event", "write a table, as [audit]"),
        ("[[audit]]\n", "key 'audit'", "[{}] is no event", "write a table, as [audit]"),
        ("['Pool opens']\n", "key 'Pool opens'", "'Pool opens' cannot be", "use small letters"),
        ("[audit]\nnames = 'A'", "audit.names", "unknown key 'names'", f"keys are {EVENT_KEYS}"),
        ("[audit]\nid = 'a'", "audit.id", "unknown key 'id'", f"known keys are {EVENT_KEYS}"),
        ("[audit]\nname = 3", "audit.name", "3 does not fit", "name the event as a CIO would"),
        ("[audit]\nname = ' '", "audit.name", "the text is empty", "name the event as a CIO"),
        ("[audit]\nquestions = []", "audit.questions", "the list is empty", "write a list of"),
        ("[audit]\nquestions = 'Who?'", "audit.questions", "'Who?' does not fit", "a list of"),
        ("[audit]\nlook_alikes = ['a', '']", "audit.look_alikes[1]", "text is empty", "a list of"),
        ("[audit]\nworkstreams = []", "audit.workstreams", "the list is empty", "at least one [["),
        ("[audit]\nworkstreams = 7", "audit.workstreams", "7 does not fit", "at least one [[event"),
        ("[audit]\nworkstreams = [7]", "audit.workstreams[0]", "7 does not fit", "at least one [["),
        (
            "[office_moves]\nname = 'Move'",
            "office_moves",
            "a new event without description, workstreams, consequence, questions, look_alikes",
            "add them, or did you mean [office_move]?",
        ),
        (
            NEW.replace('name = "The pool reopens"\n', ""),
            "pool_reopening",
            "a new event without name",
            "(add it",
        ),
        (
            NEW.replace('name = "The pool reopens"\n', "").replace('team = "service desk"\n', ""),
            "pool_reopening",
            "a new event without name",
            "(add it",
        ),
        (
            NEW.replace('name = "The pool', 'nam = "The pool'),
            "pool_reopening.nam",
            "unknown key 'nam'",
            f"known keys are {EVENT_KEYS}",
        ),
        (work("team = ", "tema = "), f"{SECOND}.tema", "unknown key 'tema'", "keys are name, team"),
        (work('team = "service desk"\n', ""), f"{SECOND}.team", "key 'team' is missing", TEAMS),
        (work("service desk", "Network"), f"{SECOND}.team", "'Network' is not known", TEAMS),
        (work('"service desk"', "[1]"), f"{SECOND}.team", "[1] is not known", TEAMS),
        (
            work('grade = "estimate"', 'grade = "D"'),
            f"{SECOND}.grade",
            "'D' is not known",
            "one of A, B, C, estimate",
        ),
        (
            work('grade = "estimate"', 'grade = "A"'),
            f"{SECOND}.grade",
            "an estimate cannot have grade 'A'",
            'write grade = "estimate", or the source',
        ),
        (
            work('source = "estimate"', 'source = "my colleague"'),
            f"{SECOND}.source",
            "'my colleague' has no address",
            'write "estimate", or title and address of the source',
        ),
        (work("[2, 5]", "[5, 2]"), f"{SECOND}.lead_days", "5 days are more than 2", DAYS),
        (work("[2, 5]", "[2]"), f"{SECOND}.lead_days[1]", "a number is missing", DAYS),
        (work("[2, 5]", "[2, 5, 9]"), f"{SECOND}.lead_days", "more than two numbers", DAYS),
        (work("[2, 5]", "30"), f"{SECOND}.lead_days", "30 does not fit", DAYS),
        (work("[2, 5]", "[-2, 5]"), f"{SECOND}.lead_days[0]", "-2 does not fit", DAYS),
        (work("[2, 5]", "[2, 99999]"), f"{SECOND}.lead_days[1]", "99999 does not fit", DAYS),
        (work("[2, 5]", "['2', 5]"), f"{SECOND}.lead_days[0]", "'2' does not fit", DAYS),
        (work("[2, 5]", "[2.5, 5]"), f"{SECOND}.lead_days[0]", "2.5 does not fit", DAYS),
        (work("[2, 5]", "[true, 5]"), f"{SECOND}.lead_days[0]", "True does not fit", DAYS),
        (
            "[audit]\nname = ['" + "x" * 99 + "']",
            "audit.name",
            "xxx... does not fit",
            "name the event",
        ),
    ],
)
def test_broken_file_is_told_with_place_reason_and_remedy(written, text, place, reason, remedy):
    path = written(text)
    with pytest.raises(ConfigError) as caught:
        load_catalogue(path)
    error = caught.value
    assert error.path == str(path)
    line, _, key = (error.place or "").rpartition(", ")
    assert place in (error.place, key)
    assert line or place.startswith("line")
    assert reason in error.reason
    assert remedy in str(error)
    assert error.remedy
    assert "pydantic" not in str(error) and "\n" not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def without(*keys: str) -> str:
    return "".join(line for line in NEW.splitlines(True) if not line.startswith(keys))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[audit]\nname = 'A'\n[other\nname = 'B'\n",
            "line 3: not TOML: Expected ']' at the end of a table declaration "
            "(mend that line; texts need quotes, lists brackets, and a key occurs once)",
        ),
        (b'[audit]\nname = "caf\xe9"\nlook_alikes = []', "line 2: not UTF-8 (save it as UTF-8)"),
        (
            "[audit]\nname = 'A'\n\n['Pool opens']\n",
            "line 4, key 'Pool opens': 'Pool opens' cannot be an event's id "
            "(use small letters, digits and _, as office_move)",
        ),
        (
            "audit = 3",
            "line 1, key 'audit': 3 is no event (write a table, as [audit])",
        ),
        (
            NEW.replace("pool_reopening", "zzz").replace("questions", "# questions"),
            "line 2, zzz: a new event without questions (add it)",
        ),
        (
            without("name").replace("pool_reopening", "audits"),
            "line 2, audits: a new event without name (add it, or did you mean [audit]?)",
        ),
        (
            "[audit]\nname = ''",
            "line 2, audit.name: the text is empty (name the event as a CIO would)",
        ),
        (
            "[audit]\nlook_alikes = []",
            "line 2, audit.look_alikes: the list is empty "
            '(write a list of texts, as ["moving house privately"])',
        ),
        (work("[2, 5]", "[2]"), f"line 18, {SECOND}.lead_days[1]: a number is missing ({DAYS})"),
        (
            work("[2, 5]", "[2, 5, 9]"),
            f"line 18, {SECOND}.lead_days: more than two numbers ({DAYS})",
        ),
        (
            f"[audit]\nname = ['{'x' * 36}']",  # 40 characters as it is shown
            f"line 2, audit.name: ['{'x' * 36}'] does not fit (name the event as a CIO would)",
        ),
        (
            f"[audit]\nname = ['{'x' * 37}']",
            f"line 2, audit.name: ['{'x' * 35}... does not fit (name the event as a CIO would)",
        ),
    ],
)
def test_whole_messages(written, text, told):
    path = written(text)
    with pytest.raises(ConfigError) as caught:
        load_catalogue(path)
    assert str(caught.value) == f"{path}, {told}"


def test_whole_message_where_there_is_no_file(tmp_path):
    path = tmp_path / "absent.toml"
    with pytest.raises(ConfigError) as caught:
        load_catalogue(path)
    assert str(caught.value) == (f"{path}: there is no such file (give the path of a TOML file)")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ConfigError, match=r"this is a folder, not a file") as caught:
        load_catalogue(tmp_path)
    assert caught.value.path == str(tmp_path)
