import datetime as dt
from pathlib import Path

import pytest

from notesnlp.config import FILE_NAME, Settings, load_settings
from notesnlp.errors import ConfigError

WHOLE = """\
fiscal_month = 4
since = 2016-01-01
today = "2016-12-31"

[thresholds]
need = 0.4

[terms]
technical = ["OrderDesk"]
everyday = ["ERP"]

[priority]
severity = 5
recency = 0
"""


@pytest.fixture
def write(tmp_path: Path):
    def settings(text: str | bytes) -> Path:
        data = text.encode("utf-8") if isinstance(text, str) else text
        (tmp_path / FILE_NAME).write_bytes(data)
        return tmp_path

    return settings


def test_defaults(tmp_path: Path):
    assert load_settings() == load_settings(tmp_path) == Settings()
    assert load_settings(tmp_path / "nowhere") == Settings()


def test_every_section_is_read(write):
    settings = load_settings(write(WHOLE))
    assert settings.fiscal_month == 4
    assert (settings.since, settings.today) == (dt.date(2016, 1, 1), dt.date(2016, 12, 31))
    assert settings.thresholds.need == 0.4
    assert settings.thresholds.idea is None
    assert settings.terms.technical == ("OrderDesk",)
    assert settings.priority.severity == 5
    assert settings.priority.reach == Settings().priority.reach


def test_what_is_given_otherwise_goes_first(write):
    settings = load_settings(write(WHOLE), since=dt.date(2016, 6, 1), today=None)
    assert settings.since == dt.date(2016, 6, 1)
    assert settings.today == dt.date(2016, 12, 31)


def test_a_byte_order_mark_is_no_mistake(write):
    assert load_settings(write(b"\xef\xbb\xbffiscal_month = 4\r\n")).fiscal_month == 4


@pytest.mark.parametrize(
    ("text", "key", "known"),
    [
        ("fiscal_moth = 4", "fiscal_moth", "fiscal_month, units_from_folders"),
        ("[thresholds]\nneeds = 0.4", "thresholds.needs", "framing, need, dependency"),
        ("[priority]\nreech = 1", "priority.reech", "severity, reach"),
        ("[terms]\ntech = []", "terms.tech", "technical, everyday"),
    ],
)
def test_an_unknown_key_is_named_with_the_known_ones(write, text: str, key: str, known: str):
    error = _refused(write(text))
    assert error.place == f"key '{key}'"
    assert known in error.remedy


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("fiscal_month = 0", "fiscal_month"),
        ("fiscal_month = 'April'", "fiscal_month"),
        ("since = 'soon'", "since"),
        ("thresholds = 0.4", "thresholds"),
        ("[thresholds]\nneed = 1.5", "thresholds.need"),
        ("[terms]\ntechnical = 'ERP'", "terms.technical"),
        ("[priority]\nreach = -1", "priority.reach"),
    ],
)
def test_a_value_that_does_not_fit_is_named(write, text: str, key: str):
    error = _refused(write(text))
    assert error.place == f"key '{key}'"
    assert error.remedy == "mend the value"


@pytest.mark.parametrize("text", ["x = [", "x", b"\xff\xfe", 'a = "1"\na = "2"'])
def test_what_is_no_toml_is_refused(write, text):
    assert _refused(write(text)).reason.startswith(("not TOML", "not UTF-8"))


def _refused(folder: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_settings(folder)
    assert caught.value.path == str(folder / FILE_NAME)
    assert caught.value.remedy
    return caught.value


def test_wrong_overrides_are_named_without_a_file():
    with pytest.raises(ConfigError) as caught:
        load_settings(fiscal_month=13)
    assert caught.value.path is None
    assert caught.value.place == "key 'fiscal_month'"


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Settings().fiscal_month = 2


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('to = "a@b.example"', "units': field required"),
        ('to = "a@b.example"\nunits = []', "units names none"),
        ('to = []\nunits = "all"', "send.0.to"),
        ('to = "a@b.example"\nunits = "all"\nowner = "Sam"', "owner goes with only"),
        ('to = "a@b.example"\nunits = "all"\nunit = "Yard"', "known keys are to, units, only"),
        ('to = "a@b.example"\nunits = "all"\nattach = ["exe"]', "attach"),
    ],
)
def test_rules_of_the_mail(tmp_path, rule: str, said: str):
    (tmp_path / "notesnlp.toml").write_text(f"[[mail.send]]\n{rule}\n")
    with pytest.raises(ConfigError, match=said):
        load_settings(tmp_path)


def test_paths_of_the_mail_count_from_the_settings(tmp_path):
    (tmp_path / "notesnlp.toml").write_text('[mail]\ntemplates = "t"\nca_file = "/ca.pem"\n')
    mail = load_settings(tmp_path).mail
    assert mail.templates == tmp_path / "t"
    assert str(mail.ca_file) == "/ca.pem"
