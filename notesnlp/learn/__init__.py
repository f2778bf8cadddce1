"""Learning from annotated sets: what the models are asked, their heads, calibration, saving."""
