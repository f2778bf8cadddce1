import builtins
from collections.abc import Iterator

import keyring
import keyring.backend
import keyring.errors
import pytest

from notesnlp.config import MailSettings
from notesnlp.delivery.password import find_password
from notesnlp.errors import ConfigError, MissingExtra


class _Ring(keyring.backend.KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        if service == "locked":
            raise keyring.errors.KeyringLocked("locked")
        return {("notesnlp", "notes"): "from ring"}.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.fixture
def ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(_Ring())
    yield
    keyring.set_keyring(before)


def test_nobody_logs_in_without_a_user():
    assert find_password(MailSettings()) is None


def test_the_environment_counts_before_the_file(tmp_path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "password"
    path.write_text("from file\nnote\n")
    path.chmod(0o600)
    mail = MailSettings(user="notes", password_env="NOTES_PASSWORD", password_file=path)
    assert find_password(mail) == "from file"
    monkeypatch.setenv("NOTES_PASSWORD", "from environment")
    assert find_password(mail) == "from environment"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o622])
def test_a_file_that_others_can_read_is_refused(tmp_path, mode: int):
    path = tmp_path / "password"
    path.write_text("secret")
    path.chmod(mode)
    with pytest.raises(ConfigError, match="others can read the password") as caught:
        find_password(MailSettings(user="notes", password_file=path))
    assert "secret" not in str(caught.value)
    assert f"chmod 600 {path}" in str(caught.value)


def test_files_without_a_password(tmp_path):
    path = tmp_path / "password"
    for make in (lambda: None, lambda: path.write_text("\nx"), lambda: path.write_bytes(b"\xff")):
        make()
        if path.exists():
            path.chmod(0o600)
        with pytest.raises(ConfigError):
            find_password(MailSettings(user="notes", password_file=path))
    with pytest.raises(ConfigError):
        find_password(MailSettings(user="notes", password_file=tmp_path))


def test_a_keyring(ring: None):
    assert find_password(MailSettings(user="notes", keyring="notesnlp")) == "from ring"
    with pytest.raises(ConfigError, match="keyring set notesnlp other"):
        find_password(MailSettings(user="other", keyring="notesnlp"))
    with pytest.raises(ConfigError, match="does not open"):
        find_password(MailSettings(user="notes", keyring="locked"))


def test_a_keyring_without_its_library(monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def without(name: str, *rest: object):
        if name.startswith("keyring"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"notesnlp\[keyring\]"):
        find_password(MailSettings(user="notes", keyring="notesnlp"))
