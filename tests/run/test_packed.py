import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from notesnlp.config import Redaction
from notesnlp.redaction import find_personal
from notesnlp.report.results import Failure
from notesnlp.run.folder import Run
from notesnlp.run.packed import Packed, pack_analysis, pack_failure
from notesnlp.run.pipeline import Analysis
from notesnlp.run.traces import Traces
from notesnlp.tracking.link import Closing


def _same(first: Traces, second: Traces) -> bool:
    closings = zip(first.closings, second.closings, strict=True)
    return (
        np.array_equal(first.around, second.around)
        and np.array_equal(first.quotes, second.quotes)
        and first.phrases == second.phrases
        and all(
            (a.date, a.text, a.place, a.dropped) == (b.date, b.text, b.place, b.dropped)
            and np.array_equal(a.vector, b.vector)
            for a, b in closings
        )
    )


@pytest.fixture(scope="module")
def traces() -> Traces:
    draw = np.random.default_rng(0)
    around, quotes = (draw.normal(size=(n, 384)).astype(np.float32) for n in (3, 1))
    vector = draw.normal(size=384).astype(np.float32)
    closing = Closing(dt.date(2016, 3, 8), "Done.", "a, line 1", False, vector)
    return Traces(around, quotes, (closing,), (("gate screen",), (), ("lorry", "gate")))


def test_what_is_packed_comes_back_as_it_was(run: Run, traces: Traces):
    told = {item.meeting: item for item in run.results.conversations}
    for meeting in run.results.meetings:
        findings = tuple(
            item for item in run.results.findings if item.evidence.meeting == meeting.name
        )
        analysis = Analysis(meeting, findings, told[meeting.name])
        packed = Packed(pack_analysis(analysis, traces, roster=True))
        assert packed.failure is None
        assert packed.date == meeting.date
        assert packed.meeting(meeting.people) == meeting
        assert packed.findings() == findings
        assert packed.conversation() == told[meeting.name]
        assert _same(packed.traces(), traces)


def test_what_a_redacted_run_and_rehearsals_need_comes_back(run: Run, traces: Traces):
    named = {item.name: find_personal(item, Redaction(on=True)) for item in run.results.meetings}
    assert any(spans for personal in named.values() for spans in personal.turns)
    for meeting in run.results.meetings:
        findings = tuple(
            replace(item, evidence=replace(item.evidence, rehearsal=True))
            for item in run.results.findings
            if item.evidence.meeting == meeting.name
        )
        analysis = Analysis(meeting, findings, personal=named[meeting.name])
        packed = Packed(pack_analysis(analysis, traces, roster=False))
        assert packed.findings() == findings
        assert packed.personal() == named[meeting.name]


def test_a_meeting_without_date_findings_and_vectors(say):
    none = np.zeros((0, 384), np.float32)
    meeting = say("Nothing.", date=None)
    packed = Packed(pack_analysis(Analysis(meeting, ()), Traces(none, none, (), ()), roster=False))
    assert (packed.date, packed.meeting(), packed.findings()) == (None, meeting, ())
    assert packed.conversation() is None
    assert packed.traces().closings == ()


def test_a_failure_comes_back():
    failure = Failure("a.txt", "it is empty", "line 1", "delete it")
    assert Packed(pack_failure(failure)).failure == failure


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data[:40], lambda data: b"",
                                    lambda data: data.replace(b"empty", b"ample")])  # fmt: skip
def test_what_was_cut_off_or_changed_is_refused(change):
    with pytest.raises(ValueError, match="not a whole"):
        Packed(change(pack_failure(Failure("a.txt", "it is empty"))))
