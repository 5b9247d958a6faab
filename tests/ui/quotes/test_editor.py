"""The editor around the lines: customer, dates, texts and terms, totals, margin, the pages beside it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.db.database import Database
from crm_desktop.domain.quotes import Line, PriceMode, Share, ShareKind
from crm_desktop.services import contacts, quote_drafts
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.ui.kit.field import Field
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.cells import KEYS
from crm_desktop.ui.quotes.editor import LINES, TEXTS
from crm_desktop.words import set_language
from tests.factories import NOW, TODAY
from tests.services.quotes import FITTING, SHELF, a_customer, a_draft, complete, issue, put
from tests.ui.hands import CTRL, type_text
from tests.ui.kit.desk import retype
from tests.ui.quotes.desk import QuoteDesk

ENTER = Qt.Key.Key_Return
LONG_TITLE = "A very long title that has no room at all beside everything that can be done"


@pytest.fixture
def two(desk: QuoteDesk) -> QuoteDesk:
    """A quote of two lines for nobody yet, open."""
    desk.page.open_record(a_draft(desk.store, SHELF, FITTING, title="Shelves"))
    return desk


def fill(desk: QuoteDesk, field: Field[object] | QWidget, text: str) -> None:
    """Types another text into a field and saves it with Enter."""
    assert isinstance(field, Field)
    field.editor.setFocus()
    retype(field, text)
    desk.key(ENTER)


# -------------------------------------------------------------------------------- who and when


def test_a_new_quote_begins_with_its_customer(desk: QuoteDesk) -> None:
    desk.page.add_quote(None)
    assert desk.editor.facts.customer.editor.hasFocus()
    desk.page.add_quote(a_customer(desk.store))
    assert desk.editor.lines.view.hasFocus()
    assert desk.stored().contact == "Ana Sousa"


def test_a_known_customer_is_found_by_part_of_the_name(two: QuoteDesk) -> None:
    customer = a_customer(two.store, "José Conceição")
    two.editor.facts.customer.editor.setFocus()
    two.write("conceicao")
    two.key(Qt.Key.Key_Down)
    two.key(ENTER)
    assert two.stored().contact_id == customer
    assert two.editor.facts.customer.editor.text() == "José Conceição"


def test_a_name_nobody_has_becomes_a_contact(two: QuoteDesk) -> None:
    two.editor.facts.customer.editor.setFocus()
    two.write("Bruno Matos")
    two.key(Qt.Key.Key_Down)
    two.key(ENTER)
    assert two.stored().contact == "Bruno Matos"


def test_a_quote_speaks_its_customers_language_and_takes_the_standard_texts_along(two: QuoteDesk) -> None:
    put(two.store, quote__intro__en="As discussed", quote__intro__pt_BR="Conforme combinado")
    with two.store.write("New contact") as session:
        customer = contacts.create(session, ContactDraft(name="Rita", language="pt_BR"), NOW)
    quote_id = a_draft(two.store, SHELF)
    two.page.open_record(quote_id)
    assert two.stored().intro == "As discussed"
    two.editor.book.save_fact("contact_id", customer, None)
    assert (two.stored().language, two.stored().intro) == ("pt_BR", "Conforme combinado")
    fill(two, two.editor.texts.form.field("reference"), "R-7")
    two.editor.book.save_fact("intro", "My own words", "Conforme combinado")
    two.editor.book.save_fact("language", "en", "pt_BR")
    assert two.stored().intro == "My own words"


def test_a_day_before_the_quote_is_refused_beside_its_field(two: QuoteDesk) -> None:
    field = two.editor.facts.field("valid_until")
    fill(two, field, "20/11/2026")
    assert "is before the date" in field.trouble
    assert two.stored().valid_until == TODAY + dt.timedelta(days=30)
    fill(two, field, "+7")
    assert two.stored().valid_until == TODAY + dt.timedelta(days=7)


def test_the_title_saves_itself_and_names_the_quote(two: QuoteDesk) -> None:
    fill(two, two.editor.head.title, "Kitchen shelves, oak")
    assert two.stored().title == "Kitchen shelves, oak"
    two.wait(lambda: '"title":"Kitchen shelves, oak"' in two.editor.preview.sheets._paper)


def test_a_title_changed_elsewhere_is_shown_beside_ones_own(two: QuoteDesk, other: Database) -> None:
    title = two.editor.head.title
    title.editor.setFocus()
    retype(title, "Mine")
    with other.write("Elsewhere") as session:
        quote_drafts.edit(session, two.stored().id, {"title": "Theirs"})
    two.key(ENTER)
    assert "“Theirs” while you typed “Mine”" in title.trouble
    assert two.stored().title == "Theirs"


# -------------------------------------------------------------------------------- texts and terms


def test_texts_are_written_in_their_own_part(two: QuoteDesk) -> None:
    two.editor.tabs.choose(TEXTS)
    closing = two.editor.texts.form.field("closing")
    closing.editor.setFocus()
    type_text(closing.editor, "See you soon")
    two.editor.tabs.choose(LINES)
    assert two.stored().closing == "See you soon"


def test_prices_with_tax_included_change_what_lines_mean(two: QuoteDesk) -> None:
    two.editor.book.save_fact("price_mode", PriceMode.GROSS, PriceMode.NET)
    assert two.sums() == {"Net": "929.27", "IVA 23 %": "213.73", "Total": "€ 1,143.00"}
    head = two.editor.lines.view.lines.headerData(KEYS.index(cells.NET), Qt.Orientation.Horizontal)
    assert head == "With tax"


def test_where_quotes_carry_no_tax_there_is_no_column_for_it(two: QuoteDesk) -> None:
    tax = KEYS.index(cells.TAX)
    assert not two.editor.lines.view.isColumnHidden(tax)
    put(two.store, country="BR", tax__default="0")
    two.page.open_record(a_draft(two.store, *[Line(description="Visita", unit_price=Decimal(175))]))
    assert two.editor.lines.view.isColumnHidden(tax)
    two.go(0, cells.PRICE)
    two.key(ENTER)
    assert two.place() == (1, cells.DESCRIPTION)


def test_another_currency_is_said_everywhere(two: QuoteDesk) -> None:
    two.editor.book.save_fact("currency", "BRL", "EUR")
    assert two.sums()["Total"] == "R$ 1,405.89"


def test_discount_withholding_and_deposit_are_typed_as_they_are_said(two: QuoteDesk) -> None:
    foot = two.editor.foot
    fill(two, foot.discount, "10 %")
    fill(two, foot.withholding, "25")
    fill(two, foot.deposit, "30%")
    assert two.sums() == {
        "Subtotal": "1,143.00",
        "Discount 10 %": "-114.30",
        "Net": "1,028.70",
        "IVA 23 %": "236.60",
        "Total": "€ 1,265.30",
        "Withholding 25 %": "-257.18",
        "To pay": "€ 1,008.12",
        "Deposit 30 %": "302.44",
    }
    assert two.stored().terms.discount == Share(ShareKind.PERCENT, Decimal(10))
    assert two.stored().totals == two.editor.book.totals


def test_a_discount_that_is_too_large_is_refused_beside_its_field(two: QuoteDesk) -> None:
    field = two.editor.foot.discount
    fill(two, field, "5000")
    assert "more than the 1143" in field.trouble
    assert two.sums() == {"Net": "1,143.00", "IVA 23 %": "262.89", "Total": "€ 1,405.89"}
    fill(two, field, "50")
    assert two.sums()["Discount 50.00"] == "-50.00"


def test_the_totals_follow_a_discount_while_it_is_typed(two: QuoteDesk) -> None:
    two.editor.foot.discount.editor.setFocus()
    two.write("10 %")
    assert two.sums()["Total"] == "€ 1,265.30"
    assert two.stored().terms.discount is None
    two.key(Qt.Key.Key_Escape)
    assert two.sums()["Total"] == "€ 1,405.89"


def test_a_usual_withholding_is_chosen_from_a_list(two: QuoteDesk) -> None:
    menu = two.editor.foot.withholding.open_presets()
    entries = [entry.text() for entry in menu.actions()]
    assert entries[0].replace("\u00a0", " ") == "23 %  IRS, listed professions"
    menu.actions()[0].trigger()
    menu.close()
    assert two.stored().terms.withholding == Decimal(23)


def test_an_issued_quote_is_headed_by_its_number_and_title(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store, title=LONG_TITLE)
    number = issue(desk.store, quote_id).number
    desk.page.open_record(quote_id)
    head = desk.editor.head
    assert head.heading.text().startswith(f"{number} · A very long title")
    assert head.heading.isVisible()
    assert not head.title.isVisible()
    assert head.heading.is_cut()
    desk.page.open_record(a_draft(desk.store, SHELF, title="Shelves"))
    assert head.title.isVisible()
    assert not head.heading.isVisible()


def test_the_state_of_a_quote_is_never_cut(two: QuoteDesk) -> None:
    two.window.resize(960, 600)
    two.editor.head.title.set_value(LONG_TITLE)
    two.retype(0, cells.QUANTITY, "many")
    assert two.editor.head.unsaved.isVisible()
    assert two.editor.head.state.width() >= two.editor.head.state.sizeHint().width()


# -------------------------------------------------------------------------------- margin, totals


def test_the_foot_stands_still_while_the_first_lines_are_typed(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store))
    before = desk.editor.foot.geometry()
    desk.editor.book.save_fact("deposit", Share(ShareKind.PERCENT, Decimal(30)), None)
    grown = desk.editor.foot.sizeHint().height()
    desk.editor.book.save_fact("deposit", None, Share(ShareKind.PERCENT, Decimal(30)))
    assert desk.editor.foot.sizeHint().height() == grown
    desk.page.open_record(a_draft(desk.store))
    assert desk.editor.foot.sizeHint().height() <= before.height()
    desk.go(0)
    desk.enter("Oak shelf", "2", "pcs", "1000000")
    assert desk.sums()["Total"]
    assert desk.editor.foot.geometry().height() == before.height()


def test_the_margin_is_told_and_what_it_does_not_know(two: QuoteDesk) -> None:
    said = two.editor.foot.margin.text().replace("\u00a0", " ")
    assert said == "Margin 89 % (€ 1,013.00), not printed · 1 line has no cost"
    two.page.open_record(a_draft(two.store, SHELF))
    assert two.editor.foot.margin.text() == ""


def test_several_tax_rates_are_told_with_their_base(two: QuoteDesk) -> None:
    two.retype(1, cells.TAX, "6")
    assert two.sums() == {
        "Net": "1,143.00",
        "IVA 23 % on 870.00": "200.10",
        "IVA 6 % on 273.00": "16.38",
        "Total": "€ 1,359.48",
    }


def test_screen_readers_hear_the_totals(two: QuoteDesk) -> None:
    said = two.editor.foot.totals.accessibleDescription().replace("\u00a0", " ")
    assert said == "Net: 1,143.00\nIVA 23 %: 262.89\nTotal: € 1,405.89"


def test_in_portuguese_everything_is_written_the_portuguese_way(desk: QuoteDesk) -> None:
    set_language("pt_PT")
    desk.page.open_record(a_draft(desk.store, SHELF, FITTING))
    desk.retype(0, cells.PRICE, "1.234,5")
    assert desk.cell(0, cells.PRICE).replace("\u00a0", " ") == "1 234,50"
    assert desk.sums()["Total"] == "9 446,40 €"


# -------------------------------------------------------------------------------- the pages


def test_the_pages_can_make_room_and_it_is_remembered(two: QuoteDesk) -> None:
    two.key(Qt.Key.Key_F8)
    assert not two.editor.preview.isVisible()
    assert not two.context.state.flag("quotes/preview", True)
    two.key(Qt.Key.Key_F8)
    assert two.editor.preview.isVisible()


def test_in_a_narrow_window_the_lines_get_the_room_until_the_pages_are_asked_for(two: QuoteDesk) -> None:
    two.window.resize(1000, 700)
    two.wait(lambda: not two.editor.preview.isVisible())
    two.key(Qt.Key.Key_F8)
    assert two.editor.preview.isVisible()
    two.window.resize(1280, 720)
    two.wait(lambda: two.editor.width() == 1280)
    assert two.editor.preview.isVisible()
    assert two.context.state.flag("quotes/preview", True)


def test_the_pages_grow_and_shrink_by_key(two: QuoteDesk) -> None:
    fitted = two.editor.preview.sheets.zoom
    two.key(Qt.Key.Key_Plus, CTRL)
    assert two.editor.preview.sheets.zoom > fitted
    two.key(Qt.Key.Key_Minus, CTRL)
    assert two.editor.preview.sheets.zoom == pytest.approx(fitted)
    two.key(Qt.Key.Key_Plus, CTRL)
    two.key(Qt.Key.Key_0, CTRL)
    assert two.editor.preview.sheets.zoom == pytest.approx(fitted)


def test_a_long_quote_is_paged_once_nobody_types(desk: QuoteDesk) -> None:
    desk.page.open_record(a_draft(desk.store, *[SHELF] * 320))
    desk.wait(lambda: desk.editor.preview.sheets.page_count > 5)
    before = desk.editor.preview.sheets._paper
    desk.go(0, cells.PRICE)
    desk.write("200")
    assert desk.cell(0, cells.NET) == "1,200.00"
    assert desk.editor.preview.sheets._paper == before
    desk.wait(lambda: desk.editor.preview.sheets._paper != before)


def test_everything_that_can_be_used_has_a_name(two: QuoteDesk) -> None:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    nameless = [
        widget
        for kind in kinds
        for widget in two.page.findChildren(kind)
        if not widget.accessibleName() and not getattr(widget, "text", str)() and widget.isVisibleTo(two.page)
    ]
    assert not nameless


def test_on_the_smallest_window_nothing_is_cut(two: QuoteDesk) -> None:
    two.window.resize(960, 600)
    two.wait(lambda: two.window.width() == 960)
    foot, lines = two.editor.foot, two.editor.lines
    assert foot.mapTo(two.window, QPoint(0, foot.height())).y() <= 600
    assert lines.view.viewport().height() > 76
    assert two.editor.head.primary.isVisible()
