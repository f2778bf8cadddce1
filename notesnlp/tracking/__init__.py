"""Tracking: the same commitment over several meetings, and how it stands after the last."""

from notesnlp.tracking.link import Item, link_followups

__all__ = ["Item", "link_followups"]
