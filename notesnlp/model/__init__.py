"""The meeting model, findings, and dates: plain frozen data, no behaviour of the product."""
