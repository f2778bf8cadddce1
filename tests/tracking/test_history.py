import pytest

from notesnlp.model.finding import Dependency
from notesnlp.tracking.history import History


@pytest.fixture
def told(say, found):
    """A mention of a move with a date and a status."""

    def make(when: str | None, status: str = "hidden", score: float = 0.9) -> Dependency:
        meeting = say("We move to the mill.", name=f"{when} {status} {score}.txt")
        return found(
            Dependency, meeting, 0, type="office_move", event="office_move", status=status,
            when=when, when_text=None, tentative=False, score=score,
        )  # fmt: skip

    return make


def _steps(history: History) -> list[tuple[str, str | None]]:
    return [(item.what, item.when) for item in history.changes]


def test_the_most_exact_date_of_a_meeting_holds_and_a_vaguer_one_is_no_news(told):
    history = History()
    history.tell([told("2016-06"), told("2016-06-14")])
    history.tell([told("2016-06")])
    history.tell([told("2016-09")])
    assert _steps(history) == [("heard", "2016-06-14"), ("dated", "2016-09")]


def test_of_two_dates_as_exact_the_surer_one_holds(told):
    history = History()
    history.tell([told("2016-06", score=0.5), told("2016-07", score=0.6)])
    assert history.lead is not None
    assert history.lead.when == "2016-07"


def test_recognised_denied_called_off_and_planned_again(told):
    history = History()
    history.tell([told(None, "recognised")])
    place = told(None).evidence
    history.deny(place)
    history.deny(place)  # said twice, it is one step
    assert history.status == "hidden"
    history.cancel(place)
    history.cancel(place)
    history.deny(place)  # of what is called off nothing is denied
    assert (history.status, history.by) == ("cancelled", place)
    history.tell([told("2016-09")])
    assert (history.status, history.by) == ("hidden", None)
    steps = ["heard", "recognised", "denied", "cancelled", "planned again"]
    assert _steps(history) == [*((step, None) for step in steps[:-1]), ("planned again", "2016-09")]
