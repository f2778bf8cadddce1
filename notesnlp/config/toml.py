"""Reading a TOML file that people write, with the line of what is wrong in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from notesnlp.errors import ConfigError

_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds.

    Raises:
        ConfigError: it cannot be read or is not TOML; it names the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}",
            path=path,
            remedy="give the path of a TOML file that you may read",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(
            "not UTF-8", path=path, place=f"line {line}", remedy="save it as UTF-8"
        ) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found and found[1] else len(text.splitlines())
        raise ConfigError(
            f"not TOML: {_LINE.sub('', str(error))}",
            path=path,
            place=f"line {line}",
            remedy="mend that line; texts need quotes, lists brackets, and a key occurs once",
        ) from error
