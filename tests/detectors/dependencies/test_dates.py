import datetime as dt

import pytest

from notesnlp.detectors.dependencies.dates import Told, event_date, link_events
from notesnlp.model.when import OpenWhen, When

TODAY = dt.date(2016, 3, 8)


def date_in(text):
    found = event_date(text, TODAY, fiscal_month=1)
    return found.iso if isinstance(found, When) else found and found.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened yesterday.", "2016-03-07"),
        ("It slipped from 1 May to 1 October.", "2016-10-01"),
        ("It doesn't close at the end of June any more but at the end of July.", "2016-07"),
        ("If the board approves it in April we open in June.", "2016-06"),
        ("The board votes on 14 April; the sign is up by September.", "2016-09"),
        ("We sell from a cabin from May until 1 September.", "2016-05"),
        ("From May they want the figures on the fifth of the month.", "2016-05"),
        ("We swap floors the last weekend of October, computers on the Saturday.", "2016-10"),
        ("I sent the forms this morning, four start in June.", "2016-06"),
        ("The board decides on 14 April.", "2016-04-14"),
        ("Two weeks after the audit.", "Two weeks after the audit"),
        ("On 31 June.", "31 June"),
        ("Every Friday.", None),
    ],
)
def test_date_of_the_event(text, expected):
    assert date_in(text) == expected


def told(*quotes, events=None):
    names = events or ["other"] * len(quotes)
    return [
        Told(quote, name, event_date(quote, TODAY, fiscal_month=1))
        for quote, name in zip(quotes, names, strict=True)
    ]


def isos(items):
    return [item.iso if isinstance(item, When) else item and item.reason for item in items]


LATER = "a week before the audit they start"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], "event"),
        (["auditors are in on 20 May"], "2016-05-13"),
        (["auditors are in on 20 May", "the audit is on 20 May"], "2016-05-13"),
        (["auditors are in on 20 May", "the audit is on 1 June"], "event"),
        (["we hire four on 20 May"], "event"),
        (["the audit is soon"], "event"),
        (["the audit is in May"], "2016-05"),
        (["the audit is this summer"], "2016-Q3"),
    ],
)
def test_other_events_date(others, expected):
    assert isos(link_events(told(*others, LATER)))[-1] == expected


def test_the_name_of_the_event_counts_too():
    quotes = ("they come on 20 May", "the Monday after the inspection we open")
    assert isos(link_events(told(*quotes, events=["inspection", "opening"])))[-1] == "2016-05-23"


def test_an_impossible_day_is_not_linked():
    (found,) = link_events(told("31 June"))
    assert isinstance(found, OpenWhen)
