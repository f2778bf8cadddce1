"""The event catalogue: what IT must do when the business plans something, and by when.

The shipped events lie in ``events/*.toml``, one file a group. An organisation may
add its own or correct ours with a file of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from notesnlp.catalogue.schema import EventTable, Grade, Source, Team, read_event
from notesnlp.config import Settings
from notesnlp.config.toml import read_toml
from notesnlp.errors import ConfigError

GROUPS = (
    "places", "buildings", "people", "work", "purchases", "equipment", "services", "outreach", "markets",
    "data", "rules",
)  # fmt: skip
"""The shipped files, in the order of the catalogue."""

_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of IT work that an event needs.

    Attributes:
        name: what is done.
        team: the team that owns it.
        lead_days: shortest and longest time from order to use, in calendar days.
        source: titles and addresses from which the days come, or ``estimate``; brackets at
            its end say which part of the days the source does not give.
        grade: ``A`` an organisation's own rule or published data, ``B`` a trade article
            or vendor's guide, ``C`` weak; ``estimate`` where the days are ours.

    """

    name: str
    team: Team
    lead_days: tuple[int, int]
    source: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Event:
    """A business event that IT has to work for.

    Attributes:
        id: the value of a dependency's ``event``.
        name: what a CIO would call it.
        description: what happens, in a sentence or two.
        works: the IT work it needs.
        consequence: what happens if it is found late.
        questions: what to ask the customer, in plain words.
        look_alikes: what sounds like it and is something else.

    """

    id: str
    name: str
    description: str
    works: tuple[Work, ...]
    consequence: str
    questions: tuple[str, ...]
    look_alikes: tuple[str, ...]


def load_catalogue(overrides: Path | None = None) -> Mapping[str, Event]:
    """The events by id, in the order of the shipped files, new ones at the end.

    The shipped catalogue is read once a process and then kept; `overrides` is read each time.

    Args:
        overrides: a TOML file of the same form as the shipped ones. An event with a new id
            is added and needs every key. Of an event that is there already, the keys given
            replace the shipped ones, lists as a whole, and the others stay.

    Raises:
        ConfigError: the file cannot be read, is no TOML, or does not keep to the form. It
            names the line and the key, such as ``office_move.workstreams[2].lead_days``,
            counted from 0.

    >>> move = load_catalogue()["office_move"]
    >>> move.name
    'A team moves to other premises'
    >>> move.works[0].name, move.works[0].lead_days
    ('Internet line at the new address', (30, 126))

    """
    shipped = _shipped()
    if overrides is None:
        return shipped
    return catalogue_with(_events(read_toml(overrides), Source(overrides), _tables()).values())


def own_events(settings: Settings) -> tuple[Event, ...]:
    """The events that the settings add or change, whole, in the order of the settings.

    Raises:
        ConfigError: one does not keep to the form; it names file, line and key.
    """
    source = Source(settings.path, ("events",))
    return tuple(_events(settings.events, source, _tables()).values())


def catalogue_with(own: Iterable[Event]) -> Mapping[str, Event]:
    """The shipped events with an organisation's `own` over them, new ones at the end."""
    return MappingProxyType({**_shipped(), **{event.id: event for event in own}})


@cache
def _shipped() -> Mapping[str, Event]:
    events: dict[str, Event] = {}
    for group in GROUPS:
        with as_file(files("notesnlp.catalogue") / "events" / f"{group}.toml") as path:
            events |= _events(read_toml(path), Source(path), {})
    return MappingProxyType(events)


def _events(
    tables: Mapping[str, Any], source: Source, known: Mapping[str, dict[str, Any]]
) -> dict[str, Event]:
    events: dict[str, Event] = {}
    for event_id, table in tables.items():
        if not _ID.fullmatch(event_id):
            raise ConfigError(
                f"{event_id!r} cannot be an event's id",
                path=source.path,
                place=source.place(event_id, quoted=True),
                remedy="use small letters, digits and _, as office_move",
            )
        form = read_event(
            event_id, table, source=source, known=known.get(event_id, {}), ids=known.keys()
        )
        events[event_id] = _event(event_id, form)
    return events


def _tables() -> dict[str, dict[str, Any]]:
    """The shipped events as tables, which an organisation's own may replace in part."""
    return {event_id: _table(event) for event_id, event in _shipped().items()}


def _event(event_id: str, form: EventTable) -> Event:
    return Event(
        id=event_id,
        name=form.name,
        description=form.description,
        works=tuple(
            Work(work.name, work.team, work.lead_days, work.source, work.grade)
            for work in form.workstreams
        ),
        consequence=form.consequence,
        questions=form.questions,
        look_alikes=form.look_alikes,
    )


def _table(event: Event) -> dict[str, Any]:
    table = asdict(event)
    del table["id"]
    table["workstreams"] = table.pop("works")
    return table
