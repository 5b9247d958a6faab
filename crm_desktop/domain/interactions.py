"""What passed between the business and a customer: the entries of the timeline."""

from __future__ import annotations

from enum import StrEnum


class InteractionKind(StrEnum):
    """How it happened."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    VISIT = "visit"
    MESSAGE = "message"
    LETTER = "letter"
    NOTE = "note"


class Direction(StrEnum):
    """Who began: the customer (in) or the business (out)."""

    IN = "in"
    OUT = "out"
