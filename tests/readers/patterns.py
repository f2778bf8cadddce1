"""Every regular expression of the package, wherever it is compiled."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import notesnlp
from notesnlp.catalogue import topics
from notesnlp.conversation import signals
from notesnlp.detectors.framing import glossary
from notesnlp.detectors.framing import topics as work_topics
from notesnlp.language import context
from notesnlp.language.cues import CUES
from notesnlp.model.meeting import Speaker

PACKAGE = Path(notesnlp.__file__).parent
_CALLS = frozenset("compile search match fullmatch sub subn split findall finditer".split())
MADE_IN = {
    "catalogue/topics.py:_any_of", "catalogue/topics.py:_long",
    "conversation/signals.py:_person_patterns",
    "detectors/framing/glossary.py:_pattern", "detectors/framing/topics.py:_topics",
    "language/context.py:_pattern", "language/context.py:_any_of",
    "language/dates/rule.py:make",
}  # fmt: skip
"""Functions that put a pattern together: `made` has what they make, or a module keeps it."""
NAMES_ALONE = {
    "detectors/followups/mentions.py:_lower", "detectors/framing/shared.py:explained",
    "detectors/framing/terms.py:technical_terms", "learn/folded.py:find",
    "ledger/erasing.py:_names", "redaction/meeting.py:_cover",
}  # fmt: skip
"""Functions whose patterns are lists of escaped names, in which nothing repeats."""


def sources() -> Iterator[tuple[str, str]]:
    """Each file of the package below it, with its text."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_models" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


def modules() -> Iterator[str]:
    """The package's modules, but for what alembic alone runs and what needs the train extra."""
    for module in pkgutil.walk_packages(notesnlp.__path__, "notesnlp."):
        if "training" not in module.name and "migrations" not in module.name:
            yield module.name


def _walk(value: object, depth: int = 0) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth > 3:
        return
    elif isinstance(value, dict):
        for item in (*value.keys(), *value.values()):
            yield from _walk(item, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _walk(item, depth + 1)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _walk(getattr(value, field.name), depth + 1)


def kept() -> dict[str, list[re.Pattern]]:
    """Patterns that modules keep, by module and name."""
    found: dict[str, list[re.Pattern]] = {}
    for name in modules():
        for key, value in vars(importlib.import_module(name)).items():
            if patterns := list(_walk(value)):
                found[f"{name}.{key}"] = patterns
    return found


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Calls of `re` within functions: file, innermost function, call."""
    for place, text in sources():
        inner: dict[ast.Call, str] = {}
        for function in ast.walk(ast.parse(text)):  # outer functions come before inner ones
            if isinstance(function, ast.FunctionDef | ast.Lambda):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and _is_regex(call):
                        inner[call] = getattr(function, "name", "lambda")
        yield from ((place, name, call) for call, name in inner.items())


def _is_regex(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in _CALLS
    )


def written() -> dict[str, list[re.Pattern]]:
    """Patterns that stand word for word in a call, by file and function."""
    found: dict[str, list[re.Pattern]] = defaultdict(list)
    for place, name, call in _calls():
        if isinstance(call.args[0], ast.Constant):
            found[f"{place}:{name}"].append(re.compile(call.args[0].value, re.I))
    return found


def put_together() -> set[str]:
    """Functions that compile what is no constant."""
    return {
        f"{place}:{name}"
        for place, name, call in _calls()
        if not isinstance(call.args[0], ast.Constant)
    }


def made() -> dict[str, list[re.Pattern]]:
    """Patterns that functions make when they are needed."""
    flags = {context._flags(cue) for cue in CUES}
    categories = {cue.category for cue in CUES}
    any_of = [context._any_of(category, flag) for category in categories for flag in flags]
    people = (Speaker("Mary-Ann O'Neil", side="it"), Speaker("Bo", side="it"))
    return {
        "context._pattern": [context._pattern(cue) for cue in CUES],
        "context._any_of": [pattern for pattern in any_of if pattern],
        "glossary._pattern": [glossary.glossary_pattern(), glossary.evidence_pattern()],
        "topics._any_of": [topics._any_of(words) for words in topics._topics().values()],
        "topics._long": [re.compile(rf"[^\W\d_]{{{topics._LEAST_LETTERS},}}")],
        "framing.topics._topics": [pattern for pattern, _ in work_topics._topics()],
        "signals._person_patterns": list(signals._person_patterns(_Meeting(people))),
    }


@dataclasses.dataclass(frozen=True)
class _Meeting:
    """Of a meeting, what `signals` makes patterns from."""

    people: tuple[Speaker, ...]
