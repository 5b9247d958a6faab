"""The list of contacts: what a row shows, and the pictures in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from crm_desktop.services import contact_list
from crm_desktop.services.contact_list import ContactQuery
from crm_desktop.services.contact_rows import ContactRow
from crm_desktop.services.store import Store
from crm_desktop.ui.contacts.said import day_words, lifecycle_tone, lifecycle_words
from crm_desktop.ui.kit.query_table_model import ListItem
from crm_desktop.ui.kit.store_source import LocatingStoreSource
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import current

PHOTO_SIDE = 156
"""Three times the largest avatar, so that photos stay sharp on fine screens."""
MOST_PHOTOS = 400


def contact_source(store: Store) -> LocatingStoreSource[ContactQuery, ContactRow]:
    """All contacts by name, as the list asks for them."""
    return LocatingStoreSource(
        store, ContactQuery(), contact_list.count, contact_list.ids, contact_list.rows, contact_list.position
    )


class Photos:
    """The pictures of contacts as small pixmaps, kept by the hash of their bytes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, QPixmap | None] = {}

    def of(self, contact_id: int, sha256: str | None) -> QPixmap | None:
        """The picture of a contact; None where there is none or Qt cannot read it."""
        if sha256 is None:
            return None
        if sha256 not in self._kept:
            if len(self._kept) >= MOST_PHOTOS:
                self._kept.clear()
            self._kept[sha256] = self._read(contact_id)
        return self._kept[sha256]

    def _read(self, contact_id: int) -> QPixmap | None:
        from crm_desktop.services import photos  # most lists begin without one

        with self._store.read() as session:
            found = photos.photo(session, contact_id)
        picture = QPixmap()
        if found is None or not picture.loadFromData(found.content):
            return None
        return picture.scaled(
            PHOTO_SIDE,
            PHOTO_SIDE,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )


class RowPainter:
    """Turns a row of the service into what the list paints."""

    def __init__(self, pictures: Photos, today: Callable[[], dt.date]) -> None:
        self._pictures = pictures
        self._today = today

    def __call__(self, row: ContactRow) -> ListItem:
        detail, tone = self._detail(row)
        return ListItem(
            title=row.name,
            detail=detail,
            chip=lifecycle_words(row.lifecycle),
            tone=lifecycle_tone(row.lifecycle),
            amount=current().round_money(row.sales, row.sales_currency) if row.sales else "–",
            avatar=row.name,
            photo=self._pictures.of(row.id, row.photo),
            detail_tone=tone,
        )

    def _detail(self, row: ContactRow) -> tuple[str, Tone | None]:
        """The second line; a next step whose day has come stands out."""
        if not row.next_step or row.next_step_date is None:
            return row.detail, None
        today = self._today()
        # The day first: what is cut for want of room is the end.
        words = f"{day_words(row.next_step_date, today)} · {row.next_step}"
        return words, Tone.AMBER if row.next_step_date <= today else None
