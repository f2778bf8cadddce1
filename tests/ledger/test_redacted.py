import pytest

from notesnlp.errors import LedgerError
from notesnlp.ledger.redacted import check_redaction
from tests.ledger.story import keep, look_at

MARK, MINE, OTHER = "redacted-", "redacted-1_a:/notes", "redacted-1%a:/notes"
NAMES = "it remembers redacted meetings, and this run would add names (run with --redact, or keep this run in another --ledger)"
SHOWN = (
    "it remembers meetings with their names "
    "(keep redacted runs in a ledger of their own: another -o, or --ledger)"
)
KEYS = (
    "it was redacted under another key, so the same people have other numbers "
    "(name the key's file with redaction.key_file, or another --ledger)"
)


@pytest.mark.parametrize(
    ("root", "place", "says"),
    [
        (MINE, None, NAMES),
        ("/notes", MINE, SHOWN),
        (OTHER, MINE, KEYS),
        ("/notes", None, None),
        (MINE, MINE, None),
        (MINE, MINE.replace("/notes", "/elsewhere"), None),  # another folder, the same key
        (None, MINE, None),
        (None, None, None),
    ],
)
def test_a_ledger_holds_names_or_numbers_of_one_key(ledger, visit, root, place, says):
    if root:
        keep(ledger, [visit], [], look_at([visit], root=root))
    if says is None:
        check_redaction(ledger, MARK, place)
        return
    with pytest.raises(LedgerError) as caught:
        check_redaction(ledger, MARK, place)
    assert str(caught.value).endswith(f": {says}")
    assert caught.value.path == ledger.name


def test_one_meeting_with_names_among_redacted_ones_is_enough(ledger, visit, call):
    keep(ledger, [visit], [], look_at([visit], root=MINE))
    keep(ledger, [call], [])
    with pytest.raises(LedgerError, match="with their names"):
        check_redaction(ledger, MARK, MINE)
    with pytest.raises(LedgerError, match="would add names"):
        check_redaction(ledger, MARK, None)


def test_meetings_whose_files_are_gone_had_names(ledger, visit, call):
    keep(ledger, [visit], [])
    keep(ledger, [], [])
    with pytest.raises(LedgerError, match="with their names"):
        check_redaction(ledger, MARK, MINE)
