"""The settings as a commented file, written from the typed model: every key, its default, what it does."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from notesnlp.config import Settings

_EXAMPLES: Mapping[str, str] = {
    "since": "2016-01-01",
    "today": "2016-06-30",
    "models": '"my-models"',
    "thresholds.framing": "0.6",
    "thresholds.need": "0.6",
    "thresholds.dependency": "0.6",
    "thresholds.idea": "0.6",
    "thresholds.followup": "0.6",
    "terms.technical": '["CRM"]',
    "terms.everyday": '["PACS"]',
    "conversation.may_see": '["Sam Ode"]',
    "redaction.names": '["Ines Roth"]',
    "redaction.keep": '["Sandy Lane Depot"]',
    "redaction.key_file": '"redaction.key"',
    "mail.host": '"smtp.example.org"',
    "mail.port": "587",
    "mail.ca_file": '"ca.pem"',
    "mail.sender": '"Customer notes <notes@example.org>"',
    "mail.user": '"notes"',
    "mail.password_file": '"mail-password"',
    "mail.keyring": '"notesnlp"',
    "mail.list_id": '"customer-meetings.example.org"',
    "mail.templates": '"templates"',
    "mail.locale": '"en-GB"',
}
"""What to write where the default is nothing."""

_TEXT = '""'

_TABLES: Mapping[str, str] = {
    "terms.audience": """\
# [terms.audience.Radiology]
# technical = []
# everyday = ["PACS"]""",
    "demand.columns": """\
# [demand.columns.jira]
# Summary = "{title}"
# "Due Date" = "{need_by}" """.rstrip(),
    "events": """\
# [events.office_move]
# questions = ["Which floor, and from which day may we get in?"]""",
    "mail.send": """\
# [[mail.send]]
# to = ["cio@example.org"]
# units = "all"
# only = "everything"
# attach = ["html", "ics"]""",
}
"""Tables by names of one's own, and lists of tables: an example each."""

_HEAD = """\
# Settings of notesnlp for the notes in this folder. What is commented out holds by default,
# or shows how it is written. Every key: docs/reference/settings.md."""


def commented_settings(given: Mapping[str, Any] | None = None) -> str:
    """The settings file as text.

    Args:
        given: keys of the first level that are not to be commented out, with their values.
    """
    chosen = given or {}
    fields = Settings.model_fields
    lines = [_HEAD, ""]
    sections = []
    for name, field in fields.items():
        if _section(field) or name in _TABLES:
            sections.append(name)
        else:
            lines.append(_line(name, name, field, chosen.get(name)))
    for name in sections:
        lines += ["", *_lines(name, fields[name])]
    return "\n".join(lines) + "\n"


def _lines(name: str, field: FieldInfo) -> Iterator[str]:
    section = _section(field)
    if section is None:
        yield f"# {_sentence(field.description)}"
        yield _TABLES[name]
        return
    yield f"[{name}]"
    yield f"# {(section.__doc__ or '').splitlines()[0].strip()}"
    tables = []
    for key, inner in section.model_fields.items():
        place = f"{name}.{key}"
        if place in _TABLES:
            tables.append((_TABLES[place], inner))
        else:
            yield _line(place, key, inner)
    for text, inner in tables:
        yield ""
        if inner.description:
            yield f"# {_sentence(inner.description)}"
        yield text


def _line(place: str, key: str, field: FieldInfo, given: object = None) -> str:
    """One key; commented out unless it is given."""
    default = field.get_default(call_default_factory=True)
    if given is not None:
        text = f"{key} = {_toml(given)}"
    elif default is None or default == ():
        text = f"# {key} = {_EXAMPLES.get(place, _TEXT)}"
    else:
        text = f"# {key} = {_toml(default)}"
    return f"{text:<34}  # {field.description}" if field.description else text


def _section(field: FieldInfo) -> type[BaseModel] | None:
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _toml(value: object) -> str:
    """A value as TOML, which writes these as JSON does.

    >>> _toml(True), _toml(("a", "b")), _toml(0.5)
    ('true', '["a", "b"]', '0.5')
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Path):
        return json.dumps(str(value))
    return json.dumps(value, ensure_ascii=False)


def _sentence(text: str | None) -> str:
    text = text or ""
    return f"{text[:1].upper()}{text[1:]}." if text else ""
