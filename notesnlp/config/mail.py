"""How reports are mailed, and to whom."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from notesnlp.config.section import Section

Attachment = Literal["html", "xlsx", "ics"]


class SendRule(Section):
    """Who gets what: one digest, sent to every address of the rule."""

    to: tuple[str, ...] = Field(min_length=1, description="addresses")
    units: Literal["all"] | tuple[str, ...] = Field(
        description="whose meetings they read of; all must be said"
    )
    only: Literal["everything", "promises"] = "everything"
    owner: str | None = Field(None, description="only the promises that this person made")
    attach: tuple[Attachment, ...] = ()
    locale: str | None = Field(None, description="of dates and numbers; the mail's by default")

    @field_validator("to", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _owner_of_promises(self) -> Self:
        if self.owner and self.only != "promises":
            raise ValueError("owner goes with only = 'promises'")
        if not self.units:
            raise ValueError("units names none; write unit names, or all")
        return self


LOOKS = frozenset({"list_id", "templates", "locale"})
"""Settings of the mail by which the reports of a run look as they do; none is an address."""


class MailSettings(Section):
    """How reports are mailed, and to whom. A password is never among the settings."""

    host: str | None = Field(None, description="of the server that takes the mail")
    port: int | None = Field(None, ge=1, le=65535, description="587, or 465 with tls")
    security: Literal["starttls", "tls", "none"] = "starttls"
    ca_file: Path | None = Field(None, description="certificates to trust beside the system's")
    sender: str | None = None
    user: str | None = Field(None, description="to log in as; nobody by default")
    password_env: str = Field("NOTESNLP_MAIL_PASSWORD", description="variable that holds it")
    password_file: Path | None = Field(None, description="that its owner alone can read")
    keyring: str | None = Field(None, description="service under which a keyring holds it")
    timeout_s: float = Field(30, gt=0, description="for each answer of the server")
    accept_timeout_s: float = Field(600, gt=0, description="for its answer to a whole message")
    retry_minutes: float = Field(5, gt=0, description="first pause; doubled up to four hours")
    give_up_hours: float = Field(120, gt=0, description="after these a message is given up")
    largest_mb: float = Field(20, gt=0, description="size of a message")
    list_id: str | None = Field(None, description="made from the sender's domain by default")
    templates: Path | None = Field(
        None, description="folder of templates that replace shipped ones"
    )
    locale: str | None = Field(None, description="of dates and numbers, such as en-US")
    send: tuple[SendRule, ...] = ()
