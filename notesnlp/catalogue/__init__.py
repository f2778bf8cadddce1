"""Business events, the IT work behind them, how long it takes and what to ask."""

from notesnlp.catalogue.catalogue import Event, Work, catalogue_with, load_catalogue, own_events
from notesnlp.catalogue.written import as_settings

__all__ = ["Event", "Work", "as_settings", "catalogue_with", "load_catalogue", "own_events"]
