"""Business events, the IT work behind them, how long it takes and what to ask."""

from notesnlp.catalogue.catalogue import Event, Work, load_catalogue

__all__ = ["Event", "Work", "load_catalogue"]
