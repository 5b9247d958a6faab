"""Where a sale comes from."""

from __future__ import annotations

from enum import StrEnum


class SaleOrigin(StrEnum):
    """An accepted quote, a won deal without an accepted quote, recorded by hand, or imported."""

    QUOTE = "quote"
    DEAL = "deal"
    HAND = "hand"
    IMPORT = "import"
