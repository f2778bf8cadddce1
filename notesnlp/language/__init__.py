"""Language: sentences, the context a statement stands in, and the dates it names."""
