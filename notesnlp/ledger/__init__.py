"""The ledger: what is remembered of meetings, findings and decisions across runs and people."""

from notesnlp.ledger.engine import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
