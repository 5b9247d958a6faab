"""Rows of a query, a page at a time: ids and rows are fetched when they are first looked at, and kept while useful.

No Qt in here. A source is one query with its filter and order; asking it again after a change means `forget()`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar, runtime_checkable

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

PAGE = 64
"""Rows fetched at once; more than a tall screen shows."""
MOST_PAGES = 48


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
    """The rows of one source, cached by page; `size` rows are fetched at once."""

    def __init__(self, source: RowSource[R], size: int = PAGE) -> None:
        self.source = source
        self._size = size
        self._count: int | None = None
        self._ids: dict[int, tuple[int, ...]] = {}
        self._rows: dict[int, Mapping[int, R]] = {}

    def of(self, source: RowSource[R]) -> PagedRows[R]:
        """The same for another source."""
        return PagedRows(source, self._size)

    def forget(self) -> None:
        """Asks the source again from now on."""
        self._count = None
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
        page, offset = divmod(place, self._size)
        ids = self._page_ids(page)
        return ids[offset] if 0 <= offset < len(ids) else None

    def row_at(self, place: int) -> R | None:
        """The row at a place; None as for `id_at`."""
        record_id = self.id_at(place)
        return None if record_id is None else self._page_rows(place // self._size).get(record_id)

    def find(self, record_id: int, near: int = 0, *, everywhere: bool = True) -> int | None:
        """The place of a record: looked for around `near`, then, if wanted, in the whole query."""
        page = near // self._size
        for candidate in (page, page - 1, page + 1):
            if candidate >= 0 and record_id in self._page_ids(candidate):
                return candidate * self._size + self._page_ids(candidate).index(record_id)
        if isinstance(self.source, Locating):
            return self.source.position(record_id)
        return self._search(record_id) if everywhere else None

    def _search(self, record_id: int) -> int | None:
        ids = self.source.ids(0, self.count)
        for page in range(0, len(ids), self._size):
            self._ids[page // self._size] = tuple(ids[page : page + self._size])
        try:
            return ids.index(record_id)
        except ValueError:
            return None

    def _page_ids(self, page: int) -> tuple[int, ...]:
        found = self._ids.get(page)
        if found is None:
            inside = 0 <= page * self._size < self.count
            found = tuple(self.source.ids(page * self._size, self._size)) if inside else ()
            self._ids[page] = found
        return found

    def _page_rows(self, page: int) -> Mapping[int, R]:
        found = self._rows.get(page)
        if found is None:
            if len(self._rows) >= MOST_PAGES:
                del self._rows[next(iter(self._rows))]
            found = self._rows[page] = self.source.rows(self._page_ids(page))
        return found
