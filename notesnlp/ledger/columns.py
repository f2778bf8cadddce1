"""Columns of text that both databases can hold."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator


class Words(TypeDecorator[str]):
    """Text as people wrote it. PostgreSQL holds no NUL and neither holds halves of surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """What is stored for `value`."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    r"""`text` as a database can hold it.

    >>> storable("a\x00b")
    'a\ufffdb'
    """
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
