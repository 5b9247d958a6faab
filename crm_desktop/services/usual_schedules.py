"""Usual payment schedules of quotes; papers say their words, so they speak every language of papers."""

from __future__ import annotations

from crm_desktop.words import N_

USUAL_SCHEDULES: tuple[tuple[tuple[str, int], ...], ...] = (
    ((N_("On order"), 50), (N_("On completion"), 50)),
    ((N_("On order"), 30), (N_("When the work begins"), 40), (N_("On completion"), 30)),
)
"""What each payment is called, and its percent."""
