"""Settings: ``notesnlp.toml`` beside the notes, under what the command line says."""

from notesnlp.config.mail import LOOKS, Attachment, MailSettings, SendRule
from notesnlp.config.sections import (
    COLUMN_MAPS,
    Audience,
    Cache,
    Conversations,
    Coverage,
    Demand,
    FramingRules,
    Limits,
    Priority,
    Redaction,
    Remembering,
    Retention,
    Severity,
    Stuck,
    Terms,
    Thresholds,
)
from notesnlp.config.settings import FILE_NAME, Settings, load_settings, read_settings

__all__ = [
    "COLUMN_MAPS",
    "FILE_NAME",
    "LOOKS",
    "Attachment",
    "Audience",
    "Cache",
    "Conversations",
    "Coverage",
    "Demand",
    "FramingRules",
    "Limits",
    "MailSettings",
    "Priority",
    "Redaction",
    "Remembering",
    "Retention",
    "SendRule",
    "Settings",
    "Severity",
    "Stuck",
    "Terms",
    "Thresholds",
    "load_settings",
    "read_settings",
]
