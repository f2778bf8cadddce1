"""What was forgotten, in a reader's words."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES: Mapping[str, tuple[str, str]] = {
    "meetings": ("meeting", "meetings"),
    "findings": ("finding", "findings"),
    "themes": ("theme", "themes"),
    "items": ("commitment", "commitments"),
    "decisions": ("review decision", "review decisions"),
    "facts": ("note on a commitment", "notes on commitments"),
    "priorities": ("decision on a theme", "decisions on themes"),
    "theme_edits": ("edit of a theme", "edits of themes"),
    "attendance": ("name among those present", "names among those present"),
    "people": ("entry of the roster", "entries of the roster"),
    "failures": ("unread file", "unread files"),
    "sightings": ("noted file", "noted files"),
    "sent": ("record of a mail", "records of mails"),
    "history": ("recorded change", "recorded changes"),
}
"""By table or part of the results, in the order in which they are told. Tables that only tie others
together have no name: what they tied is told."""
_REWORDED = ("themes", "items")
"""Made of the words of findings, and worded anew where some of these are gone."""


def amounts(numbers: Mapping[str, int]) -> str:
    """How many of what; empty where there is nothing to tell.

    >>> amounts({"items": 2, "item_findings": 3, "meetings": 1, "findings": 4})
    '1 meeting, 4 findings and 2 commitments'
    """
    parts = [
        f"{numbers[key]:,} {names[numbers[key] != 1]}"
        for key, names in _NAMES.items()
        if numbers.get(key)
    ]
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def loss_words(rows: Mapping[str, int], changed: Mapping[str, int], *, would: bool = False) -> str:
    """What was removed, and what was left with something taken out; "nothing" where neither was.

    Args:
        rows: how many of what went, by the name of the table or of the part of the results.
        changed: how many of what were left with something taken out.
        would: it has not been done yet.

    >>> loss_words({"findings": 1}, {"findings": 2, "themes": 1})
    '1 finding removed; the name blanked in 2 findings; 1 theme reworded'
    """
    be = "would be " if would else ""
    meetings = amounts({"meetings": changed.get("meetings", 0)})
    reworded = amounts({key: changed.get(key, 0) for key in _REWORDED})
    named = amounts(
        {key: much for key, much in changed.items() if key not in ("meetings", *_REWORDED)}
    )
    parts = [f"{amounts(rows)} {be}removed"] if amounts(rows) else []
    if meetings:
        parts.append(f"the name, and what the person said, {be}taken out of {meetings}")
    if named:
        parts.append(f"the name {be}blanked in {named}")
    if reworded:
        parts.append(f"{reworded} {be}reworded")
    return "; ".join(parts) or "nothing"


def kept_words(gone: int, left: int, *, would: bool = False) -> str:
    """What became of the kept analyses of a folder.

    >>> kept_words(1, 0)
    '1 kept analysis removed, none left; files without one are read again by the next run'
    """
    be = "would be " if would else ""
    what = "kept analysis" if gone == 1 else "kept analyses"
    stay = f"{left:,}" if left else "none"
    return f"{gone:,} {what} {be}removed, {stay} left; files without one are read again by the next run"
