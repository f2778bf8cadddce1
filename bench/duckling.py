"""The table of phrases against duckling, where it has an opinion.

python -m bench.duckling PYTHON

Duckling is written in Haskell; its package for Python, pyduckling-native 0.1.0, has wheels for
CPython 3.7 and 3.8 only. So it runs in an interpreter of its own, which PYTHON names:

    python3.8 -m venv duck && duck/bin/pip install pyduckling-native==0.1.0
    python -m bench.duckling duck/bin/python > docs/explanation/dates-duckling.md
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from notesnlp.language.dates import find_dates
from notesnlp.model.when import first_day, last_day

TABLES = Path("tests/language/dates")
LOCALES = {True: "EN_GB", False: "EN_US", None: "EN_GB"}
TRAP_DAY = dt.date(2016, 3, 8)

INTRODUCTION = """# Dates against duckling

[Duckling](https://github.com/facebook/duckling) finds dates for many assistants. Its package for Python, pyduckling-native 0.1.0, has wheels for CPython 3.7 and 3.8 only; it is run in an interpreter of its own, for comparison, and is no part of notesnlp. Printed by `python -m bench.duckling PYTHON` (2026-11-26) from the phrases and traps of `tests/language/dates`. They were written for notesnlp, so that it reads {right} of {phrases} phrases as the table says is no figure of its quality; for that see [Dates](dates.md).

| | phrases | traps |
| --- | ---: | ---: |
| in the table | {phrases} | {traps} |
| duckling gives the same date | {same} | |
| a day or month within it | {within} | |
| another date | {other} | |
| none, or a date in what is none | {silent} | {hits} |

"By Friday" is to duckling the time until Friday begins; that counts as the same. Beside the day, `uk` and `us` say whether day or month comes first, `fy4` that the fiscal year begins in April. The other differences, each with who is right and why:
"""
END = """
Two kinds are nearly right in duckling: of what comes again it gives the next day ("every Friday"), which is kept apart here, and times of day ("quarter past nine") are no dates but times. "31 June" it reads as June; here it stays text."""
FINER = "both: duckling's day lies in it; the words tell no more than the month, quarter or year"
SILENT = "here: duckling does not know the words"
CUT = "here: duckling reads only a part of the words"
SEASON = "matter of convention: seasons by the sun there, by quarters in the guidelines"
REASONS = (
    (r"\b(?:fall|summer|winter|spring|autumn)\b(?! term)", SEASON),
    (
        r"^(?:next Thursday|Thursday next)$",
        "usage differs: the nearest one there, that of next week here",
    ),
    (r"^(?:early next|late this|early in the)", "here: duckling leaves out the part of the year"),
    (r"Labour", "here: duckling does not know the day"),
    (r"weekend", "matter of convention: from Friday evening there, from Saturday here"),
    (r"\bthis week$", "matter of convention: Monday there, the working week's end here"),
    (
        r"end of (?:the|next) week",
        "matter of convention: Sunday there, the working week's end here",
    ),
    (
        r"^(?:late|early|at the end|before the end|EOM|by the, uh)",
        "here, by the guidelines: the month; by its end, the last day",
    ),
    (r"^in two quarters", "both: duckling gives the quarter by its month"),
    (r"^two years", "both: duckling's month lies in it; years are counted"),
    (r"within 60 days", "matter of convention: the last of them is not counted there"),
    (
        r"next (?:thirty days|three months)",
        "here: the end of the time binds, duckling gives its beginning",
    ),
    (r"within the (?:week|month)", "usage differs: the running one there, from now on here"),
    (r"\bEOD\b", "here: duckling's end of the day is midnight, the next day's beginning"),
    (r"^(?:a week from|two weeks from)", "here: duckling adds nothing to the weekday"),
    (r"^(?:the first of the (?:month|year))$", "here: a plan lies ahead"),
    (
        r"^the (?:Sunday|Friday|Monday) (?:after|before)",
        "here: duckling looks for that weekday falling on the feast",
    ),
    (r"between January|Jan-Mar", "both: duckling gives the beginning of the range"),
    (r"^between 4 and", "here: duckling takes the bare 4 for an hour"),
    (r"^by Christmas", "both: duckling ends on the eve, here it is the month"),
    (r"^a year from", "here: duckling adds no year"),
    (r"by 3/31", "here: duckling was asked as in Britain, but 31 is no month"),
)
"""Words of the phrase, and the verdict; the first that fits."""

WORKER = """
import datetime, json, pathlib, shutil, sys, tempfile
from duckling import (Context, default_locale_lang, load_time_zones, parse, parse_dimensions,
                      parse_lang, parse_locale, parse_ref_time)
# its reader of time zones stops at files of newer form, so it is shown one alone
with tempfile.TemporaryDirectory() as folder:
    place = pathlib.Path(folder, "Europe")
    place.mkdir()
    shutil.copy("/usr/share/zoneinfo/Europe/London", str(place))
    zones = load_time_zones(folder)
time = parse_dimensions(["time"])
for line in sys.stdin:
    asked = json.loads(line)
    noon = datetime.datetime.strptime(asked["today"] + " 12 +0000", "%Y-%m-%d %H %z")
    now = parse_ref_time(zones, "Europe/London", int(noon.timestamp()))
    locale = parse_locale(asked["locale"], default_locale_lang(parse_lang("EN")))
    found = parse(asked["text"], Context(now, locale), time, False)
    print(json.dumps([{"body": one["body"], "value": one["value"]} for one in found]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, its day, the date in the table, and what both make of it."""

    text: str
    day: str
    expected: str
    ours: str
    theirs: str
    words: str

    @property
    def verdict(self) -> str:
        """Who is right and why, of a difference."""
        if self.sort == "silent":
            return SILENT
        for words, reason in REASONS:
            if re.search(words, self.text, re.I):
                return reason
        return FINER if self.sort == "within" else CUT

    @property
    def sort(self) -> str:
        """How duckling stands to the table; "by Friday" as the time until it counts as the same."""
        if self.theirs in {self.expected, *_untils(self.expected)}:
            return "same"
        if not self.theirs:
            return "silent"
        return "within" if _holds(self.expected, self.theirs) else "other"


def main(python: str) -> None:
    """Print the comparison."""
    phrases = list(_rows("phrases.txt"))
    traps = list(_rows("traps.txt"))
    asked = [(cells[0], *_options(cells[1])) for cells in phrases]
    asked += [(cells[0], TRAP_DAY, 1, None) for cells in traps]
    answers = _ask(python, asked)
    rows = []
    for cells, (text, today, fiscal, first), found in zip(phrases, asked, answers, strict=False):
        dates = find_dates(text, today, fiscal_month=fiscal, day_first=first)
        ours = ", ".join(when.iso for when in dates)
        words = ", ".join(f"{one['body']}" for one in found)
        rows.append(Row(text, cells[1], cells[2], ours, _read(found), words))
    hits = [
        (cells[0], ", ".join(str(one["body"]) for one in found))
        for cells, found in zip(traps, answers[len(rows) :], strict=True)
        if found
    ]
    print(page(rows, len(traps), hits))


def page(rows: list[Row], traps: int, hits: list[tuple[str, str]]) -> str:
    """The documentation's page: counts, differences by verdict, traps."""
    sorts = Counter(row.sort for row in rows)
    right = sum(row.ours == row.expected for row in rows)
    parts = [
        INTRODUCTION.format(right=right, traps=traps, hits=len(hits), phrases=len(rows), **sorts)
    ]
    verdicts = Counter(row.verdict for row in rows if row.sort != "same")
    for verdict, _ in verdicts.most_common():
        parts.append(f"## {verdict[0].upper()}{verdict[1:]}\n")
        parts.append("| said | on | here | duckling | its words |\n| --- | --- | --- | --- | --- |")
        parts += [
            f"| {row.text} | {row.day} | {row.ours} | {row.theirs or '—'} | {row.words} |"
            for row in rows
            if row.sort != "same" and row.verdict == verdict
        ]
        parts[-1] += "\n"
    parts.append("## Traps\n\nRight here: none of these is a date.\n")
    parts.append("| said | duckling's words |\n| --- | --- |")
    parts += [f"| {text} | {words} |" for text, words in hits]
    parts.append(END)
    return "\n".join(parts)


def _ask(
    python: str, asked: list[tuple[str, dt.date, int, bool | None]]
) -> list[list[dict[str, object]]]:
    lines = [
        json.dumps({"text": text, "today": today.isoformat(), "locale": LOCALES[first]})
        for text, today, _, first in asked
    ]
    done = subprocess.run(
        [python, "-c", WORKER], input="\n".join(lines), text=True, capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (TABLES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def _options(cell: str) -> tuple[dt.date, int, bool | None]:
    day, *marks = cell.split()
    fiscal = next((int(mark[2:]) for mark in marks if mark.startswith("fy")), 1)
    first = {"uk": True, "us": False}
    return (
        dt.date.fromisoformat(day),
        fiscal,
        next((first[mark] for mark in marks if mark in first), None),
    )


def _read(found: list[dict[str, object]]) -> str:
    """Duckling's first answer in the form of the table; of an interval the beginning, or its only end."""
    if not found:
        return ""
    value = found[0]["value"]
    assert isinstance(value, dict)
    if value["type"] == "interval":
        end = value.get("from") or value.get("to")
        if value.get("to") and str(end["grain"]) == "second":  # from now until the end
            last = dt.date.fromisoformat(value["to"]["value"][:10]) - dt.timedelta(days=1)
            return f"until {last}"
        return _iso(end["value"], end["grain"])
    return _iso(value["value"], value["grain"])


def _holds(iso: str, other: str) -> bool:
    """Whether the day, month or quarter `other` lies in the period `iso`."""
    if other.startswith("until"):
        return False
    return first_day(iso) <= first_day(other) and last_day(other) <= last_day(iso)


def _untils(iso: str) -> set[str]:
    """How duckling may say "by" that date: until the day before its beginning, or until its end."""
    before = first_day(iso) - dt.timedelta(days=1)
    return {f"until {before}", f"until {last_day(iso)}"}


def _iso(value: str, grain: str) -> str:
    if grain in {"month", "year"}:
        return value[: {"month": 7, "year": 4}[grain]]
    if grain == "quarter":
        return f"{value[:4]}-Q{(int(value[5:7]) + 2) // 3}"
    return value[:10]


if __name__ == "__main__":
    main(sys.argv[1])
