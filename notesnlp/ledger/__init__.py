"""The ledger: what is remembered of meetings, findings and decisions across runs and people."""
