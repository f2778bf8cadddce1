"""The templates of the reports: the shipped ones, and an organisation's own in their place."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from markupsafe import Markup

from notesnlp.config.files import read_written
from notesnlp.errors import ConfigError
from notesnlp.report import history, words
from notesnlp.report.locales import local_number
from notesnlp.report.plan import URGENCIES, URGENCY_NAMES
from notesnlp.report.reader import entry_id, mark_id
from notesnlp.report.sections import STATES

URGENCY_TITLES = {
    "late": "Late: start now",
    "soon": "At risk: start within six weeks",
    "later": "On time",
    "undated": "No date known",
}
STATE_NAMES = {state: state.capitalize() for state in STATES}
PART_NAMES = {
    "severity": "Severity",
    "reach": "Reach",
    "external": "Customers outside",
    "churn": "Risk of leaving",
    "again": "Told again",
    "date": "Date that forces",
    "recency": "Fresh",
    "dependency": "Dated event",
}


def render(name: str, templates: Path | None = None, /, **given: Any) -> str:
    """A template filled in, see `render_pieces`."""
    return "".join(render_pieces(name, templates, **given))


def render_pieces(name: str, templates: Path | None = None, /, **given: Any) -> Iterator[str]:
    """A template filled in, piece by piece: a long page need not be in memory whole.

    Args:
        name: of the template.
        templates: folder of templates that replace the shipped ones of the same names.
        given: what it is filled with.

    Raises:
        ConfigError: a template of the folder cannot be read, is broken, or has a name that no
            shipped one has; names the file and the line.
    """
    if templates is None:
        yield from _environment(None).get_template(name).generate(**given)
        return
    folder = templates.resolve()
    _check(folder)
    try:
        yield from _environment(folder).get_template(name).generate(**given)
    except TemplateSyntaxError as error:
        raise ConfigError(
            f"broken template: {error.message}",
            path=error.filename or error.name,
            place=f"line {error.lineno}",
            remedy=_REMEDY,
        ) from error
    except TemplateNotFound as error:
        raise ConfigError(
            f"there is no template {error.name!r} to include", path=folder, remedy=_REMEDY
        ) from error
    except (
        TemplateError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        place = _place(error, folder)
        if place is None:
            raise
        raise ConfigError(
            f"broken template: {error}", path=place[0], place=f"line {place[1]}", remedy=_REMEDY
        ) from error


_REMEDY = "mend it, or take it out of mail.templates to have the shipped one"


def _check(folder: Path) -> None:
    """Refuse templates that would never be used, or cannot be read."""
    try:
        own = sorted(path for path in folder.iterdir() if path.suffix == ".j2")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ConfigError(
            "there is no such folder", path=folder, remedy="mend mail.templates in notesnlp.toml"
        ) from error
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", path=folder, remedy="check its permissions"
        ) from error
    shipped = _environment(None).list_templates()
    for path in own:
        if path.name not in shipped:
            raise ConfigError(
                "no shipped template has this name, so it would never be used",
                path=path,
                remedy=f"names are {', '.join(shipped)}",
            )
        read_written(path)


def _place(error: Exception, folder: Path) -> tuple[str, int] | None:
    """The last line of a template of `folder` that the error passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [item for item in frames if Path(item.filename).is_relative_to(folder)]
    return (inside[-1].filename, inside[-1].lineno or 0) if inside else None


@cache
def _environment(templates: Path | None) -> Environment:
    """The templates, with everything that is put into them cleaned and, in HTML, escaped."""
    shipped = PackageLoader("notesnlp.report")
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(templates), shipped]) if templates else shipped,
        autoescape=select_autoescape(disabled_extensions=("txt.j2",), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    env.filters |= {
        "day": words.day,
        "short_day": words.short_day,
        "ago": words.ago,
        "when": words.when_words,
        "type_name": words.type_name,
        "speaker": words.speaker,
        "source": words.source,
        "one_line": words.one_line,
        "number": local_number,
        "shortened": words.shortened,
        "history": history.history,
        "dates": history.in_one_line,
        "standing": history.standing,
        "capitalize_first": lambda text: text[:1].upper() + text[1:],
        "who": history.who,
        "unresolved": history.unresolved,
        "mark_id": mark_id,
        "entry_id": entry_id,
    }
    env.globals |= {
        "count": words.count,
        "period": words.period,
        "urgencies": URGENCIES,
        "urgency_titles": URGENCY_TITLES,
        "urgency_names": URGENCY_NAMES,
        "state_names": STATE_NAMES,
        "part_names": PART_NAMES,
        "kind_names": words.KIND_NAMES,
        "type_names": words.TYPE_NAMES,
        "need_types": words.NEED_TYPES,
    }
    return env


def _shown(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return words.clean(value)
