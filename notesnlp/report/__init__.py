"""The report: what a run found, as tables, pages, mails and to-dos."""
