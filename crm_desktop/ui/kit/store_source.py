"""A list over the open file: the three functions of a service's list as the source of a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from crm_desktop.services.store import Store

Q = TypeVar("Q")
R = TypeVar("R")


class StoreSource(Generic[Q, R]):
    """One query of one service.

    Args:
        store: the open file; every question is a short read of its own.
        query: a frozen dataclass with the fields `sort` and `descending`.
        count: answers how many records the query finds.
        ids: answers the ids from a place on.
        rows: answers the rows of some ids.
    """

    def __init__(
        self,
        store: Store,
        query: Q,
        count: Callable[[Any, Q], int],
        ids: Callable[[Any, Q, int, int], Sequence[int]],
        rows: Callable[[Any, Sequence[int]], Mapping[int, R]],
    ) -> None:
        self.store = store
        self.query = query
        self._count = count
        self._ids = ids
        self._rows = rows

    def count(self) -> int:
        """How many records the query finds."""
        with self.store.read() as session:
            return self._count(session, self.query)

    def ids(self, first: int, limit: int) -> Sequence[int]:
        """The ids from place `first` on."""
        with self.store.read() as session:
            return self._ids(session, self.query, first, limit)

    def rows(self, ids: Sequence[int]) -> Mapping[int, R]:
        """The rows of some ids."""
        with self.store.read() as session:
            return self._rows(session, ids)

    def sorted_by(self, column_key: str, descending: bool) -> StoreSource[Q, R]:
        """The same query in another order."""
        return self.asking(sort=column_key, descending=descending)

    def asking(self, **changes: object) -> StoreSource[Q, R]:
        """The same list with other values in its query."""
        query = replace(self.query, **changes)  # type: ignore[type-var]
        return StoreSource(self.store, query, self._count, self._ids, self._rows)


class LocatingStoreSource(StoreSource[Q, R]):
    """A query whose service says where a record stands, so that a list of 100,000 keeps its place.

    Args:
        store: the open file.
        query: as for `StoreSource`.
        count: as for `StoreSource`.
        ids: as for `StoreSource`.
        rows: as for `StoreSource`.
        position: answers the place of an id in the query's order, None when the query does not find it.
    """

    def __init__(
        self,
        store: Store,
        query: Q,
        count: Callable[[Any, Q], int],
        ids: Callable[[Any, Q, int, int], Sequence[int]],
        rows: Callable[[Any, Sequence[int]], Mapping[int, R]],
        position: Callable[[Any, Q, int], int | None],
    ) -> None:
        super().__init__(store, query, count, ids, rows)
        self._position = position

    def position(self, record_id: int) -> int | None:
        """The place of a record in the query's order, None when the query does not find it."""
        with self.store.read() as session:
            return self._position(session, self.query, record_id)

    def asking(self, **changes: object) -> LocatingStoreSource[Q, R]:
        """The same list with other values in its query."""
        query = replace(self.query, **changes)  # type: ignore[type-var]
        return LocatingStoreSource(self.store, query, self._count, self._ids, self._rows, self._position)
