import pytest

from notesnlp.config import Redaction
from notesnlp.model.meeting import Speaker
from notesnlp.redaction.find import find_in
from notesnlp.redaction.known import KnownNames
from notesnlp.redaction.strangers import Strangers

PEOPLE = (
    Speaker("Dana Reyes", side="customer", aliases=("DR",)),
    Speaker("Will Ashdown", side="it"),
    Speaker("Joris van der Velde", side="customer"),
    Speaker("Siân Prosser", side="it"),
    Speaker("Bronwyn Tully", side="customer"),
)


def _named(text: str) -> dict[str, str]:
    (spans,) = find_in([text], KnownNames(PEOPLE), Strangers(), Redaction())
    return {text[span.start : span.end]: span.key for span in spans if span.what == "person"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Thanks Dana, and Ms Reyes too.", {"Dana": "dana reyes", "Ms Reyes": "dana reyes"}),
        ("DR to ring the yard.", {"DR": "dana reyes"}),
        ("Van der Velde's lorry", {"Van der Velde": "joris van der velde"}),
        (
            "ask bronwyn or SIAN PROSSER",
            {"bronwyn": "bronwyn tully", "SIAN PROSSER": "sian prosser"},
        ),
        ("so thanks bron i mean bronwyn", {"bronwyn": "bronwyn tully"}),
        ("Bron has it.", {"Bron": "bronwyn tully"}),
        ("Is it Will who has the key?", {"Will": "will ashdown"}),
        ("Will you ring? It will rain.", {}),
        ("J. van der Velde signed.", {"J. van der Velde": "joris van der velde"}),
    ],
)
def test_forms_of_names(text, named):
    assert _named(text) == named


def test_a_name_of_two_people_is_still_hidden():
    both = KnownNames((Speaker("Dana Reyes"), Speaker("Dana Lund")))
    (spans,) = find_in(["Ask Dana."], both, Strangers(), Redaction())
    assert [(span.start, span.end, span.key) for span in spans] == [(4, 8, "dana")]


def test_names_of_the_settings_count():
    known = KnownNames((), ("Zorblax Quintet",))
    (spans,) = find_in(["then zorblax quintet rang"], known, Strangers(), Redaction())
    assert [span.key for span in spans] == ["zorblax quintet"]
