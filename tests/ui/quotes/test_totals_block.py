"""Many sums stand beside each other where there is room, few under each other."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from crm_desktop.ui.quotes.totals_block import WIDE, WIDTH, Sum, TotalsBlock

FEW = (Sum("Net", "1,143.00"), Sum("IVA 23 %", "262.89"), Sum("Total", "€ 1,405.89", chief=True))
MANY = (Sum("Subtotal", "1,200.00"), Sum("Discount", "-57.00"), *FEW, Sum("Withholding", "-10.00"))


def test_few_sums_stand_under_each_other(qtbot: QtBot) -> None:
    block = TotalsBlock()
    qtbot.addWidget(block)
    block.set_room(1_000)
    block.show_sums(FEW)
    assert block.columns() == (FEW,)
    assert block.sizeHint().width() == WIDTH


def test_of_many_sums_the_total_stands_beside_what_leads_to_it_and_they_take_less_height(qtbot: QtBot) -> None:
    block = TotalsBlock()
    qtbot.addWidget(block)
    block.show_sums(MANY)
    high = block.sizeHint().height()
    block.set_room(WIDE)
    assert [[each.words for each in column] for column in block.columns()] == [
        ["Subtotal", "Discount", "Net", "IVA 23 %"],
        ["Total", "Withholding"],
    ]
    assert block.sizeHint().width() == WIDE
    assert block.sizeHint().height() < high
    block.set_room(WIDE - 1)
    assert block.sizeHint().height() == high


def test_two_columns_stay_until_another_quote_is_shown(qtbot: QtBot) -> None:
    block = TotalsBlock()
    qtbot.addWidget(block)
    block.set_room(WIDE)
    block.show_sums(MANY)
    block.show_sums(FEW)
    assert block.in_two_columns
    block.begin()
    block.show_sums(FEW)
    assert not block.in_two_columns


def test_a_tax_with_a_large_base_leaves_the_base_out_rather_than_its_end(qtbot: QtBot) -> None:
    block = TotalsBlock()
    qtbot.addWidget(block)
    tax = Sum("Imposto 23 % sobre 123.456.789.012,34", "28.395.061.472,84", short="Imposto 23 %")
    block.show_sums((replace(tax, words=tax.short), FEW[-1]))
    short = block.grab().toImage()
    block.show_sums((tax, FEW[-1]))
    assert block.grab().toImage() == short
