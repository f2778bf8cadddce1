"""Tech-heavy framing: the IT side talking technology where the customer's work was called for."""
