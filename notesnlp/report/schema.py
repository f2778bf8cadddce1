"""The form of a line of ``findings.jsonl`` as JSON Schema, from the classes that are written there."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from notesnlp.model.finding import (
    SCHEMA,
    TYPES,
    Dependency,
    Evidence,
    Finding,
    FollowUp,
    Framing,
    Idea,
    Need,
)

_KINDS: tuple[type[Finding], ...] = (Framing, Need, Dependency, Idea, FollowUp)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def finding_schema() -> dict[str, Any]:
    """The schema of one finding: one of five kinds, each with every key it has and no other.

    Keys that later versions add to schema 1 are told in the changelog; a reader should pass over
    keys that it does not know.
    """
    definitions: dict[str, Any] = {}
    return {
        "$schema": _DIALECT,
        "title": f"A finding of notesnlp, schema {SCHEMA}",
        "oneOf": [_kind(kind, definitions) for kind in _KINDS],
        "$defs": dict(sorted(definitions.items())),
    }


def _kind(kind: type[Finding], definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {"schema": {"const": SCHEMA}}
    for name in ("id", "meeting", "date", "unit", "unit_kind"):
        properties[name] = _field(Evidence, name, definitions)
    properties["kind"] = {"const": kind.kind}
    types = TYPES[kind.kind]
    properties["type"] = {"enum": list(types)} if types else {"type": "string"}
    for name in ("quote", "turn", "start", "end", "line", "speaker", "side"):
        properties[name] = _field(Evidence, name, definitions)
    properties["score"] = {"type": "number", "minimum": 0, "maximum": 1}
    for item in fields(kind):
        if item.name not in {"evidence", "type", "score"}:
            properties[item.name] = _field(kind, item.name, definitions)
    doc = (kind.__doc__ or "").splitlines()[0]
    return {
        "title": kind.kind,
        "description": doc,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _field(owner: type[Any], name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of one field, as JSON holds it."""
    hint = get_type_hints(owner)[name]
    schema = TypeAdapter(hint).json_schema(ref_template="#/$defs/{model}")
    definitions |= schema.pop("$defs", {})
    schema.pop("title", None)
    return schema
