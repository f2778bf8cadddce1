"""The password of the mail server: from the environment, a file or a keyring, and nowhere else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from notesnlp.config import MailSettings
from notesnlp.errors import ConfigError, MissingExtra
from notesnlp.private import check_private


def find_password(mail: MailSettings) -> str | None:
    """The password of ``mail.user``; None where nobody logs in.

    The environment counts before the file, the file before the keyring.

    Raises:
        ConfigError: none is found, or the file is open to others.
        MissingExtra: a keyring is named and its library is not installed.
    """
    if mail.user is None:
        return None
    if os.environ.get(mail.password_env):
        return os.environ[mail.password_env]
    if mail.password_file:
        return _from_file(mail.password_file)
    if mail.keyring:
        return _from_keyring(mail.keyring, mail.user)
    raise ConfigError(
        f"there is no password for {mail.user!r}",
        place="key 'mail.user'",
        remedy=f"set {mail.password_env} in the environment, or mail.password_file or mail.keyring",
    )


def _from_file(path: Path) -> str:
    """The first line of a file that nobody but its owner, or root, can read."""
    try:
        with path.open("rb") as file:
            told = os.fstat(file.fileno())
            if not stat.S_ISREG(told.st_mode):
                raise ConfigError("is no file", path=path, remedy="name a file with the password")
            check_private(path, told, "the password", holder="the file of the password")
            line = file.readline().rstrip(b"\r\n").decode("utf-8")
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", path=path, remedy="mend mail.password_file"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8", path=path, remedy="save the password as UTF-8") from error
    if not line:
        raise ConfigError("its first line is empty", path=path, remedy="write the password there")
    return line


def _from_keyring(service: str, user: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise MissingExtra(
            "a keyring needs its library", remedy="pip install 'notesnlp[keyring]'"
        ) from error
    try:
        found: str | None = keyring.get_password(service, user)
    except KeyringError as error:
        raise ConfigError(
            f"the keyring does not open: {error}",
            place="key 'mail.keyring'",
            remedy="unlock it, or use mail.password_file where nobody can",
        ) from error
    if not found:
        raise ConfigError(
            f"the keyring holds no password of {user!r} for {service!r}",
            place="key 'mail.keyring'",
            remedy=f"keyring set {service} {user}",
        )
    return found
