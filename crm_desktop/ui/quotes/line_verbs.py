"""What can be done to whole lines: put in, taken away, moved, doubled, copied, made optional, filled from stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication

from crm_desktop.domain.built_prices import BuiltPrice, built_price, own_cost
from crm_desktop.domain.errors import Refused
from crm_desktop.domain.quote_prices import price_in_mode
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PriceMode
from crm_desktop.services import catalogue_prices, quote_lines
from crm_desktop.services.catalogue import ItemRow
from crm_desktop.services.catalogue_prices import ItemPrices
from crm_desktop.services.quote_terms import DraftLine
from crm_desktop.ui.kit.clipboard import put_on_clipboard
from crm_desktop.ui.quotes import cells, clipboard
from crm_desktop.ui.quotes.book import LINE_LABEL, QuoteBook
from crm_desktop.ui.undo_toast import tell_done
from crm_desktop.words import N_, current


class LineVerbs:
    """The verbs of one book; places are rows of the table, refusals are told in a message."""

    def __init__(self, book: QuoteBook) -> None:
        self._book = book

    def insert(self, at: int, kind: LineKind = LineKind.ITEM) -> int:
        """Puts a fresh line at a place and answers where it stands; it is stored with its first words."""
        line = self._book.rows.new_line if kind is LineKind.ITEM else Line(kind=kind)
        at = min(at, len(self._book.rows))
        self._book.rows.insert(at, DraftLine(line))
        if kind is LineKind.PAGE_BREAK:
            self._told(partial(self._book.store_fresh, at, {}))
        self._book.refresh()
        return at

    def drop_fresh(self, at: int) -> None:
        """Takes a fresh line away that nobody wrote anything into."""
        row = self._book.rows.row(at)
        if row is not None and row.fresh and not row.troubles:
            self._book.rows.remove([at])
            self._book.refresh()

    def remove(self, places: Sequence[int]) -> None:
        """Takes lines away; the message offers to bring them back."""
        rows = [(at, row) for at in places if (row := self._book.rows.row(at)) is not None]
        stored = [row.draft.id or 0 for _at, row in rows if not row.fresh]
        if stored and not self._write(N_("Remove quote lines"), quote_lines.remove_lines, stored):
            return
        self._book.rows.remove([at for at, _row in rows])
        self._book.refresh()
        if stored:
            told = current().plural("{count} line was removed.", "{count} lines were removed.", len(stored))
            tell_done(self._book.context, told)

    def move(self, at: int, step: int) -> int:
        """Moves a line up (-1) or down (1) and answers where it stands now."""
        to = at + step
        row = self._book.rows.row(at)
        if row is None or not 0 <= to < len(self._book.rows):
            return at
        self._book.rows.move(at, to)
        after = self._book.rows.stored_before(to)
        if not row.fresh and not self._write(N_("Move quote line"), quote_lines.move_line, row.draft.id, after):
            self._book.rows.move(to, at)
            return at
        self._book.refresh()
        return to

    def duplicate(self, places: Sequence[int]) -> int:
        """Puts copies of lines behind the last of them and answers where the first copy stands."""
        drafts = [row.draft for at in places if (row := self._book.rows.row(at)) is not None]
        return self.put(max(places, default=-1) + 1, drafts, N_("Duplicate quote line"))

    def move_to(self, places: Sequence[int], to: int) -> int:
        """Puts lines, in their order, before the line at `to`; answers where the first stands now."""
        rows = [(at, row) for at in sorted(places) if (row := self._book.rows.row(at)) is not None]
        target = to - sum(at < to for at, _row in rows)
        moved = [row.draft.id or 0 for _at, row in rows if not row.fresh]
        if not rows or [at for at, _row in rows] == list(range(target, target + len(rows))):
            return rows[0][0] if rows else to
        kept = [row for at, row in enumerate(self._book.rows) if at not in {at for at, _row in rows}]
        after = next((row.draft.id for row in reversed(kept[:target]) if not row.fresh), None)
        if moved and not self._write(N_("Move quote lines"), quote_lines.move_lines, moved, after):
            return rows[0][0]
        self._book.rows.arrange([*kept[:target], *(row for _at, row in rows), *kept[target:]])
        self._book.refresh()
        return target

    def set_lump_sum(self, at: int, hidden: bool) -> None:
        """Prints only the sum of a section, or all of its prices again."""
        row = self._book.rows.row(at)
        if row is not None and row.line.kind is LineKind.SECTION:
            self.change(at, "description", {"hide_prices": hidden})

    def set_role(self, places: Sequence[int], role: LineRole) -> None:
        """Makes items standard, optional or alternative."""
        rows = [row for at in places if (row := self._book.rows.row(at)) is not None]
        ids = [row.draft.id for row in rows if not row.fresh and row.line.kind is LineKind.ITEM]

        def run(session: Any, quote_id: int) -> None:
            for line_id in ids:
                quote_lines.edit_line(session, quote_id, line_id or 0, {"role": role})

        if ids and self._told(partial(self._book.write, LINE_LABEL, run)):
            self._book.reload()

    def fill(self, at: int, item: ItemRow) -> None:
        """Fills a line with a product or service of the catalogue."""
        assert self._book.detail is not None
        values: dict[str, Any] = {
            "description": "\n".join(part for part in (item.name, item.description) if part),
            "unit": item.unit,
            "tax_rate": item.tax_rate,
            "tax_reason": item.tax_reason,
            "tax_category": item.tax_category,
            "item_id": item.id,
        }
        if item.currency in {"", self._book.currency}:
            mode = self._book.detail.terms.price_mode
            values["unit_price"] = self._price_of(item, self._book.rows.line(at).quantity, mode)
            values["cost"] = item.cost if item.cost != Decimal(0) else None
        self.change(at, "description", values)

    def _price_of(self, item: ItemRow, quantity: Decimal, mode: PriceMode) -> Decimal:
        """What a unit costs when so many are quoted."""
        with self._book.context.store.read() as session:
            found = catalogue_prices.unit_price(session, item.id, quantity, item.tax_rate, mode)
        return found if found is not None else price_in_mode(item.price, item.tax_rate, mode)

    def prices(self, at: int) -> ItemPrices:
        """How the price of a line could come about: as that of its product, else from the usual price of an hour."""
        row = self._book.rows.row(at)
        item_id = row.draft.item_id if row is not None else None
        with self._book.context.store.read() as session:
            return catalogue_prices.prices_of_line(session, item_id, self._book.currency)

    def build(self, at: int, parts: BuiltPrice) -> None:
        """Gives a line the price that is made of these, and its own cost.

        Raises:
            Refused: ``amount.too_large`` and the like.
        """
        assert self._book.detail is not None
        catalogue_prices.check_parts(parts)
        currency, rate = self._book.currency, self._book.rows.line(at).tax_rate
        price = price_in_mode(built_price(parts, currency), rate, self._book.detail.terms.price_mode)
        self.change(at, cells.PRICE, {"unit_price": price, "cost": own_cost(parts, currency)})

    def change(self, at: int, key: str, values: Mapping[str, Any]) -> None:
        """Saves several values of a line, chosen in its cell `key`, as one gesture."""
        self._book.rows.stop_typing()
        if self._told(partial(self._book.save_line, at, key, values)):
            row = self._book.rows.row(at)
            if row is not None:
                row.troubles.pop(key, None)
        self._book.refresh()

    def copy(self, places: Sequence[int]) -> None:
        """Puts lines on the clipboard."""
        drafts = [row.draft for at in places if (row := self._book.rows.row(at)) is not None]
        if drafts:
            table = clipboard.as_table([draft.line for draft in drafts], self._book.currency)
            put_on_clipboard(table, own=(clipboard.MIME, clipboard.as_json(drafts).encode()))

    def paste(self, at: int) -> int | None:
        """Puts what is on the clipboard before a place; answers where its first line stands, None when nothing is."""
        mime = QGuiApplication.clipboard().mimeData()
        drafts = clipboard.from_json(bytes(mime.data(clipboard.MIME).data()).decode("utf-8", "replace"))
        if not drafts:
            drafts = clipboard.from_table(mime.text(), self._book.rows.new_line, self._book.known)
        return self.put(at, drafts, N_("Paste quote lines")) if drafts else None

    def put(self, at: int, drafts: Sequence[DraftLine], label: str) -> int:
        """Stores new lines before a place and answers where the first stands."""
        after = self._book.rows.stored_before(at)
        new = [replace(draft, id=None) for draft in drafts]
        if self._write(label, quote_lines.add_lines, new, after):
            self._book.reload()
        return min(at, len(self._book.rows))

    def _write(self, label: str, verb: Any, *arguments: Any) -> bool:
        return self._told(
            partial(self._book.write, label, lambda session, quote_id: verb(session, quote_id, *arguments))
        )

    def _told(self, run: Any) -> bool:
        """Runs a verb; False, with a message, when it was refused."""
        try:
            run()
        except Refused as refused:
            self._book.context.toasts.refuse(refused)
            return False
        return True
