"""What only people know of themes: effort, value, ease, how sure they are, and a class.

In `priorities.csv`, beside the notes or in the run's folder: a row a theme, by its id or name. What
is not filled in stays unknown.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, get_args

from notesnlp.config.files import read_written
from notesnlp.errors import ConfigError

FILE_NAME = "priorities.csv"

Class = Literal["must", "should", "could", "wont"]
CLASSES: tuple[Class, ...] = get_args(Class)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A person's estimates of a theme; None where unknown.

    Attributes:
        effort: person-months, or any unit as long as it is the same for all.
        value: 1 to 10, worth to users and the business.
        ease: 1 to 10, 10 being the easiest.
        confidence: 0 to 1.
        moscow: the class that a person has decided on.
    """

    effort: float | None = None
    value: float | None = None
    ease: float | None = None
    confidence: float | None = None
    moscow: Class | None = None


_RANGES: Mapping[str, tuple[float, float]] = {
    "effort": (0.01, 1e6), "value": (1, 10), "ease": (1, 10), "confidence": (0.01, 1),
}  # fmt: skip
COLUMNS = ("theme", *(item.name for item in fields(Estimate)))


def read_estimates(path: Path) -> dict[str, Estimate]:
    """The estimates in a file by the theme's id or name, in lower case; none where there is no file.

    Raises:
        ConfigError: the file cannot be read, is no table of themes, or a value does not fit; says where.
    """
    text = read_written(path)
    if text is None:
        return {}
    reader = csv.DictReader(io.StringIO(text))
    try:
        rows = list(reader)
        columns = reader.fieldnames or ()
    except csv.Error as error:
        raise ConfigError(
            f"not CSV: {error}",
            path=path,
            place=f"line {reader.line_num + 1}",
            remedy="save it again as CSV with commas",
        ) from error
    known = f"the columns are {', '.join(COLUMNS)}"
    foreign = [name for name in columns if name not in COLUMNS]
    if "theme" not in columns or foreign:
        reason = f"unknown column {foreign[0]!r}" if foreign else "there is no column 'theme'"
        raise ConfigError(reason, path=path, place="line 1", remedy=known)
    found = {}
    for line, row in enumerate(rows, 2):
        if theme := (row["theme"] or "").strip().casefold():
            found[theme] = _estimate(row, path, line)
    return found


def estimates_text(estimates: Mapping[str, Estimate]) -> str:
    """`estimates` by the theme's id, as the file has them."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for theme, item in sorted(estimates.items()):
        values = [getattr(item, name) for name in COLUMNS[1:]]
        writer.writerow([theme, *("" if value is None else value for value in values)])
    return file.getvalue()


def merged(parts: Iterable[Mapping[str, Estimate]]) -> dict[str, Estimate]:
    """Estimates of several files; later ones fill in and replace what earlier ones say."""
    found: dict[str, Estimate] = {}
    for part in parts:
        for theme, item in part.items():
            before = found.get(theme, Estimate())
            values = {
                each.name: getattr(item, each.name)
                if getattr(item, each.name) is not None
                else getattr(before, each.name)
                for each in fields(Estimate)
            }
            found[theme] = Estimate(**values)
    return found


def _estimate(row: Mapping[str, str | None], path: Path, line: int) -> Estimate:
    values: dict[str, float] = {}
    for name, (least, most) in _RANGES.items():
        text = (row.get(name) or "").strip()
        if not text:
            continue
        try:
            values[name] = float(text.replace(",", "."))
        except ValueError:
            values[name] = float("nan")
        if not least <= values[name] <= most:
            raise ConfigError(
                f"{text!r} is no {name}", path=path, place=f"line {line}, column {name}",
                remedy=f"a number from {least:g} to {most:g}, or nothing where it is unknown",
            )  # fmt: skip
    text = (row.get("moscow") or "").strip().casefold().replace("'", "")
    if text and text not in CLASSES:
        raise ConfigError(
            f"{text!r} is no class", path=path, place=f"line {line}, column moscow",
            remedy="one of " + ", ".join(CLASSES),
        )  # fmt: skip
    return Estimate(**values, moscow=next((item for item in CLASSES if item == text), None))
