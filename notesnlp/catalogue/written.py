"""Events as tables of a settings file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from notesnlp.catalogue.catalogue import Event


def as_settings(events: Iterable[Event]) -> str:
    """`events` as ``[events.…]`` of a settings file, from which `own_events` reads them again.

    >>> from notesnlp.catalogue import load_catalogue
    >>> as_settings([load_catalogue()["office_move"]]).splitlines()[:2]
    ['[events.office_move]', 'name = "A team moves to other premises"']
    """
    return "\n".join(line for event in events for line in _lines(event))


def _lines(event: Event) -> Iterator[str]:
    yield f"[events.{event.id}]"
    for key in ("name", "description", "consequence", "questions", "look_alikes"):
        yield f"{key} = {_value(getattr(event, key))}"
    for work in event.works:
        yield ""
        yield f"[[events.{event.id}.workstreams]]"
        for key in ("name", "team", "lead_days", "source", "grade"):
            yield f"{key} = {_value(getattr(work, key))}"
    yield ""


def _value(value: object) -> str:
    """Texts, numbers and lists of these, which TOML writes as JSON does, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
