"""Rows of a query, a page at a time: ids and rows are fetched when they are first looked at, and kept while useful.

A page begins with the row that was looked at: a view asks for its first visible row first, so what it shows is one page
wherever it was scrolled to.

No Qt in here. A source is one query with its filter and order; asking it again after a change means `forget()`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Generic, Protocol, TypeVar, runtime_checkable

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

PAGE = 64
"""Rows fetched at once as long as nobody has said how many are in sight."""
FEWEST = 16
"""No fewer are fetched at once: a question costs as much as the rows of a small window."""
MOST_ROWS = 3_072
"""So many are kept; then all of them are forgotten, and those in sight asked for again."""


class RowSource(Protocol[R_co]):
    """One query over records: how many there are, which they are in order, and what a row shows."""

    def count(self) -> int:
        """How many records the query finds."""
        ...

    def ids(self, first: int, limit: int) -> Sequence[int]:
        """The ids at places `first` to `first + limit - 1`, in the order of the query; fewer at its end."""
        ...

    def rows(self, ids: Sequence[int]) -> Mapping[int, R_co]:
        """The frozen rows of some ids; a record that is gone is simply missing."""
        ...

    def sorted_by(self, column_key: str, descending: bool) -> RowSource[R_co]:
        """The same query in another order."""
        ...


@runtime_checkable
class Locating(Protocol):
    """A source that can say where a record stands without listing all ids. Optional, for large queries."""

    def position(self, record_id: int) -> int | None:
        """The place of a record in the query's order, None when the query does not find it."""
        ...


class PagedRows(Generic[R]):
    """The rows of one source, kept by their place.

    Args:
        source: the query.
        size: so many rows are fetched at once; the attribute can be changed when it is known how many are in sight.
    """

    def __init__(self, source: RowSource[R], size: int = PAGE) -> None:
        self.source = source
        self.size = size
        self._near = size
        self._count: int | None = None
        self._all: Sequence[int] | None = None
        self._ids: dict[int, int | None] = {}
        self._rows: dict[int, R | None] = {}

    def of(self, source: RowSource[R]) -> PagedRows[R]:
        """The same for another source."""
        made = PagedRows(source, self._near)
        made.size = self.size
        return made

    def forget(self) -> None:
        """Asks the source again from now on."""
        self._count = None
        self._all = None
        self._ids.clear()
        self._rows.clear()

    @property
    def count(self) -> int:
        """How many rows there are."""
        if self._count is None:
            self._count = self.source.count()
        return self._count

    def id_at(self, place: int) -> int | None:
        """The id at a place; None past the end, or when the record went meanwhile."""
        if place not in self._ids:
            self._fetch_ids(self._page(place, self._ids))
        return self._ids.get(place)

    def row_at(self, place: int) -> R | None:
        """The row at a place; None as for `id_at`."""
        if place not in self._rows:
            self._fetch_rows(self._page(place, self._rows))
        return self._rows.get(place)

    def find(self, record_id: int, near: int = 0, *, everywhere: bool = True) -> int | None:
        """The place of a record: looked for around `near`, then, if wanted, in the whole query."""
        page = near - near % self._near
        for first in (page, page - self._near, page + self._near):
            places = range(max(first, 0), min(first + self._near, self.count))
            if not all(place in self._ids for place in places):
                self._fetch_ids(places)
            for place in places:
                if self._ids[place] == record_id:
                    return place
        if isinstance(self.source, Locating):
            return self.source.position(record_id)
        return self._search(record_id) if everywhere else None

    def _search(self, record_id: int) -> int | None:
        if self._all is None:
            self._all = self.source.ids(0, self.count)
        try:
            return self._all.index(record_id)
        except ValueError:
            return None

    def _page(self, place: int, known: Container[int]) -> range:
        """What is fetched with a place: those after it, and where these are known (scrolled upwards) those before."""
        if not 0 <= place < self.count:
            return range(0)
        end = min(place + self.size, self.count)
        stop = next((other for other in range(place, end) if other in known), end)
        first = place
        while stop < end and first > 0 and stop - first < self.size and first - 1 not in known:
            first -= 1
        return range(first, stop)

    def _fetch_ids(self, places: range) -> None:
        if not places:
            return
        listed = self._all
        found = self.source.ids(places.start, len(places)) if listed is None else listed[places.start : places.stop]
        self._ids.update(dict.fromkeys(places))
        self._ids.update(zip(places, found, strict=False))

    def _fetch_rows(self, places: range) -> None:
        if not places:
            return
        if len(self._rows) >= MOST_ROWS:
            self._rows.clear()
            self._ids.clear()
        if places.start not in self._ids:
            self._fetch_ids(places)
        ids = [self.id_at(place) for place in places]
        found = self.source.rows([record_id for record_id in ids if record_id is not None])
        self._rows.update(
            (place, None if record_id is None else found.get(record_id))
            for place, record_id in zip(places, ids, strict=True)
        )
