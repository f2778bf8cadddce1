"""What delivery keeps of a run's words, and how it goes when something is forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

from notesnlp.delivery.dispatch import utc_now
from notesnlp.delivery.outbox import FOLDER, open_outbox

PARTS = "reports"
"""Folder of reports on a part of a run, and of messages that were looked at before they are sent."""


def erase_deliveries(out: Path) -> int:
    """Erase waiting messages and partial reports of `out`; how many recipients waited.

    They may hold what is to be forgotten, and are made again from what is left by `send` and
    `report`. That something was sent, and to whom, stays known.

    Raises:
        DeliveryError: the outbox cannot be written.
    """
    if (out / PARTS).is_dir():
        shutil.rmtree(out / PARTS)
    if not (out / FOLDER).is_dir():
        return 0
    outbox = open_outbox(out)
    try:
        return outbox.empty("composed before something was forgotten; send again", at=utc_now())
    finally:
        outbox.close()
