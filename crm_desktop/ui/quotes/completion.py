"""What a cell can be completed to: descriptions by the catalogue, tax by the rates on offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.country_profile import TaxPreset
from crm_desktop.domain.text import fold
from crm_desktop.services import catalogue
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.search_field import Choice, Suggester, Suggestions
from crm_desktop.words import _, current

MOST = 8
NARROWEST, WIDEST = 340, 460

Offer = Callable[[str], Sequence[tuple[Choice, Any]]]


class Completion:
    """A list of suggestions under an open cell; `on_picked(value)` is called with what was chosen."""

    def __init__(self, editor: QWidget, name: str, offer: Offer, on_picked: Callable[[Any], None]) -> None:
        self._offer = offer
        self._values: list[Any] = []
        self._on_picked = on_picked
        self._suggestions = Suggestions()
        self._suggester = Suggester(self._suggestions, name, self._pick)
        self._suggester.setParent(editor)
        self._suggester.setWidget(editor)

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return self._suggester.list.isVisible()

    @property
    def has_choice(self) -> bool:
        """Whether one of them is marked, so that Enter takes it."""
        return self._suggester.list.currentIndex().isValid()

    def suggest(self, text: str) -> None:
        """Offers what fits the text; nothing closes the list."""
        offered = self._offer(text)
        self._values = [value for _choice, value in offered]
        self._suggestions.offer([choice for choice, _value in offered])
        if not offered:
            self._suggester.list.hide()
            return
        widget = self._suggester.widget()
        width = min(WIDEST, max(NARROWEST, widget.width()))
        self._suggester.complete(QRect(0, 0, width, widget.height()))

    def take_choice(self) -> None:
        """Takes the marked suggestion."""
        index = self._suggester.list.currentIndex()
        self.close()
        self._pick(index)

    def mark(self, step: int) -> None:
        """Marks the next suggestion (1) or the one before (-1)."""
        marked = self._suggester.list.currentIndex()
        at = marked.row() + step if marked.isValid() else (0 if step > 0 else len(self._values) - 1)
        self._suggester.list.setCurrentIndex(self._suggestions.index(max(0, min(at, len(self._values) - 1))))

    def close(self) -> None:
        """Takes the list away."""
        self._suggester.list.hide()

    def _pick(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._values):
            self._on_picked(self._values[index.row()])


def offer_items(context: Context) -> Offer:
    """Products and services whose code or name begins so, or that have these words."""

    def offered(text: str) -> list[tuple[Choice, ItemRow]]:
        if not text.strip() or "\n" in text:
            return []
        with context.store.read() as session:
            items = catalogue.complete(session, text, MOST)
        return [(_item_choice(item), item) for item in items]

    return offered


def item_by_code(context: Context, text: str) -> ItemRow | None:
    """The item with exactly this code: who types a code and goes on means it."""
    with context.store.read() as session:
        items = catalogue.complete(session, text, 1) if text.strip() else ()
    return items[0] if items and items[0].code and fold(items[0].code) == fold(text) else None


def _item_choice(item: ItemRow) -> Choice:
    words = current()
    price = words.unit_price(item.price, item.currency or "EUR")
    detail = " · ".join(part for part in (item.code, item.unit, price, words.percent(item.tax_rate)) if part)
    return Choice(item.id, item.name, detail)


def offer_rates(rates: Sequence[TaxPreset]) -> Offer:
    """The rates on offer that begin with the figures, or have the words."""

    def offered(text: str) -> list[tuple[Choice, TaxPreset]]:
        wanted = fold(text.replace("%", ""))
        found = [preset for preset in rates if _fits(preset, wanted)]
        return [(_rate_choice(at, preset), preset) for at, preset in enumerate(found[: MOST * 3])]

    return offered


def _fits(preset: TaxPreset, wanted: str) -> bool:
    figures = current().number(preset.rate)
    return figures.startswith(wanted) or any(
        wanted in fold(part) for part in (_(preset.label), preset.reason, preset.code)
    )


def _rate_choice(at: int, preset: TaxPreset) -> Choice:
    title = "  ".join(part for part in (current().percent(preset.rate), _(preset.label)) if part)
    return Choice(at, title, " ".join(part for part in (preset.code, preset.reason) if part))
