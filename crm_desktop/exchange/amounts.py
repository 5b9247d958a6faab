"""Amounts as files write them, in either decimal style; what can mean two sums is refused, not guessed.

A column is looked at as a whole: where one cell shows how decimals are written (``1.234,56``), the others follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from crm_desktop.domain.money import PLACES, parse_typed

_CURRENCY = re.compile(r"^(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥])\s*|\s*(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥]|%)$")
_OTHER = {".": ",", ",": "."}
# No mark at all: the reader of amounts then takes only what can mean one sum.
_NEITHER = "?"


def bare(text: str) -> str:
    """An amount without its currency or percent sign."""
    text = text.strip()
    return _CURRENCY.sub("", text, count=2).strip() if len(text) < 100 else text


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark a column uses: ``.`` or ``,`` where its cells show it and agree, else ''."""
    shown = {_mark(bare(text)) for text in texts} - {""}
    return shown.pop() if len(shown) == 1 else ""


def _mark(text: str) -> str:
    """The decimal mark one amount shows: ``,`` in ``1.234,5`` and ``1.234.567``; none in ``12`` and ``1.234``."""
    marks = [character for character in text[:100] if character in _OTHER]
    if not marks:
        return ""
    last = marks[-1]
    if len(marks) > 1:
        return _OTHER[last] if marks.count(last) > 1 else last
    whole, _, fraction = text.partition(last)
    digits = re.sub(r"\D", "", whole)
    return "" if len(fraction) == 3 and 0 < len(digits) < 4 and not digits.startswith("0") else last


def read_amount(text: str, mark: str = "", *, field: str, places: int = PLACES) -> Decimal:
    """The amount a cell means, zero or above.

    Args:
        text: the cell.
        mark: the decimal mark of its column, '' where that is open.
        field: what the refusal stands beside.
        places: the most decimals allowed.

    Raises:
        Refused: ``amount.ambiguous`` for ``1.234`` in an open column, ``amount.too_small`` below zero, and as
            `domain.money.parse_typed`.
    """
    amount = bare(text)
    if mark and not _mark(amount):
        # In a column that writes decimals otherwise, a lone mark before three digits groups.
        amount = amount.replace(_OTHER[mark], "")
    return parse_typed(
        amount, mark or _NEITHER, _OTHER.get(mark, _NEITHER), field=field, places=places, minimum=Decimal(0)
    )
