"""Who may see how single persons talk: nobody by default, then that person and whom the settings name."""

from __future__ import annotations

from collections.abc import Iterable

from notesnlp.config import Conversations
from notesnlp.conversation.measure import Conversation
from notesnlp.conversation.trends import Trend, by_liaison, trends
from notesnlp.errors import ConfigError

NOT_FOR = (
    "These figures are for those who talk, to learn from. They must not be used for appraisal, pay, "
    "promotion or discipline: a few meetings tell little of a person, customers and topics differ, "
    "sides and words are recognised with errors, and a measure that people are judged by is soon "
    "played to and worth nothing (Strathern 1997). In the European Union software that monitors and "
    "evaluates persons at work is of high risk (Regulation 2024/1689, Annex III, 4 b)."
)
"""What every report of these figures says."""


def named_trends(
    conversations: Iterable[Conversation], settings: Conversations, viewer: str
) -> list[Trend]:
    """The trends of single persons that `viewer` may see: their own, all where the settings name them.

    This keeps reports from spreading them; whoever can read the notes can reckon them anyway.

    Raises:
        ConfigError: named trends are switched off.
    """
    if not settings.named_trends:
        raise ConfigError(
            "trends of single persons are switched off",
            place="key 'conversation.named_trends'",
            remedy="switch them on in notesnlp.toml if everybody concerned agrees, and analyse again",
        )
    wanted = viewer.casefold()
    every = wanted in {name.casefold() for name in settings.may_see}
    return [
        trend
        for trend in trends(conversations, by_liaison)
        if every or trend.series.casefold() == wanted
    ]
