"""How a price comes about: built from hours, material and a markup; and lower from a quantity on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.domain.built_prices import MOST_BREAKS, MOST_MARKUP, Break, BuiltPrice, built_price, own_cost
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services.catalogue_prices import PARTS, ItemPrices
from crm_desktop.ui.kit.buttons import QuietButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.number_fields import DecimalField, PriceField
from crm_desktop.ui.kit.row_grid import GridRow, RowGrid
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import _, current

ZERO = Decimal(0)
FIELD_WIDTH = 160


class BuildDialog(Dialog):
    """Asks what a price is made of; `on_saved(parts)`, None for a price typed by hand."""

    def __init__(self, prices: ItemPrices, on_saved: Callable[[BuiltPrice | None], object], parent: QWidget) -> None:
        super().__init__(parent, _("Build the price"), _("Use this price"))
        self._currency = prices.currency
        self._on_saved = on_saved
        self.form = Form()
        self.form.add_row(
            DecimalField("hours", _("Hours"), minimum=ZERO, suffix="h"),
            PriceField("hour_rate", _("For an hour"), prices.currency, minimum=ZERO),
        )
        self.form.add_row(
            PriceField("material", _("Material"), prices.currency, minimum=ZERO),
            DecimalField("markup", _("Markup on both"), minimum=ZERO, maximum=MOST_MARKUP, suffix="%"),
        )
        self.price = PlainLabel("", look=Look.HEADING)
        self.how = PlainLabel(_("Hours × rate and material, raised by the markup. Without it, that is your own cost."),
                              look=Look.SMALL, muted=True, wrap=True)  # fmt: skip
        for widget in (self.form, self.price, self.how):
            self.body.addWidget(widget)
        if prices.built is not None:
            self.form.set_values({name: getattr(prices.built, name) or None for name in PARTS})
            typed = QuietButton(_("Type the price instead"))
            typed.on_click(self._by_hand)
            self.add_left(typed)
        elif prices.hour_rate:
            self.form.set_values({"hour_rate": prices.hour_rate})
        self.form.edited.connect(self._show_price)
        self._show_price()
        self.form.focus_first()

    def _show_price(self, _name: str = "") -> None:
        try:
            parts = BuiltPrice(*(self._typed(name) for name in PARTS))
            price, cost = built_price(parts, self._currency), own_cost(parts, self._currency)
        except Refused:
            self.price.setText("")
            return
        say = current()
        words = _("{price} · your cost {cost}", price=say.unit_price(price, self._currency),
                  cost=say.unit_price(cost, self._currency))  # fmt: skip
        self.price.setText(words)

    def _typed(self, name: str) -> Decimal:
        field = self.form.field(name)
        assert isinstance(field, DecimalField)
        return field.typed() or ZERO

    def _by_hand(self) -> None:
        self._on_saved(None)
        self.accept()

    def check(self) -> bool:
        if not self.form.commit():
            return False
        values = self.form.values()
        try:
            self._on_saved(BuiltPrice(*(values[name] or ZERO for name in PARTS)))
        except Refused as refused:
            self.form.refuse(refused, refused.field if refused.field in PARTS else "hours")
            return False
        return True


class BreakRow(GridRow[Break]):
    """The fields of one price by quantity."""

    def __init__(self, currency: str) -> None:
        self.quantity = DecimalField("quantity", _("From a quantity of"), minimum=ZERO)
        self.price = PriceField("price", _("Price of one"), currency, minimum=ZERO)
        self.price.setFixedWidth(FIELD_WIDTH)
        super().__init__((self.quantity, self.price), (), _("Remove this price"))

    def show(self, each: Break) -> None:
        """Shows a price."""
        self.quantity.set_value(each.quantity)
        self.price.set_value(each.price)

    def value(self) -> Break | None:
        if self.quantity.value is None and self.price.value is None:
            return None
        if self.quantity.value is None:
            raise Refused("field.required", field="quantity")
        if self.price.value is None:
            raise Refused("field.required", field="price")
        return Break(self.quantity.value, self.price.value)


class BreaksDialog(Dialog):
    """Asks for the prices by quantity; `on_saved(breaks)`."""

    def __init__(self, prices: ItemPrices, on_saved: Callable[[tuple[Break, ...]], object], parent: QWidget) -> None:
        super().__init__(parent, _("Prices by quantity"), _("Save"))
        self._on_saved = on_saved
        price = current().unit_price(prices.price, prices.currency)
        words = _(
            "One costs {price}. A quote takes the lower price by itself once its quantity is reached.", price=price
        )
        self.body.addWidget(PlainLabel(words, muted=True, wrap=True))
        heads = (_("From a quantity of"), _("Price of one"))
        make = partial(BreakRow, prices.currency)
        self.grid: RowGrid[BreakRow] = RowGrid(heads, (), make, _("Add a price"), MOST_BREAKS)
        self.fault = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        self.fault.hide()
        self.body.addWidget(self.grid)
        self.body.addWidget(self.fault)
        for each in prices.breaks:
            self.grid.put().show(each)
        if not self.grid.rows:
            self.grid.put()
        self.grid.edited.connect(self.fault.hide)
        self.grid.rows[0].quantity.setFocus()

    def check(self) -> bool:
        if not self.grid.commit():
            return False
        try:
            self._on_saved(tuple(each for row in self.grid.rows if (each := row.value()) is not None))
        except Refused as refused:
            self.fault.setText(sentence(refused))
            self.fault.show()
            return False
        return True


def words_of_parts(parts: BuiltPrice, currency: str) -> str:
    """``2.5 h × € 40.00 + € 35.00 + 20 %``: what a built price is made of."""
    say = current()
    found = []
    if parts.hours:
        found.append(
            _("{hours} h × {rate}", hours=say.number(parts.hours), rate=say.unit_price(parts.hour_rate, currency))
        )
    if parts.material:
        found.append(say.unit_price(parts.material, currency))
    if parts.markup:
        found.append(say.percent(parts.markup))
    return " + ".join(found)


def words_of_breaks(breaks: tuple[Break, ...], currency: str) -> str:
    """``from 10: € 8.50 · from 100: € 7.00``."""
    say = current()
    return " · ".join(
        _("from {quantity}: {price}", quantity=say.number(each.quantity), price=say.unit_price(each.price, currency))
        for each in breaks
    )
