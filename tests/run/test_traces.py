"""What meetings leave for the grouping, so that neither encoder nor parser reads them again."""

from dataclasses import replace

import numpy as np
import pytest

from notesnlp.config import Settings
from notesnlp.language.phrases import noun_phrases
from notesnlp.run.folder import assemble
from notesnlp.run.traces import AllTraces, trace
from notesnlp.themes.build import is_themed
from notesnlp.tracking.link import is_promise


@pytest.fixture(scope="module")
def read(run, encoder):
    """The findings of a run by meeting, and the meetings' traces."""
    by_meeting = {
        meeting.name: tuple(item for item in run.results.findings if item.evidence.meeting == meeting.name)
        for meeting in run.results.meetings
    }  # fmt: skip
    return by_meeting, {
        meeting.name: trace(meeting, by_meeting[meeting.name], encoder)
        for meeting in run.results.meetings
    }


@pytest.fixture
def left(run, read, encoder):
    by_meeting, traces = read
    all_traces = AllTraces(run.results.meetings, encoder)
    for name, found in by_meeting.items():
        all_traces.add(found, traces[name])
    return all_traces


def test_a_meeting_leaves_a_row_for_each_finding_that_is_grouped(read):
    by_meeting, traces = read
    assert any(traces[name].phrases for name in traces)
    for name, found in by_meeting.items():
        themed = [item.evidence.quote for item in found if is_themed(item)]
        promises = sum(map(is_promise, found))
        assert traces[name].around.shape == (len(themed) + promises, 384)
        assert traces[name].quotes.shape == (promises, 384)
        assert list(map(list, traces[name].phrases)) == noun_phrases(themed)


def test_with_them_the_same_themes_are_made_without_reading(run, left, monkeypatch):
    meetings, findings = run.results.meetings, run.results.findings
    plain = assemble(meetings, findings, (), Settings())

    def never(*_: object) -> None:
        raise AssertionError("a quote was read again")

    monkeypatch.setattr("notesnlp.themes.label.noun_phrases", never)
    monkeypatch.setattr("notesnlp.embed.known.passage_vectors", never)
    known = assemble(meetings, findings, (), Settings(), traces=left)
    assert [(theme.name, theme.findings) for theme in known.themes] == [
        (theme.name, theme.findings) for theme in plain.themes
    ]


def test_a_quote_that_a_person_has_changed_is_read(run, left):
    meetings = run.results.meetings
    at = next(number for number, item in enumerate(run.results.findings) if is_themed(item))
    changed = run.results.findings[at]
    place = changed.evidence
    shorter = replace(place, end=place.end - 1, quote=place.quote[:-1])
    findings = list(run.results.findings)
    findings[at] = replace(changed, evidence=shorter)
    again = assemble(meetings, findings, (), Settings(), traces=left)
    assert place.id in {name for theme in again.themes for name in theme.findings}
    assert not np.array_equal(left.passages.around([shorter]), left.passages.around([place]))
