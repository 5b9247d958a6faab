"""Deals: stages, weighting, forecast and what needs attention."""

from __future__ import annotations

from enum import StrEnum


class StageKind(StrEnum):
    """Whether a stage's deals are still open, or how they ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
