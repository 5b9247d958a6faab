"""A shelf of books in memory, with a list and an editor made of the kit, for tests of what the tabs are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from crm_desktop.domain.errors import Refused
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.filter_bar import FilterBar
from crm_desktop.ui.kit.query_table_model import Column, QueryTableModel
from crm_desktop.ui.kit.record_editor import RecordEditor
from crm_desktop.ui.kit.record_list import RecordList
from crm_desktop.ui.kit.store_source import StoreSource
from crm_desktop.ui.kit.table import TableView
from crm_desktop.ui.kit.text_fields import TextField
from crm_desktop.ui.window_state import WindowState


@dataclass(frozen=True, slots=True)
class Book:
    """One record."""

    title: str
    read: bool = False


@dataclass(frozen=True, slots=True)
class BookQuery:
    """One question."""

    text: str = ""
    read: bool | None = None
    sort: str = "title"
    descending: bool = False


class Shelf:
    """Stands in for the open file: `books` by id, and the label of every gesture."""

    def __init__(self, *titles: str) -> None:
        self.books = {at: Book(title) for at, title in enumerate(titles, 1)}
        self.gestures: list[str] = []

    @contextmanager
    def read(self) -> Iterator[Shelf]:
        yield self

    @contextmanager
    def write(self, label: str, **_who: object) -> Iterator[Shelf]:
        before = dict(self.books)
        try:
            yield self
        except BaseException:
            self.books = before
            raise
        self.gestures.append(label)


def _found(shelf: Shelf, query: BookQuery) -> list[int]:
    wanted = [
        each
        for each, book in shelf.books.items()
        if query.text.casefold() in book.title.casefold() and query.read in (None, book.read)
    ]
    return sorted(wanted, key=lambda each: shelf.books[each].title, reverse=query.descending)


def _ids(shelf: Shelf, query: BookQuery, first: int, limit: int) -> Sequence[int]:
    return _found(shelf, query)[first : first + limit]


def _rows(shelf: Shelf, ids: Sequence[int]) -> Mapping[int, Book]:
    return {each: shelf.books[each] for each in ids if each in shelf.books}


def book_list(shelf: Shelf, on_new: Callable[[], object] = lambda: None) -> RecordList:
    """A list of books with the views “All” and “Read”."""
    source: StoreSource[BookQuery, Book] = StoreSource(
        cast(Any, shelf), BookQuery(), lambda held, query: len(_found(held, query)), _ids, _rows
    )
    columns: tuple[Column[Book], ...] = (Column("title", "Title", lambda book: book.title, stretch=True),)
    return RecordList(
        source,
        TableView(QueryTableModel(source, columns), "Books"),
        FilterBar("Filter books", [("all", "All"), ("read", "Read")], "New book"),
        EmptyState("box", "No books yet", "Begin.", ("New book", on_new)),
        lambda view: {"read": True if view == "read" else None},
    )


class BookEditor(RecordEditor[Book]):
    """A book with one field; the title “Forbidden” is refused."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(cast(Context, SimpleNamespace(store=shelf)), "Delete this book", "Restore this book")
        self.form = self.add_form()
        self.form.add(TextField("title", "Title", required=True))
        self.column.addWidget(self.form)
        self.begun: list[str] = []

    def read(self, session: Any, record_id: int) -> Book:
        if record_id not in session.books:
            raise Refused("record.missing")
        book: Book = session.books[record_id]
        return book

    def begin(self, detail: Book) -> None:
        self.begun.append(detail.title)

    def show_detail(self, detail: Book) -> None:
        self.show_head(detail.title, binned=detail.read)

    def values_of(self, detail: Book) -> Mapping[str, Any]:
        return {"title": detail.title}

    def label_of(self, name: str) -> str:
        return f"Edit {name}"

    def store(self, session: Any, record_id: int, name: str, value: Any, seen: Any) -> None:
        if value == "Forbidden":
            raise Refused("field.required", field="title")
        session.books[record_id] = replace(session.books[record_id], title=value)


def state_in(folder: Path) -> WindowState:
    """Where widths are remembered."""
    return WindowState(folder / "settings.ini")
