"""The ledger's tables. Days and moments are ISO text, moments in UTC, so that both databases agree.

A change here needs a migration beside the others in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from notesnlp.ledger.columns import Words

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _of(table: str, kind: Any = Integer, *, primary: bool = False) -> Column[Any]:
    """A column that names a row of `table` and goes with it."""
    return Column(
        f"{table.rstrip('s')}_id",
        kind,
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
    )


MEETINGS = Table(
    "meetings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("date", String(10)),
    Column("unit", Words),
    Column("unit_kind", String(10)),
    Column("words", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("changed_on", String(32), nullable=False),
    Column("gone_on", String(32)),
)
"""A meeting once, however many files hold it; `gone_on` is set where no file holds it any more.
`body` is the whole meeting as `results.json` has it, but for the roster; `digest` is its hash."""

SIGHTINGS = Table(
    "sightings",
    METADATA,
    Column("path", Words, primary_key=True),
    _of("meetings"),
    Index(None, "meeting_id"),
)
"""Which file held which meeting when a run last looked."""

ATTENDANCE = Table(
    "attendance",
    METADATA,
    _of("meetings", primary=True),
    Column("name", Words, primary_key=True),
    Column("side", String(10)),
    Column("role", Words),
)
"""Who was there."""

FINDINGS = Table(
    "findings",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of("meetings"),
    Column("key", String(32), nullable=False),
    Column("public_id", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("type", String(64), nullable=False),
    Column("quote", Words, nullable=False),
    Column("score", Float, nullable=False),
    Column("row", JSON, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("changed_on", String(32), nullable=False),
    Column("gone_on", String(32)),
    UniqueConstraint("meeting_id", "key"),
    Index(None, "public_id"),
)
"""What the detectors found, before anybody's decision; `row` is the finding as the schema has it."""

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of("findings"),
    Column("verdict", String(16), nullable=False),
    Column("changes", JSON, nullable=False),
    Column("note", Words),
    Column("by", Words, nullable=False),
    Column("at", String(32), nullable=False),
    Index(None, "finding_id"),
)
"""What people decided on findings. Nothing is overwritten: the last one of a finding counts."""

THEMES = Table(
    "themes",
    METADATA,
    Column("id", String(200), primary_key=True),
    Column("name", Words, nullable=False),
    Column("area", Words, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("priority", Float, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("changed_on", String(32), nullable=False),
    Column("gone_on", String(32)),
)
THEME_FINDINGS = Table(
    "theme_findings",
    METADATA,
    _of("themes", String(200), primary=True),
    _of("findings", primary=True),
    Column("place", Integer, nullable=False),
    Index(None, "finding_id"),
)
"""A theme's members, the most typical first. A theme that is gone keeps those it had."""

ITEMS = Table(
    "items",
    METADATA,
    Column("id", String(200), primary_key=True),
    Column("owner", Words),
    Column("due", String(10)),
    Column("state", String(10), nullable=False),
    Column("reason", Words, nullable=False),
    Column("first_seen", String(32), nullable=False),
    Column("changed_on", String(32), nullable=False),
    Column("gone_on", String(32)),
)
ITEM_FINDINGS = Table(
    "item_findings",
    METADATA,
    _of("items", String(200), primary=True),
    _of("findings", primary=True),
    Column("place", Integer, nullable=False),
    Index(None, "finding_id"),
)
"""A commitment's mentions in order."""

FACTS = Table(
    "facts",
    METADATA,
    _of("items", String(200), primary=True),
    Column("fact", String(16), primary_key=True),
    Column("evidence", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", String(32), nullable=False),
)
"""What people say of how the loop was closed: prioritised, told, or owner."""

PRIORITIES = Table(
    "priorities",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of("themes", String(200)),
    Column("level", String(16), nullable=False),
    Column("note", Words),
    Column("by", Words, nullable=False),
    Column("at", String(32), nullable=False),
    Index(None, "theme_id"),
)
"""What people decided on themes; the last one of a theme counts."""

THEME_EDITS = Table(
    "theme_edits",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("action", String(16), nullable=False),
    Column("theme_id", String(200), nullable=False),
    Column("name", Words),
    Column("by", Words, nullable=False),
    Column("at", String(32), nullable=False),
    Column("undone_on", String(32)),
    Index(None, "theme_id"),
)
"""What people changed about themes: merge, split, rename, pin. The theme need not be there yet, or
any more, so that nothing is lost with it."""

THEME_EDIT_FINDINGS = Table(
    "theme_edit_findings",
    METADATA,
    _of("theme_edits", primary=True),
    _of("findings", primary=True),
    Column("part", Integer, nullable=False),
    Index(None, "finding_id"),
)
"""The findings of a merge or split as they were grouped when the person spoke: its first or second part."""

SENT = Table(
    "sent",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("subject", Words, nullable=False),
)
"""Reports that were sent, and to whom."""

HISTORY = Table(
    "history",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("subject", String(16), nullable=False),
    Column("subject_id", String(200), nullable=False),
    Column("what", String(32), nullable=False),
    Column("before", Words),
    Column("after", Words),
    Index(None, "at"),
    Index(None, "subject_id"),
)
"""What became of meetings, themes and items, a line a change."""
