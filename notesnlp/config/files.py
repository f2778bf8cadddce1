"""Reading the files that people write beside their notes: settings, rosters, estimates, templates."""

from __future__ import annotations

import stat
from pathlib import Path

from notesnlp.errors import ConfigError


def read_written(path: Path) -> str | None:
    """The text of a file that people write, without a byte order mark; None where there is none.

    What is there under the name and cannot be read is never passed over: somebody believes that
    it holds.

    Raises:
        ConfigError: it is no file, may not be read, or is not UTF-8; of the last it names the line.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
            raise ConfigError(
                f"this is {kind}, not a file",
                path=path,
                remedy="put a file in its place, or move it elsewhere",
            )
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError) as error:
        if not path.is_symlink():
            return None
        raise ConfigError(
            "this is a link to a file that is not there", path=path, remedy="mend it, or remove it"
        ) from error
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}",
            path=path,
            remedy="check the permissions of the file and of its folder",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(
            "not UTF-8", path=path, place=f"line {line}", remedy="save it as UTF-8"
        ) from error
    except ValueError:  # a name with NUL, which a storage may have and no file
        return None
