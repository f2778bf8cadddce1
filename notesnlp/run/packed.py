"""An analysis as bytes: how it travels between processes and lies on the disk, without pickle.

A line with a checksum, a line of JSON that tells the parts' sizes, then the parts: JSON packed by
zlib, vectors as safetensors. What was cut off or changed does not have its checksum and is no entry.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from pydantic import TypeAdapter
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as save_arrays

from notesnlp.conversation import Conversation
from notesnlp.embed.encoder import DIMENSIONS
from notesnlp.model.finding import Finding, finding_from_dict
from notesnlp.model.meeting import Meeting, Speaker
from notesnlp.redaction import Personal
from notesnlp.report.results import Failure
from notesnlp.run.pipeline import Analysis
from notesnlp.run.traces import Traces
from notesnlp.tracking.link import Closing

_MAGIC = b"notesnlp analysis 1 "
_QUICK = 1
"""Of zlib: four times smaller at 100 MB a second; more gains little."""


class Packed:
    """An analysis, or why there is none; each part is unpacked when it is asked for.

    Args:
        data: as `pack_analysis` or `pack_failure` made it.

    Raises:
        ValueError: it was cut off or changed.
    """

    def __init__(self, data: bytes) -> None:
        head, _, rest = data.partition(b"\n")
        if head != _MAGIC + _checksum(rest):
            raise ValueError("not a whole analysis")
        line, _, self._parts = rest.partition(b"\n")
        self._head: dict[str, Any] = json.loads(line)
        self.data = data

    @property
    def failure(self) -> Failure | None:
        """Why the file could not be read; None where it was."""
        told = self._head.get("failure")
        return Failure(**told) if told else None

    @property
    def date(self) -> dt.date | None:
        """The day of the meeting."""
        day = self._head.get("date")
        return dt.date.fromisoformat(day) if day else None

    def meeting(self, people: tuple[Speaker, ...] = ()) -> Meeting:
        """The meeting.

        Args:
            people: of the roster that held for it, where one did.
        """
        meeting = _meetings().validate_json(self._text("meeting"))
        return replace(meeting, people=people) if people else meeting

    def findings(self) -> tuple[Finding, ...]:
        """Its findings."""
        return tuple(finding_from_dict(row) for row in json.loads(self._text("findings")))

    def conversation(self) -> Conversation | None:
        """How the conversation went."""
        return _conversations().validate_json(self._text("conversation"))

    def personal(self) -> Personal | None:
        """What the meeting names, where a run is to redact it."""
        return _personal().validate_json(self._text("personal"))

    def traces(self) -> Traces:
        """Its vectors and phrases."""
        arrays = load_arrays(bytes(self._part("vectors")))
        closings = zip(json.loads(self._text("closings")), arrays["closings"], strict=True)
        return Traces(
            arrays["around"],
            arrays["quotes"],
            tuple(
                Closing(dt.date.fromisoformat(day), text, place, dropped, vector)
                for (day, text, place, dropped), vector in closings
            ),
            tuple(map(tuple, json.loads(self._text("phrases")))),
        )

    def _text(self, name: str) -> bytes:
        return zlib.decompress(self._part(name))

    def _part(self, name: str) -> memoryview:
        start, size = self._head["parts"][name]
        return memoryview(self._parts)[start : start + size]


def pack_analysis(analysis: Analysis, traces: Traces, *, roster: bool) -> bytes:
    """A meeting's analysis as bytes.

    Args:
        analysis: of the meeting.
        traces: of the meeting.
        roster: the people who may be named in it are a roster's, who are not kept with every meeting.
    """
    meeting = replace(analysis.meeting, people=()) if roster else analysis.meeting
    closings = [
        (item.date.isoformat(), item.text, item.place, item.dropped) for item in traces.closings
    ]
    vectors = {
        "around": traces.around,
        "quotes": traces.quotes,
        "closings": np.array([item.vector for item in traces.closings], np.float32).reshape(
            -1, DIMENSIONS
        ),
    }
    parts = {
        "meeting": _small(_meetings().dump_json(meeting)),
        "findings": _small(_json([item.to_dict() for item in analysis.findings])),
        "conversation": _small(_conversations().dump_json(analysis.conversation)),
        "personal": _small(_personal().dump_json(analysis.personal)),
        "closings": _small(_json(closings)),
        "phrases": _small(_json(traces.phrases)),
        "vectors": save_arrays(
            {name: np.ascontiguousarray(array) for name, array in vectors.items()}
        ),
    }
    return _packed({"date": meeting.date.isoformat() if meeting.date else None}, parts)


def pack_failure(failure: Failure) -> bytes:
    """Why a file could not be read, as bytes."""
    told = {
        "path": failure.path,
        "reason": failure.reason,
        "place": failure.place,
        "remedy": failure.remedy,
    }
    return _packed({"failure": told}, {})


def _packed(head: dict[str, Any], parts: Mapping[str, bytes]) -> bytes:
    places, start = {}, 0
    for name, part in parts.items():
        places[name] = (start, len(part))
        start += len(part)
    rest = b"\n".join([_json(head | {"parts": places}), b"".join(parts.values())])
    return b"".join([_MAGIC, _checksum(rest), b"\n", rest])


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _small(data: bytes) -> bytes:
    return zlib.compress(data, _QUICK)


@cache
def _meetings() -> TypeAdapter[Meeting]:
    return TypeAdapter(Meeting)


@cache
def _personal() -> TypeAdapter[Personal | None]:
    return TypeAdapter(Personal | None)


@cache
def _conversations() -> TypeAdapter[Conversation | None]:
    return TypeAdapter(Conversation | None)
