"""UBL quotations: in the order of the schema, with the engine's amounts, and what no total holds never summed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, settings

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.domain.quote_documents import amount_as_text
from crm_desktop.domain.quotes import Line, LineKind, LineRole, PlannedPayment, PriceMode, QuoteTerms, Share, ShareKind
from crm_desktop.exchange import ubl
from tests.exchange.quote_papers import paper_of, papers
from tests.exchange.ubl_order import SEQUENCES, faults

SHELF = Line(description="Oak shelf", quantity=Decimal(6), unit="pcs", unit_price=Decimal(145), tax_rate=Decimal(23))
LIGHT = Line(description="Light", quantity=Decimal(2), unit="m", unit_price=Decimal("28.5"), tax_rate=Decimal(23))


def read(paper: QuotePaper) -> Element:
    return fromstring(ubl.write(paper))


def name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def texts(root: Element, path: str) -> list[str]:
    """The texts of all elements at a path of local names."""
    return [found.text or "" for found in root.iterfind("/".join(f"{{*}}{part}" for part in path.split("/")))]


def text(root: Element, path: str) -> str:
    (found,) = texts(root, path)
    return found


def quote(*lines: Line, **terms: object) -> QuotePaper:
    return paper_of(QuoteTerms("EUR", lines, **terms))  # type: ignore[arg-type]


def wrong(element: Element) -> list[str]:
    """What the schema would say against an element and all in it."""
    if len(element) == 0:
        return [f"{name(element)} is empty"] if name(element) in SEQUENCES else []
    found = faults(name(element), [name(part) for part in element])
    for part in element:
        found += wrong(part)
    return found


@settings(max_examples=400, deadline=None)
@given(papers())
def test_every_quotation_keeps_the_order_and_number_of_the_schema(paper: QuotePaper) -> None:
    assert wrong(read(paper)) == []


@settings(max_examples=400, deadline=None)
@given(papers())
def test_the_totals_are_the_engines_and_everything_adds_up_to_them(paper: QuotePaper) -> None:
    root, totals, currency = read(paper), paper.totals, paper.terms.currency

    def written(minor: int) -> str:
        return amount_as_text(minor, currency)

    sums = {name(part): Decimal(part.text or "") for part in root.find("{*}QuotedMonetaryTotal") or ()}
    assert text(root, "QuotedMonetaryTotal/TaxExclusiveAmount") == written(totals.net)
    assert text(root, "QuotedMonetaryTotal/TaxInclusiveAmount") == written(totals.total)
    assert text(root, "QuotedMonetaryTotal/PayableAmount") == written(totals.payable)
    assert text(root, "TaxTotal/TaxAmount") == written(totals.tax)
    assert texts(root, "TaxTotal/TaxSubtotal/TaxAmount") == [written(group.tax) for group in totals.taxes]
    assert texts(root, "TaxTotal/TaxSubtotal/TaxableAmount") == [written(group.base) for group in totals.taxes]
    lines = [Decimal(line) for line in texts(root, "QuotationLine/LineItem/LineExtensionAmount")]
    allowance = sums.get("AllowanceTotalAmount", Decimal(0))
    assert sum(lines) == sums["LineExtensionAmount"]
    assert sum(map(Decimal, texts(root, "AllowanceCharge/Amount"))) == allowance
    assert sums["LineExtensionAmount"] - allowance == sums["TaxExclusiveAmount"]
    rest = sums["TaxInclusiveAmount"] - sums.get("PrepaidAmount", Decimal(0))
    assert rest + sums.get("PayableRoundingAmount", Decimal(0)) == sums["PayableAmount"]
    assert min([*lines, allowance, *map(Decimal, texts(root, "AllowanceCharge/Amount"))]) >= 0


@settings(max_examples=200, deadline=None)
@given(papers())
def test_price_and_discount_make_the_amount_of_each_line(paper: QuotePaper) -> None:
    unit = Decimal(1).scaleb(-len(amount_as_text(0, paper.terms.currency).partition(".")[2]))
    for line in read(paper).iterfind("{*}QuotationLine/{*}LineItem"):
        bought = Decimal(text(line, "Quantity"))
        if not bought:
            continue
        priced = Decimal(text(line, "Price/PriceAmount")) * bought / Decimal(text(line, "Price/BaseQuantity"))
        taken = sum(map(Decimal, texts(line, "AllowanceCharge/Amount")))
        assert abs(priced - taken - Decimal(text(line, "LineExtensionAmount"))) <= unit / 2


def test_where_tax_is_included_net_and_tax_of_a_line_are_the_amount_shown() -> None:
    paper = quote(
        Line(description="A", unit_price=Decimal("340.00"), tax_rate=Decimal(19)),
        Line(description="B", unit_price=Decimal("13.90"), tax_rate=Decimal(19)),
        price_mode=PriceMode.GROSS,
    )
    root = read(paper)
    assert texts(root, "QuotationLine/LineItem/LineExtensionAmount") == ["285.71", "11.68"]
    assert texts(root, "QuotationLine/LineItem/TotalTaxAmount") == ["54.29", "2.22"]
    assert text(root, "QuotedMonetaryTotal/LineExtensionAmount") == "297.39"
    assert texts(root, "QuotationLine/LineItem/PricingReference/AlternativeConditionPrice/PriceAmount") == [
        "340.00",
        "13.90",
    ]


def test_optional_lines_are_offered_but_never_summed() -> None:
    root = read(quote(SHELF, replace(LIGHT, role=LineRole.OPTIONAL)))
    option = root.findall("{*}QuotationLine")[1]
    assert text(option, "Note") == "Opcional" or text(option, "Note") == "Optional"
    assert text(option, "LineItem/Quantity") == "0"
    assert text(option, "LineItem/MaximumQuantity") == "2"
    assert text(option, "LineItem/LineExtensionAmount") == "0.00"
    assert text(option, "LineItem/ItemPriceExtension/Amount") == "57.00"
    assert text(root, "QuotedMonetaryTotal/LineExtensionAmount") == "870.00"


def test_an_alternative_stands_with_the_line_it_may_replace() -> None:
    root = read(quote(SHELF, replace(LIGHT, role=LineRole.ALTERNATIVE)))
    (line,) = root.findall("{*}QuotationLine")
    assert text(line, "AlternativeLineItem/LineExtensionAmount") == "57.00"
    assert text(line, "LineItem/LineExtensionAmount") == "870.00"


def test_hidden_prices_stay_hidden() -> None:
    hidden = Line(kind=LineKind.SECTION, description="Kitchen", hide_prices=True)
    exempt = replace(LIGHT, tax_rate=Decimal(0), tax_reason="M07")
    shown = ubl.write(quote(hidden, SHELF, LIGHT, exempt)).decode()
    assert "145" not in shown
    assert "28.5" not in shown
    root = fromstring(shown.encode())
    assert texts(root, "QuotationLine/LineItem/LineExtensionAmount") == ["927.00", "57.00"]
    assert texts(root, "QuotationLine/LineItem/SubLineItem/Item/Name") == ["Oak shelf", "Light", "Light"]


def test_taxes_are_named_by_category_reason_and_official_code() -> None:
    free = replace(SHELF, tax_rate=Decimal(0), tax_reason="Isento artigo 9.º do CIVA")
    reverse = replace(LIGHT, tax_rate=Decimal(0), tax_reason="Autoliquidação", tax_category="AE")
    paper = quote(SHELF, free, reverse, replace(LIGHT, tax_rate=Decimal(0)))
    codes = {"Isento artigo 9.º do CIVA": "M07"}
    root = fromstring(ubl.write(paper, lambda reason: codes.get(reason, "")))
    by_reason = {
        (texts(each, "TaxExemptionReason") or [""])[0]: (text(each, "ID"), texts(each, "TaxExemptionReasonCode"))
        for each in root.iterfind("{*}TaxTotal/{*}TaxSubtotal/{*}TaxCategory")
        if text(each, "Percent") == "0"
    }
    assert by_reason == {
        "Isento artigo 9.º do CIVA": ("E", ["M07"]),
        "Autoliquidação": ("AE", ["VATEX-EU-AE"]),
        "": ("Z", []),
    }


def test_a_country_without_tax_lines_has_no_rate_either() -> None:
    root = read(replace(quote(replace(SHELF, tax_rate=Decimal(0))), tax_name=""))
    assert text(root, "TaxTotal/TaxSubtotal/TaxCategory/ID") == "O"
    assert texts(root, "TaxTotal/TaxSubtotal/TaxCategory/Percent") == []


def test_withholding_cash_rounding_and_schedule_are_said() -> None:
    paper = quote(
        SHELF,
        withholding=Decimal(23),
        cash_rounding=5,
        payments=(
            PlannedPayment("On order", Share(ShareKind.PERCENT, Decimal(40))),
            PlannedPayment("At the end", Share(ShareKind.PERCENT, Decimal(60)), None),
        ),
    )
    root = read(replace(paper, language="en"))
    assert text(root, "QuotedMonetaryTotal/PrepaidAmount") == "200.10"
    assert text(root, "QuotedMonetaryTotal/PayableAmount") == "870.00"
    assert texts(root, "TransactionConditions/Description") == [
        "Withholding 23\u00a0%: €\u00a0200.10",
        "On order 40\u00a0%: €\u00a0348.00",
        "At the end 60\u00a0%: €\u00a0522.00",
    ]


def test_units_have_their_codes_and_unknown_ones_their_name() -> None:
    lines = [replace(SHELF, unit=unit) for unit in ("h", "m²", "kg", "dias", "", "palete")]
    root = read(quote(*lines))
    items = root.findall("{*}QuotationLine/{*}LineItem")
    codes = [item.find("{*}Quantity").get("unitCode") for item in items]  # type: ignore[union-attr]
    assert codes == ["HUR", "MTK", "KGM", "DAY", "C62", "ZZ"]
    assert text(items[-1], "Note") == "palete"


def test_texts_stand_with_the_line_they_are_above_and_nothing_hostile_breaks_the_document() -> None:
    words = 'A & B <Ltd> "x" ]]> \x00\x0b\ud800 \u202eabc'
    root = read(
        quote(Line(kind=LineKind.TEXT, description=words), SHELF, Line(kind=LineKind.TEXT, description="At the end"))
    )
    assert text(root, "QuotationLine/Note") == 'A & B <Ltd> "x" ]]>  \u202eabc'
    assert "At the end" in texts(root, "Note")


def test_the_line_discount_says_its_factor_and_what_it_took() -> None:
    root = read(quote(replace(SHELF, discount=Share(ShareKind.PERCENT, Decimal("7.5")))))
    item = root.find("{*}QuotationLine/{*}LineItem")
    assert item is not None
    assert text(item, "AllowanceCharge/MultiplierFactorNumeric") == "0.075"
    assert text(item, "AllowanceCharge/BaseAmount") == "870.00"
    assert text(item, "AllowanceCharge/Amount") == "65.25"
    assert text(item, "LineExtensionAmount") == "804.75"
