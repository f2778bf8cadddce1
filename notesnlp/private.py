"""Files that hold a secret: nobody but their owner, or root, may read or own them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from notesnlp.errors import ConfigError


def check_private(
    path: Path, told: os.stat_result, secret: str, *, holder: str | None = None, after: str = ""
) -> None:
    """Refuse a file that others can read, or that belongs to somebody else.

    Only on systems that tell both.

    Args:
        path: of the file, for the message.
        told: what the system says of it.
        secret: what it holds, in words.
        holder: what the file is called, where not as its secret.
        after: what else to do or know where others could read it.

    Raises:
        ConfigError: it is not private.
    """
    if os.name != "posix":
        return
    mode = stat.S_IMODE(told.st_mode)
    if mode & 0o077:
        raise ConfigError(
            f"others can read {secret} (mode {mode:04o})",
            path=path,
            remedy=f"chmod 600 {path}{after}",
        )
    if told.st_uid not in {0, os.geteuid()}:
        raise ConfigError(
            f"{holder or secret} belongs to somebody else", path=path, remedy="chown it"
        )
