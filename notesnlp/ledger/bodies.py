"""Meetings as the ledger holds them whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from notesnlp.model.meeting import Meeting


@cache
def _adapter() -> TypeAdapter[Meeting]:
    return TypeAdapter(Meeting)


def meeting_body(meeting: Meeting) -> Any:
    """The meeting as the ledger holds it: JSON, without the roster's people who were not there."""
    return _adapter().dump_python(replace(meeting, people=()), mode="json")


def meeting_of(body: Any) -> Meeting:
    """The meeting whose `body` the ledger holds."""
    return _adapter().validate_python(body)
