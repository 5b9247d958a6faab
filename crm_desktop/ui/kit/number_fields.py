"""Fields of figures: money in minor units, decimals with at most four decimals, whole numbers. Never a float."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from crm_desktop.domain.money import PLACES, minor_digits, minor_from_decimal, parse_typed
from crm_desktop.ui.kit.text_fields import LineField
from crm_desktop.words import current, symbol


def read_number(
    text: str, field: str, places: int = PLACES, minimum: Decimal | None = None, maximum: Decimal | None = None
) -> Decimal:
    """A typed number in the formats of the screens' language.

    Raises:
        Refused: as `crm_desktop.domain.money.parse_typed`.
    """
    form = current().format
    return parse_typed(text, form.decimal, form.group, field=field, places=places, minimum=minimum, maximum=maximum)


class MoneyField(LineField[int | None]):
    """An amount in minor units of one currency; an empty field is None.

    Args:
        currency: its code; the symbol stands at the end of the field.
        minimum: the least amount in minor units; 0 refuses negative ones.
    """

    def __init__(
        self,
        name: str,
        label: str,
        currency: str,
        *,
        minimum: int | None = 0,
        required: bool = False,
    ) -> None:
        super().__init__(name, label, required=required)
        self.currency = currency
        self._minimum = minimum
        self._make_line(suffix=symbol(currency))
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_currency(self, currency: str) -> None:
        """Counts in another currency from now on; the stored amount is shown in it."""
        self.currency = currency
        self.editor.set_suffix(symbol(currency))
        self.restore()

    def _empty(self) -> int | None:
        return None

    def words_of(self, value: int | None) -> str:
        return "" if value is None else current().amount(value, self.currency)

    def _show(self, value: int | None) -> None:
        self.editor.setText(self.words_of(value))

    def typed(self) -> int | None:
        """What the typed words mean now.

        Raises:
            Refused: they mean nothing yet.
        """
        return self._read()

    def _read(self) -> int | None:
        typed = self.editor.text()
        for mark in (self.currency, symbol(self.currency)):
            typed = typed.replace(mark, "")
        if not typed.strip():
            return None
        digits = minor_digits(self.currency)
        least = None if self._minimum is None else Decimal(self._minimum).scaleb(-digits)
        value = read_number(typed, self.name, digits, least)
        return minor_from_decimal(value, self.currency, field=self.name)


class DecimalField(LineField[Decimal | None]):
    """A price, quantity or percentage; an empty field is None.

    Args:
        places: the most decimals, at most four.
        least_places: decimals that are always shown (2 for prices).
        minimum: the least value allowed.
        maximum: the greatest value allowed.
        suffix: a unit at the end of the field (``%``, ``h``).
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        places: int = PLACES,
        least_places: int = 0,
        minimum: Decimal | None = None,
        maximum: Decimal | None = None,
        suffix: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(name, label, required=required)
        self._places, self._least_places = places, least_places
        self._bounds = (minimum, maximum)
        self._make_line(suffix=suffix)
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _empty(self) -> Decimal | None:
        return None

    def words_of(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        needed = max(0, -int(value.normalize().as_tuple().exponent))
        return current().number(value, max(self._least_places, needed))

    def _show(self, value: Decimal | None) -> None:
        self.editor.setText(self.words_of(value))

    def _typed(self) -> str:
        """What was typed without the unit, which may be typed too."""
        return self.editor.text().replace(self.editor.suffix, "") if self.editor.suffix else self.editor.text()

    def typed(self) -> Decimal | None:
        """What the typed words mean now.

        Raises:
            Refused: they mean nothing yet.
        """
        return self._read()

    def _read(self) -> Decimal | None:
        typed = self._typed()
        if not typed.strip():
            return None
        return read_number(typed, self.name, self._places, *self._bounds)


class PriceField(DecimalField):
    """A unit price with the sign of its currency: at least the currency's decimals, at most four."""

    def __init__(self, name: str, label: str, currency: str = "EUR", *, minimum: Decimal | None = None) -> None:
        self.currency = currency
        super().__init__(name, label, minimum=minimum, suffix=symbol(currency))

    def set_currency(self, currency: str) -> None:
        """Shows the price in another currency from now on."""
        self.currency = currency
        self.editor.set_suffix(symbol(currency))
        if not self.dirty:
            self.restore()

    def words_of(self, value: Decimal | None) -> str:
        return "" if value is None else current().price(value, self.currency)

    def _typed(self) -> str:
        return super()._typed().replace(self.currency, "")


class IntegerField(LineField[int | None]):
    """A whole number; an empty field is None."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        minimum: int = 0,
        maximum: int = 1_000_000,
        suffix: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(name, label, required=required)
        self._bounds = (Decimal(minimum), Decimal(maximum))
        self._make_line(suffix=suffix)
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _empty(self) -> int | None:
        return None

    def words_of(self, value: int | None) -> str:
        return "" if value is None else current().integer(value)

    def _show(self, value: int | None) -> None:
        self.editor.setText(self.words_of(value))

    def _read(self) -> int | None:
        typed = self.editor.text().replace(self.editor.suffix, "") if self.editor.suffix else self.editor.text()
        if not typed.strip():
            return None
        return int(read_number(typed, self.name, 0, *self._bounds))
