import pytest

from notesnlp.delivery.addresses import address
from notesnlp.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "name", "spec"),
    [
        ("cio@oak.example", "", "cio@oak.example"),
        ("Ines Roth <ines+notes@oak.example>", "Ines Roth", "ines+notes@oak.example"),
        ('"Roth, Ines" <ines@oak.example>', "Roth, Ines", "ines@oak.example"),
        ("root@localhost", "", "root@localhost"),
    ],
)
def test_addresses(text: str, name: str, spec: str):
    found = address(text)
    assert (found.display_name, found.addr_spec) == (name, spec)


@pytest.mark.parametrize(
    "text",
    [
        "", "cio", "cio@", "@oak.example", "a@oak.example, b@oak.example", "a b@oak.example",
        "cio@oak.example\r\nBcc: all@oak.example", "cio@oak.example\x00", "<a@oak.example>>x",
        "a..b@oak.example", "a@oak..example", "ä@oak.example", "a@öak.example",
        f"{'a' * 250}@oak.example", "\u202ecio@oak.example",
    ],
)  # fmt: skip
def test_what_is_none(text: str):
    with pytest.raises(ConfigError):
        address(text)
