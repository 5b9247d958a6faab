"""The totals of a quote in words: every amount comes from the totals engine, nothing is computed here."""

from __future__ import annotations

from crm_desktop.domain.quote_work import work_split
from crm_desktop.domain.quotes import PriceMode, Share, ShareKind, TaxGroup
from crm_desktop.reports.parts.sums import Sum
from crm_desktop.reports.quote_sheet import Sheet


def sums_of(sheet: Sheet) -> list[Sum]:
    """The sums of a quote from the lines' sum to what is payable, and the deposit."""
    taxes = _taxes(sheet)
    gross = sheet.paper.totals.price_mode is PriceMode.GROSS
    total = Sum(sheet.words.text("Total"), sheet.figures.money(sheet.paper.totals.total), sheet.theme.total, ruled=True)
    before = _before_tax(sheet, with_net=bool(taxes) and not gross)
    middle = [total, *taxes] if gross else [*taxes, total]
    return [*_work(sheet), *before, *middle, *_after_total(sheet)]


def _work(sheet: Sheet) -> list[Sum]:
    """Labour and material apart, where the country wants that and the lines say which they are."""
    split = work_split(sheet.paper.terms, sheet.paper.totals) if sheet.paper.labour_apart else None
    if split is None:
        return []
    style = sheet.theme.sums
    return [
        Sum(sheet.words.text("Labour"), sheet.figures.amount(split.labour), style),
        Sum(sheet.words.text("Materials"), sheet.figures.amount(split.material), style),
    ]


def _before_tax(sheet: Sheet, *, with_net: bool) -> list[Sum]:
    """The sum of the lines, the discount, and what is left before tax; nothing where the total says it all."""
    totals, words, style = sheet.paper.totals, sheet.words, sheet.theme.sums
    discount = sheet.paper.terms.discount
    if discount is None and not with_net:
        return []
    sums = [Sum(words.text("Subtotal"), sheet.figures.amount(totals.lines_sum), style)]
    if discount is None:
        return sums
    label = _with_percent(sheet, words.text("Discount"), discount)
    sums.append(Sum(label, sheet.figures.amount(-totals.discount), style))
    if with_net:
        sums.append(Sum(words.text("Net"), sheet.figures.amount(totals.net), style))
    return sums


def _taxes(sheet: Sheet) -> list[Sum]:
    """One sum for each tax group and, where nothing is charged, the reason; none when the quote knows no tax."""
    groups = sheet.paper.totals.taxes
    if not any(group.rate or group.reason for group in groups):
        return []
    sums: list[Sum] = []
    for group in groups:
        sums.append(Sum(_tax_label(sheet, group), sheet.figures.amount(group.tax), sheet.theme.sums))
        if group.reason:
            sums.append(Sum(group.reason, "", sheet.theme.detail))
    return sums


def _tax_label(sheet: Sheet, group: TaxGroup) -> str:
    """What a tax group is called: with its base wherever that is not the amount above."""
    totals, words = sheet.paper.totals, sheet.words
    tax, rate, base = sheet.tax_name, sheet.figures.percent(group.rate), sheet.figures.amount(group.base)
    if totals.price_mode is PriceMode.GROSS:
        return words.text("Includes {tax} {rate} on {base}", tax=tax, rate=rate, base=base)
    if len(totals.taxes) == 1:
        return words.text("{tax} {rate}", tax=tax, rate=rate)
    return words.text("{tax} {rate} on {base}", tax=tax, rate=rate, base=base)


def _after_total(sheet: Sheet) -> list[Sum]:
    """Withholding, cash rounding, what is payable, and the deposit, where the quote has them."""
    terms, totals, words, figures = sheet.paper.terms, sheet.paper.totals, sheet.words, sheet.figures
    sums: list[Sum] = []
    if terms.withholding:
        rate, base = figures.percent(terms.withholding), figures.amount(totals.net)
        label = words.text("Withholding {rate} on {base}", rate=rate, base=base)
        sums.append(Sum(label, figures.amount(-totals.withholding), sheet.theme.sums))
    if totals.rounding:
        sums.append(Sum(words.text("Rounding"), figures.amount(totals.rounding), sheet.theme.sums))
    if sums:
        sums.append(Sum(words.text("Payable"), figures.money(totals.payable), sheet.theme.total, ruled=True))
    if terms.deposit is not None:
        label = _with_percent(sheet, words.text("Deposit"), terms.deposit)
        sums.append(Sum(label, figures.money(totals.deposit), sheet.theme.sums_strong))
    return sums


def _with_percent(sheet: Sheet, label: str, share: Share) -> str:
    """A label with the percentage agreed; an amount speaks for itself."""
    if share.kind is not ShareKind.PERCENT:
        return label
    return sheet.words.text("{label} {rate}", label=label, rate=sheet.figures.percent(share.value))
