"""What can be sold: products and services."""

from __future__ import annotations

from enum import StrEnum


class ItemKind(StrEnum):
    """A catalogue item is a thing or work."""

    PRODUCT = "product"
    SERVICE = "service"
