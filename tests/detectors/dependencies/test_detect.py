import datetime as dt

import pytest

from notesnlp.catalogue import Event, Work
from notesnlp.detectors.dependencies.detect import find_dependencies
from notesnlp.language.dates import reads_day_first

WORK = Work("carrier circuit", "network", (60, 120), "estimate", "estimate")
EVENTS = {
    name: Event(name, name, name, (WORK,), "late", (f"When is the {name}?",), ("x",))
    for name in ("office_move", "hiring")
}


def namer(quotes, judged, names):
    return ["hiring" if "hire" in quote else "office_move" for quote in quotes]


def found_in(meeting, sentences, judgments, threshold=0.5, fiscal_month=1):
    return find_dependencies(
        meeting,
        sentences,
        judgments,
        threshold,
        events=EVENTS,
        namer=namer,
        fiscal_month=fiscal_month,
        day_first=reads_day_first(
            [meeting.name, *(turn.text for turn in meeting.turns)], meeting.date
        ),
    )


@pytest.fixture
def told(make_meeting, sentences_of, judge):
    """The dependencies of one turn whose sentences are all one finding."""

    def tell(text, *, date=dt.date(2016, 3, 8), status=(1, 0), tentative=(1, 0), fiscal_month=1):
        meeting = make_meeting(("Dana", "customer", text), date=date)
        sentences = sentences_of(meeting)
        rows = len(sentences)
        judgments = judge(
            sentences,
            {"dependency": [0.93] + [0.0] * (rows - 1)},
            {"dependency": [0.0] + [0.9] * (rows - 1)},
            {"dependency.status": [status] * rows, "dependency.tentative": [tentative] * rows},
        )
        return found_in(meeting, sentences, judgments, fiscal_month=fiscal_month)

    return tell


def test_the_contracts_example(told):
    (found,) = told("we're off to the old cannery building once the lease there starts in January")
    assert (found.event, found.type) == ("office_move", "office_move")
    assert (found.when, found.when_text) == ("2017-01", "January")
    assert found.workstreams[0].start_by == "2016-09-03"
    assert found.workstreams[0].lead_days == (60, 120)
    assert found.questions == ("When is the office_move?",)
    assert found.score == pytest.approx(0.93)
    assert (found.status, found.tentative) == ("hidden", False)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("We move.", None),
        ("We move in May.", "2016-05"),
        # the most exact one, and of those the first
        ("We move in May, on the 20th of May.", "2016-05-20"),
        ("We move this summer. It is in July.", "2016-07"),
        ("Keys on 1 June, doors open on 1 July.", "2016-06-01"),
        # not what is over
        ("We signed on 1 February and move in May.", "2016-05"),
        ("We have looked since January, and move in 2017.", "2017"),
        ("It was called for on 7 March.", "2016-03-07"),
        ("It was on 1 February.", None),
        # not what is done every week
        ("From May we hire four for every Saturday.", "2016-05"),
        ("By the end of May we move.", "2016-05-31"),
        ("Two weeks after the audit we move.", None),
    ],
)
def test_date_of_the_event(told, text, when):
    assert [found.when for found in told(text)] == [when]


def test_date_may_stand_in_any_sentence_of_the_quote(told):
    (found,) = told("We move. It is upstairs. They say June.")
    assert found.when == "2016-06"


def test_no_day_of_the_meeting_no_date(told):
    (found,) = told("We move in May.", date=None)
    assert (found.when, found.when_text) == (None, None)
    assert [work.start_by for work in found.workstreams] == [None]


def test_fiscal_years_are_the_organisations(told):
    (found,) = told("We move in Q1 FY17.", fiscal_month=7)
    assert found.when == "2016-Q3"


@pytest.mark.parametrize(
    "text",
    [
        "The move to the cannery was called off.",
        "We decided against the move.",
        "The move is off the table.",
        "We're not moving after all.",
    ],
)
def test_cancelled_plans_are_left_out(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The move wasn't called off.",
        "If the hall is cancelled we move.",
        "We move, unless it falls through.",
    ],
)
def test_what_is_not_cancelled_stays(told, text):
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("share", "tentative", "status"),
    [(0.49, False, "hidden"), (0.5, True, "recognised"), (0.9, True, "recognised")],
)
def test_learned_attributes(told, share, tentative, status):
    pair = (1 - share, share)
    (found,) = told("We move in May.", status=pair, tentative=pair)
    assert (found.tentative, found.status) == (tentative, status)


def test_each_quote_gets_its_event(make_meeting, sentences_of, judge):
    meeting = make_meeting(("Dana", None, "We move. It is called off. We hire four."))
    sentences = sentences_of(meeting)
    found = found_in(meeting, sentences, judge(sentences, {"dependency": [0.9, 0.9, 0.9]}))
    assert [(item.evidence.quote, item.event) for item in found] == [
        ("We move.", "office_move"),
        ("We hire four.", "hiring"),
    ]


def test_nothing_told(make_meeting, sentences_of, judge):
    meeting = make_meeting(("Dana", None, "It rains."))
    sentences = sentences_of(meeting)
    assert found_in(meeting, sentences, judge(sentences)) == []


def moves(make_meeting, sentences_of, judge, *turns):
    meeting = make_meeting(*(("Dana", None, turn) for turn in turns), date=dt.date(2016, 3, 8))
    sentences = sentences_of(meeting)
    found = found_in(meeting, sentences, judge(sentences, {"dependency": [0.9] * len(sentences)}))
    return [(item.when, item.when_text) for item in found]


def test_a_date_reckoned_from_another_event(make_meeting, sentences_of, judge):
    assert moves(
        make_meeting,
        sentences_of,
        judge,
        "We are moving to the cannery on 20 May.",
        "Two weeks after the move we hire four.",
    ) == [("2016-05-20", "20 May"), ("2016-06-03", "Two weeks after the move")]


def test_such_a_date_stays_open_where_the_event_has_none(make_meeting, sentences_of, judge):
    assert moves(
        make_meeting, sentences_of, judge, "We move soon.", "Two weeks after the move we hire four."
    ) == [(None, None), (None, "Two weeks after the move")]


def test_an_impossible_date_stays_text(make_meeting, sentences_of, judge):
    assert moves(make_meeting, sentences_of, judge, "We move on 31 June.") == [(None, "31 June")]


def test_figures_are_read_as_the_meeting_has_them(make_meeting, sentences_of, judge):
    assert moves(make_meeting, sentences_of, judge, "We move on 5/4.", "It is due 25/4.")[0] == (
        "2016-04-05",
        "5/4",
    )
    assert moves(make_meeting, sentences_of, judge, "We move on 5/4.", "It is due 4/25.")[0] == (
        "2016-05-04",
        "5/4",
    )
    assert moves(make_meeting, sentences_of, judge, "We move on 5/4.") == [(None, "5/4")]
