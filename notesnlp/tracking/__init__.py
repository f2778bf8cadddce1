"""Tracking: the same commitment or planned event over several meetings, and how it stands."""

from notesnlp.tracking.events import PlannedEvent, plan_events
from notesnlp.tracking.history import Change
from notesnlp.tracking.link import Item, link_followups
from notesnlp.tracking.works import HeardWork

__all__ = ["Change", "HeardWork", "Item", "PlannedEvent", "link_followups", "plan_events"]
