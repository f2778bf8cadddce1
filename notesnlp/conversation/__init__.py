"""How the conversation went: talk, questions, interruptions, bypasses; nothing of it is for appraisal."""

from notesnlp.conversation.measure import Conversation, Talk, measure, measure_all

__all__ = ["Conversation", "Talk", "measure", "measure_all"]
