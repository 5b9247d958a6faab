"""Cells that a spreadsheet would run as a formula, made harmless on the way out and themselves again on the way in."""

from __future__ import annotations

_STARTERS = ("=", "+", "-", "@", "\t", "\r")


def guard(cell: str) -> str:
    """`cell` with an apostrophe in front where a spreadsheet would calculate it."""
    return "'" + cell if cell.lstrip("'").startswith(_STARTERS) else cell


def unguard(cell: str) -> str:
    """The cell `guard` was given; also right for cells other careful programs have guarded."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(_STARTERS) else cell
