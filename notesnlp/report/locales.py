"""Dates and numbers as the reader's locale writes them (Unicode CLDR, by Babel).

The locale is that of the context, so that nothing between a report's parts need hand it on.
Without one a report is written in the house's own English, the same on every machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from notesnlp.errors import ConfigError

_LOCALE: ContextVar[str | None] = ContextVar("locale", default=None)


@contextmanager
def in_locale(name: str | None) -> Iterator[None]:
    """What is written within is written for the locale `name`, such as ``en-US``.

    Raises:
        ConfigError: there is no such locale.
    """
    if name is not None:
        from babel import Locale, UnknownLocaleError

        try:
            name = str(Locale.parse(name, sep="-" if "-" in name else "_"))
        except (UnknownLocaleError, ValueError, TypeError) as error:
            raise ConfigError(
                f"there is no locale {name!r}",
                place="key 'locale'",
                remedy="write a language and a country, such as en-US or en-GB",
            ) from error
    token = _LOCALE.set(name)
    try:
        yield
    finally:
        _LOCALE.reset(token)


def local_date(date: dt.date, form: str) -> str | None:
    """A date as the locale writes it; None where there is no locale.

    Args:
        date: the day.
        form: ``long``, ``medium``, or a CLDR skeleton such as ``yMMMM``.

    >>> with in_locale("en-US"):
    ...     local_date(dt.date(2024, 11, 19), "long"), local_date(dt.date(2024, 11, 1), "yMMMM")
    ('November 19, 2024', 'November 2024')
    """
    locale = _LOCALE.get()
    if locale is None:
        return None
    from babel.dates import format_date, format_skeleton

    if form in {"long", "medium"}:
        return str(format_date(date, form, locale=locale))
    return str(format_skeleton(form, date, locale=locale))


def local_number(number: int) -> str:
    """A whole number with the locale's thousands separators.

    >>> with in_locale("de-CH"):
    ...     local_number(12034)
    '12’034'
    >>> local_number(12034)
    '12,034'
    """
    locale = _LOCALE.get()
    if locale is None:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=locale))
