"""Where entries lie that go with the run: in a file without a name.

What a redacted run reads holds names, and must not outlast the run however that ends. A file that
has no name belongs to the processes that hold it open: when the last of them ends, killed or not,
the system frees it, and nobody can find it by looking into the folder of temporary files.
"""

from __future__ import annotations

import tempfile
import weakref
from typing import IO


class Spill:
    """Entries by their keys, in the folder of temporary files but not to be seen there."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, key: str, data: bytes) -> None:
        """Keep an entry.

        Raises:
            OSError: the disk takes no more, or there is no folder of temporary files.
        """
        if self._file is None:  # unbuffered: what a full disk refuses is not held back for later
            self._file = tempfile.TemporaryFile(prefix="notesnlp-", buffering=0)  # noqa: SIM115 - see below
            weakref.finalize(self, self._file.close)
        self._file.seek(self._end)
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
        self._places[key] = (self._end, len(data))
        self._end += len(data)

    def get(self, key: str) -> bytes | None:
        """An entry; None where it was never kept."""
        if self._file is None or key not in self._places:
            return None
        start, size = self._places[key]
        self._file.seek(start)
        return self._file.read(size)
