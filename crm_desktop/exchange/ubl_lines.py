"""The lines of a quote as UBL quotation lines.

Standard items are lines with their net amount, so that the lines sum up to ``LineExtensionAmount``. What no total
holds must not be summed: an optional line has the quantity 0 (``MaximumQuantity`` is what is offered, and
``ItemPriceExtension`` what that would cost), an alternative one is an ``AlternativeLineItem`` of the standard line
that it may replace. A section whose prices are hidden is one lump of quantity 1 for each tax, its items without prices
inside. Sections and texts are notes of the line that follows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from crm_desktop.domain.money import decimal_from_minor, shortest
from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_acceptance import options_of
from crm_desktop.domain.quote_net import NetQuote
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PriceMode, ShareKind
from crm_desktop.domain.units import PIECES
from crm_desktop.exchange.ubl_parts import Money, Tax, basic, has_words, quantity, said, unit_note, whole
from crm_desktop.exchange.xml_tree import Element
from crm_desktop.words import N_, Words

TaxOf = Callable[[Line], Tax]


@dataclass(slots=True)
class _Row:
    """One quotation line on its way: its notes, its item and what may be had instead of it."""

    number: str
    notes: list[str]
    item: Element
    alternatives: list[Element] = field(default_factory=list)

    def element(self) -> Element:
        return whole(
            "QuotationLine",
            basic("ID", self.number),
            [basic("Note", note) for note in self.notes],
            self.item,
            self.alternatives,
        )


@dataclass(slots=True)
class LineWriter:
    """Writes the lines of one paper; `left` are the notes after the last line."""

    paper: QuotePaper
    net: NetQuote
    tax_of: TaxOf
    words: Words
    left: list[str] = field(default_factory=list)
    _money: Money = field(init=False)

    def __post_init__(self) -> None:
        self._money = Money(self.paper.terms.currency)

    def elements(self) -> list[Element]:
        """The quotation lines in the order of the quote."""
        rows: list[_Row] = []
        standing: dict[int, _Row] = {}
        replaced = {option.place: option.replaces for option in options_of(self.paper.terms.lines)}
        number = 0
        hidden: list[tuple[int, int]] = []
        title = ""
        is_hidden = False
        for place, line in enumerate(self.paper.terms.lines):
            if line.kind is LineKind.SECTION:
                rows += self._lumps(hidden, title)
                hidden, is_hidden, title = [], line.hide_prices, line.description
            if line.kind in (LineKind.SECTION, LineKind.TEXT) and has_words(line.description):
                self.left.append(line.description)
            if line.kind is not LineKind.ITEM:
                continue
            number += 1
            if is_hidden and line.role is LineRole.STANDARD:
                hidden.append((place, number))
            else:
                self._add(rows, standing, (place, replaced.get(place)), number)
        rows += self._lumps(hidden, title)
        return [row.element() for row in rows]

    def _add(
        self, rows: list[_Row], standing: dict[int, _Row], place_and_replaced: tuple[int, int | None], number: int
    ) -> None:
        """A line of its own, or an alternative of the standard one that it may replace."""
        place, replaced = place_and_replaced
        line = self.paper.terms.lines[place]
        if replaced is not None and replaced in standing:
            standing[replaced].alternatives.append(self._item(place, str(number), line, "AlternativeLineItem"))
            return
        notes = self._take_notes()
        if line.role is not LineRole.STANDARD:
            optional = line.role is LineRole.OPTIONAL
            notes.append(self.words.text("Optional") if optional else self.words.text("Alternative"))
        row = _Row(str(number), notes, self._item(place, str(number), line, "LineItem"))
        rows.append(row)
        if line.role is LineRole.STANDARD:
            standing[place] = row

    def _take_notes(self) -> list[str]:
        notes, self.left = self.left, []
        return notes

    def _item(self, place: int, number: str, line: Line, name: str) -> Element:
        """One item with its price."""
        net = self.net.lines[place] or 0
        outside = name == "LineItem" and line.role is not LineRole.STANDARD
        offered = (
            quantity("MinimumQuantity", Decimal(0), line.unit),
            quantity("MaximumQuantity", line.quantity, line.unit),
        )
        return whole(
            name,
            basic("ID", number),
            said("Note", unit_note(line.unit)),
            quantity("Quantity", Decimal(0) if outside else line.quantity, line.unit),
            self._money.amount("LineExtensionAmount", 0 if outside else net),
            self._tax_amount(place, net) if not outside else None,
            offered if outside else None,
            self._with_tax(line),
            self._allowance(place, line),
            self._price(place, line),
            self._description(line.description, self.tax_of(line)),
            whole("ItemPriceExtension", self._money.amount("Amount", net)) if outside else None,
        )

    def _tax_amount(self, place: int, net: int) -> Element | None:
        """The tax in a line whose amount includes it: net and tax are the amount that the quote shows."""
        if self.paper.terms.price_mode is PriceMode.NET:
            return None
        return self._money.amount("TotalTaxAmount", (self.paper.totals.lines[place] or 0) - net)

    def _with_tax(self, line: Line) -> Element | None:
        """The price as it was written, where it includes the tax."""
        if self.paper.terms.price_mode is PriceMode.NET:
            return None
        price = whole(
            "AlternativeConditionPrice",
            self._money.price(line.unit_price),
            quantity("BaseQuantity", Decimal(1), line.unit),
            basic("PriceType", self.words.text(N_("Price with tax"))),
        )
        return whole("PricingReference", price)

    def _allowance(self, place: int, line: Line) -> Element | None:
        """The line's own discount; what it takes is the difference of two rounded amounts."""
        before, net = self.net.before[place], self.net.lines[place]
        if line.discount is None or before is None or net is None:
            return None
        factor = None
        if line.discount.kind is ShareKind.PERCENT:
            factor = basic("MultiplierFactorNumeric", shortest(line.discount.value / 100))
        return whole(
            "AllowanceCharge",
            basic("ChargeIndicator", "false"),
            basic("AllowanceChargeReason", self.words.text("Discount")),
            factor,
            self._money.amount("Amount", before - net),
            self._money.amount("BaseAmount", before),
        )

    def _price(self, place: int, line: Line) -> Element:
        """The price without tax: of one unit, or of the whole quantity where that of one would have to be rounded."""
        price = self.net.prices[place]
        if price is not None:
            return whole("Price", self._money.price(price), quantity("BaseQuantity", Decimal(1), line.unit))
        total = decimal_from_minor(self.net.before[place] or 0, self._money.currency)
        return whole("Price", self._money.price(total), quantity("BaseQuantity", line.quantity, line.unit))

    def _description(self, text: str, tax: Tax) -> Element:
        first, _, more = text.partition("\n")
        return whole(
            "Item",
            said("Description", text if more else ""),
            said("Name", first),
            tax.element("ClassifiedTaxCategory"),
        )

    def _lumps(self, hidden: Iterable[tuple[int, int]], title: str) -> Iterator[_Row]:
        """A section without prices: one line for each of its taxes, what is in it named without a price."""
        groups: dict[tuple[Decimal, str], list[tuple[int, int]]] = {}
        lines = self.paper.terms.lines
        for place, number in hidden:
            groups.setdefault((lines[place].tax_rate, lines[place].tax_reason), []).append((place, number))
        for members in groups.values():
            yield _Row(str(members[0][1]), self._take_notes(), self._lump(members, title))

    def _lump(self, members: list[tuple[int, int]], title: str) -> Element:
        lines = self.paper.terms.lines
        net = sum(self.net.lines[place] or 0 for place, _number in members)
        gross = sum(self.paper.totals.lines[place] or 0 for place, _number in members)
        taxed = self.paper.terms.price_mode is PriceMode.GROSS
        one = {"unitCode": PIECES}
        return whole(
            "LineItem",
            basic("ID", str(members[0][1])),
            basic("Quantity", "1", **one),
            self._money.amount("LineExtensionAmount", net),
            self._money.amount("TotalTaxAmount", gross - net) if taxed else None,
            whole(
                "Price",
                self._money.price(decimal_from_minor(net, self._money.currency)),
                basic("BaseQuantity", "1", **one),
            ),
            self._description(title, self.tax_of(lines[members[0][0]])),
            [self._sub_item(number, lines[place]) for place, number in members],
        )

    def _sub_item(self, number: int, line: Line) -> Element:
        return whole(
            "SubLineItem",
            basic("ID", str(number)),
            said("Note", unit_note(line.unit)),
            quantity("Quantity", line.quantity, line.unit),
            self._description(line.description, self.tax_of(line)),
        )
