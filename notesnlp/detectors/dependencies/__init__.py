"""Hidden IT dependencies: business events that IT will have to do work for."""
