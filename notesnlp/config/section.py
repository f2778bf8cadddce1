"""What every section of the settings is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """Keys with their types and bounds; no others are taken, and nobody changes them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
