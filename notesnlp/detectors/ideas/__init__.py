"""Ideas: proposed changes, improvements, products, ways of working."""
