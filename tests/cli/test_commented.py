import re
import tomllib

import pytest

from notesnlp.cli.commented import commented_settings
from notesnlp.config import Settings

_COMMENTED = re.compile(r'^# (?=[\w"\' .-]+ = |\[)', re.M)


def test_as_it_is_it_says_nothing_but_the_defaults():
    assert Settings.model_validate(tomllib.loads(commented_settings())) == Settings()


def test_what_is_given_is_not_commented_out():
    assert tomllib.loads(commented_settings({"fiscal_month": 7}))["fiscal_month"] == 7


def test_every_line_fits_once_its_comment_mark_is_gone():
    """Also says what is missing where a setting has been added without a fitting example."""
    text = _COMMENTED.sub("", commented_settings())
    assert Settings.model_validate(tomllib.loads(text))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_section_and_key_is_there_and_told(name: str):
    field = Settings.model_fields[name]
    text = commented_settings()
    assert re.search(rf"^(?:# )?\[?\[?{name}\b", text, re.M)
    section = field.annotation
    for key in getattr(section, "model_fields", {}):
        assert re.search(rf"^# (?:\[+{name}\.)?{key}\b", text, re.M), key
    assert field.description or section.__doc__
