"""What can be sold: products and services."""

from __future__ import annotations

from enum import StrEnum

UNIT_LIMIT = 40
"""The most characters of a unit (pcs, h, m²), in the catalogue as in quotes and jobs."""


class ItemKind(StrEnum):
    """A catalogue item is a thing or work."""

    PRODUCT = "product"
    SERVICE = "service"
