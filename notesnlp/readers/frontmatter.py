"""The front matter of Markdown: ``key: value`` lines, lists and wiki links, as note takers write it.

Not read as YAML, whose parsers refuse half of what people type and turn ``no`` into false.
"""

from __future__ import annotations

import re

from notesnlp.readers.base import Line

_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,30})\s*:\s*(?P<value>.*?)\s*$")
_ITEM = re.compile(r"^\s*-\s+(?P<value>.*?)\s*$")
_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,200})\]\]")
_FURTHEST = 200
"""Lines that front matter may have; a rule at the top of notes is followed by another far below."""


def front_matter(lines: list[Line]) -> tuple[dict[str, str], int]:
    """The fields between two ``---`` lines at the very top, and how many lines they take.

    Keys are in lower case; the items of a list are joined by commas; of wiki links the label is
    kept. No fields and 0 where there is no front matter.
    """
    if not lines or lines[0].text.strip() != "---":
        return {}, 0
    fields: dict[str, str] = {}
    key = ""
    for position, line in enumerate(lines[1:_FURTHEST], 1):
        if line.text.strip() in {"---", "..."}:
            return fields, position + 1
        field, item = _FIELD.match(line.text), _ITEM.match(line.text)
        if field:
            key = field["key"].strip().lower()
            fields[key] = _value(field["value"])
        elif item and key:
            fields[key] = ", ".join(filter(None, (fields[key], _value(item["value"]))))
    return {}, 0


def names_in(value: str) -> tuple[str, ...]:
    """The names that a field lists.

    >>> names_in("Dana Reyes, Bo Ek; the Chair")
    ('Dana Reyes', 'Bo Ek', 'the Chair')
    """
    return tuple(name for part in re.split(r"[,;]", value) if (name := part.strip()))


def unlinked(text: str) -> str:
    """`text` with the labels of wiki links in their places.

    >>> unlinked("[[people/Dana Reyes|Dana]] met [[Bo Ek]]")
    'Dana met Bo Ek'
    """
    return _LINK.sub(r"\1", text)


def _value(text: str) -> str:
    text = unlinked(text.strip("\"' "))
    if text.startswith("[") and text.endswith("]"):
        text = ", ".join(part.strip(" \"'") for part in text[1:-1].split(","))
    return text.strip("\"' ")
