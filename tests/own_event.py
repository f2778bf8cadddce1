"""An event of an organisation's own, as it stands in its settings."""

import tomllib
from collections.abc import Mapping

from notesnlp.catalogue import Event, catalogue_with, own_events
from notesnlp.config import Settings

FROST_ALARM = """\
[events.frost_alarm]
name = "A house gets a frost alarm"
description = "A glasshouse or store gets sensors that ring somebody when it freezes."
consequence = "A sensor that nobody connected rings nobody."
questions = ["Whose telephone should ring?"]
look_alikes = ["a smoke detector"]

[[events.frost_alarm.workstreams]]
name = "Network socket where the sensor hangs"
team = "network"
lead_days = [14, 45]
source = "estimate"
grade = "estimate"
"""


def settings() -> Settings:
    """Settings with the event."""
    return Settings.model_validate(tomllib.loads(FROST_ALARM))


def catalogue() -> Mapping[str, Event]:
    """The shipped events and the event."""
    return catalogue_with(own_events(settings()))
