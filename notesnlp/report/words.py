"""How the report words dates, counts and types, and how it makes strange text safe to show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from notesnlp.model.finding import Dependency, Evidence, Finding
from notesnlp.model.meeting import Side
from notesnlp.model.when import first_day
from notesnlp.report.locales import local_date, local_number

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""English whatever the machine's locale, so that the same results give the same bytes."""

KIND_NAMES: Mapping[str, str] = {
    "need": "Need",
    "dependency": "IT dependency",
    "idea": "Idea",
    "followup": "Follow-up",
    "framing": "Framing",
}
TYPE_NAMES: Mapping[str, str] = {
    "churn_risk": "May leave",
    "pain": "Pain",
    "request": "Request",
    "goal": "Goal",
    "loyalty": "Keeps them",
    "idea": "Idea",
    "action": "Promise",
    "stuck": "Waiting",
    "jargon": "Unexplained term",
    "solution_first": "Solution before need",
    "it_vs_business": "IT apart from the business",
}
SIDE_NAMES: Mapping[Side, str] = {
    "it": "IT",
    "customer": "Customer",
    "sales": "Sales",
    "other": "Other",
}
"""Somebody's side, beside what they say."""
SIDE_GROUPS: Mapping[str, str] = {
    "customer": "customers",
    "it": "IT",
    "sales": "sales",
    "other": "others",
    "unknown": "not known",
}
"""All who are on a side, in the order in which pictures show them; the last of whom none is known."""
NEED_TYPES = ("churn_risk", "pain", "request", "goal", "loyalty")
"""Types of need in the order in which a report shows them."""

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\b(?:19|20)\d\d-(?:Q[1-4]|\d\d(?:-\d\d)?)\b")


def clean(text: str) -> str:
    r"""`text` without control characters and without marks that turn the direction of reading.

    Line ends become ``\n``. Letters of right-to-left scripts stay; only the marks that would
    make the words around them read backwards go (Boucher and Anderson 2021, "Trojan Source").

    >>> clean("pay\u202e now\r\n\x07please")
    'pay now\nplease'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("\ufffd", _DIRECTION.sub("", text))
    return _CONTROL.sub("", text)


def folded(text: str | None) -> str:
    """`text` as it is compared: small letters, single blanks; empty for None.

    >>> folded(" Roth  Joinery ")
    'roth joinery'
    """
    return " ".join((text or "").casefold().split())


def one_line(text: str) -> str:
    r"""`text` cleaned, on one line.

    >>> one_line("Corran\r\nBcc: all")
    'Corran Bcc: all'
    """
    return " ".join(clean(text).split())


def shortened(text: str, most: int) -> str:
    """`text` on one line, cut at a word so that it has `most` characters or fewer.

    >>> shortened("the boat that never came", 16)
    'the boat that …'
    """
    text = one_line(text)
    if len(text) <= most:
        return text
    cut = text[: most - 1].rpartition(" ")[0] or text[: most - 2]
    return f"{cut.rstrip(' ,;:–-')} …"


def day(date: dt.date) -> str:
    """A day in words.

    >>> day(dt.date(2024, 11, 19))
    '19 November 2024'
    """
    return local_date(date, "long") or f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_day(date: dt.date) -> str:
    """A day in few characters.

    >>> short_day(dt.date(2024, 11, 19))
    '19 Nov 2024'
    """
    return local_date(date, "medium") or f"{date.day} {MONTHS[date.month - 1][:3]} {date.year}"


def short_month(date: dt.date) -> str:
    """The name of a day's month in few characters.

    >>> short_month(dt.date(2024, 11, 19))
    'Nov'
    """
    return local_date(date, "MMM") or MONTHS[date.month - 1][:3]


def when_words(iso: str) -> str:
    """An ISO day, month, quarter or year in words; anything else as it is.

    >>> [when_words(iso) for iso in ("2024-11-19", "2024-11", "2024-Q4", "2024", "soon")]
    ['19 November 2024', 'November 2024', 'Q4 2024', '2024', 'soon']
    """
    try:
        first = first_day(iso)
    except ValueError:
        return iso
    if "-Q" in iso:
        return local_date(first, "yQQQ") or f"Q{(first.month + 2) // 3} {first.year}"
    if iso.count("-") == 2:
        return day(first)
    if "-" not in iso:
        return str(first.year)
    return local_date(first, "yMMMM") or f"{MONTHS[first.month - 1]} {first.year}"


def dates_in_words(text: str) -> str:
    """`text` with the ISO dates in it put in words.

    >>> dates_in_words("due 2024-01-19, not heard of since")
    'due 19 January 2024, not heard of since'
    """
    return _DATE.sub(lambda found: when_words(found[0]), text)


def period(first: dt.date | None, last: dt.date | None) -> str:
    """The days from `first` to `last`, what they share said once.

    >>> period(dt.date(2024, 1, 16), dt.date(2024, 11, 19))
    '16 January – 19 November 2024'
    """
    if first is None or last is None:
        return "no date known"
    if first == last:
        return day(last)
    if local_date(first, "long"):
        return f"{day(first)} – {day(last)}"
    start = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        start += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} – {day(last)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "finding"), count(1203, "finding"), count(2, "of it is late", "of them are late")
    ('1 finding', '1,203 findings', '2 of them are late')
    """
    return f"{local_number(number)} {one if number == 1 else many or one + 's'}"


def ago(days: int) -> str:
    """How long ago a day was, or how far ahead it lies.

    >>> ago(12), ago(0), ago(-1)
    ('12 days ago', 'today', 'in 1 day')
    """
    if days == 0:
        return "today"
    return f"{count(days, 'day')} ago" if days > 0 else f"in {count(-days, 'day')}"


def type_name(finding: Finding) -> str:
    """The finding's type in plain words; of a dependency, whether IT's part in it was seen."""
    if isinstance(finding, Dependency):
        return "Hidden" if finding.status == "hidden" else "Recognised"
    return TYPE_NAMES.get(finding.type, finding.type)


def speaker(place: Evidence) -> str:
    """Who said it, as far as the notes tell."""
    return one_line(place.speaker or "") or "Notes"


def source(place: Evidence) -> str:
    """The file and line at which a quote stands."""
    return f"{one_line(place.meeting)}, line {place.line}"
