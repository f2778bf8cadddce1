"""Delivery: who gets which report, the outbox in which messages wait, and the mail server."""
