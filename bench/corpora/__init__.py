"""Care for the corpora: joining stand-off annotations, duplicates, label statistics, agreement."""
