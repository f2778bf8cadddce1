"""onnxruntime, imported so that it tells nobody that it runs.

Its official builds keep events below the home folder (`~/.cache/Microsoft`) and send them to their
maker, on Linux too since version 1.29 (https://github.com/microsoft/onnxruntime/pull/27379). The
library asks for the variable once, while it is loaded; the call afterwards is for builds that do not
know it.
"""

from __future__ import annotations

import os
from typing import Any


def import_runtime() -> Any:
    """The module `onnxruntime`."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime
