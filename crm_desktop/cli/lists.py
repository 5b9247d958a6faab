"""What the listing commands share: ``--limit``, rows fetched a page at a time, and a plain table for people."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from crm_desktop.cli.arguments import count

Row = TypeVar("Row")
PAGE = 500


def add_limit(parser: argparse.ArgumentParser) -> None:
    """Gives a listing command its ``--limit N``."""
    parser.add_argument("--limit", type=count, default=None, metavar="N", help="at most so many")


def add_filters(parser: argparse.ArgumentParser, views: type[StrEnum]) -> None:
    """Gives a listing command ``--view``, one of `views` with ``all`` as its default, ``--text`` and ``--limit``."""
    parser.add_argument("--view", choices=[str(view) for view in views], default="all", help="only these")
    parser.add_argument("--text", default="", help="only those with these words")
    add_limit(parser)


def fetch(
    ids: Callable[[int, int], Sequence[int]], rows: Callable[[Sequence[int]], Mapping[int, Row]], limit: int | None
) -> list[Row]:
    """The rows of a list in its order.

    Args:
        ids: the ids from a place on, at most so many.
        rows: the rows of some ids.
        limit: how many rows at most; None is all.
    """
    return list(_pages(ids, rows, limit))


def _pages(
    ids: Callable[[int, int], Sequence[int]], rows: Callable[[Sequence[int]], Mapping[int, Row]], limit: int | None
) -> Iterator[Row]:
    first = 0
    while limit is None or first < limit:
        page = ids(first, PAGE if limit is None else min(PAGE, limit - first))
        if not page:
            return
        found = rows(page)
        yield from (found[record] for record in page if record in found)
        first += len(page)


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> tuple[str, ...]:
    """Rows of cells as lines with aligned columns; those in `right` (from 0) to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    return tuple(
        "  ".join(
            cell.rjust(width) if number in right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def day(value: date | None) -> str | None:
    """A day as JSON holds it."""
    return None if value is None else value.isoformat()
