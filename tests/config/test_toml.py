import pytest

from notesnlp.config import load_settings
from notesnlp.errors import ConfigError


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"[terms]\nextra = [\n", "line 2", "not TOML: "),
        (b"[terms]\n\nextra = yes\n", "line 3", "not TOML: Invalid value"),
        (b"[terms]\nextra = ['caf\xe9']\n", "line 2", "not UTF-8"),
    ],
)
def test_settings_that_are_no_toml_name_file_and_line(tmp_path, content, place, reason):
    (tmp_path / "notesnlp.toml").write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert caught.value.path == str(tmp_path / "notesnlp.toml")
    assert caught.value.place == place
    assert caught.value.reason.startswith(reason)
    assert caught.value.remedy
