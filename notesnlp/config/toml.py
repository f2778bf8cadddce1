"""Reading a TOML file that people write, with the line of what is wrong in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from notesnlp.config.files import read_written
from notesnlp.errors import ConfigError

_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds.

    Raises:
        ConfigError: it is not there, cannot be read or is not TOML; it names the line.
    """
    found = toml_if_any(path)
    if found is None:
        raise ConfigError("there is no such file", path=path, remedy="give the path of a TOML file")
    return found


def toml_if_any(path: Path) -> dict[str, Any] | None:
    """What a TOML file holds; None where there is none.

    Raises:
        ConfigError: it cannot be read or is not TOML; it names the line.
    """
    text = read_written(path)
    if text is None:
        return None
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
