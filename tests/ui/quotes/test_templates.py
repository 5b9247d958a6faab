"""Templates in the window: kept from the menu, chosen by typing, put into quotes, all without the mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.quotes import TemplateKind
from crm_desktop.services import templates
from crm_desktop.ui.quotes import cells
from crm_desktop.ui.quotes.template_dialogs import NameDialog, TemplateChooser
from tests.factories import NOW
from tests.services.quotes import a_customer, a_draft, complete, described
from tests.ui.hands import CTRL, SHIFT, press, type_text
from tests.ui.quotes.desk import QuoteDesk

ENTER = Qt.Key.Key_Return


def run(desk: QuoteDesk, key: str) -> None:
    """Gives a command of the tab, or of its lines."""
    actions = (*desk.page.page_actions(), *desk.editor.lines.actions_now())
    action = next(action for action in actions if action.key == key)
    assert action.is_enabled()
    action.run()


def named(desk: QuoteDesk, name: str) -> None:
    """Answers the question for a name."""
    dialog = desk.dialog()
    assert isinstance(dialog, NameDialog)
    field: Any = dialog.form.field("name")
    field.editor.selectAll()
    type_text(field.editor, name)
    press(field.editor, ENTER)


def chooser(desk: QuoteDesk) -> TemplateChooser:
    """The open list of templates."""
    dialog = desk.dialog()
    assert isinstance(dialog, TemplateChooser)
    return dialog


def names(desk: QuoteDesk, kind: TemplateKind | None = None) -> list[str]:
    """The templates in the file."""
    with desk.store.read() as session:
        return [row.name for row in templates.listed(session, kind)]


def keep(desk: QuoteDesk, *kept: str) -> None:
    """Some templates of one quote."""
    source = complete(desk.store, contact_id=a_customer(desk.store, "Somebody"))
    with desk.store.write("Save as template") as session:
        for name in kept:
            templates.save_quote(session, source, name, now=NOW)


def test_a_quote_is_kept_under_a_name_and_begins_the_next_one(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store, title="Shelves"))
    run(desk, "quotes.template")
    dialog = desk.dialog()
    assert isinstance(dialog, NameDialog)
    assert dialog.form.values()["name"] == "Shelves"
    named(desk, "Usual shelves")
    assert names(desk) == ["Usual shelves"]
    assert desk.told() == ["Saved as the template “Usual shelves”."]
    desk.page.show_list()
    desk.key(Qt.Key.Key_T, CTRL | SHIFT)
    press(chooser(desk).filter, ENTER)
    assert desk.page.is_editing
    assert described(desk.store, desk.stored().id) == ["Oak shelf", "Fitting"]
    assert (desk.stored().title, desk.stored().contact_id) == ("Shelves", None)


def test_an_empty_name_is_refused_beside_the_field(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    run(desk, "quotes.template")
    named(desk, "  ")
    assert desk.dialog().isVisible()
    assert names(desk) == []


def test_a_quote_just_begun_for_a_customer_gets_its_template(desk: QuoteDesk) -> None:
    keep(desk, "Shelves")
    customer = a_customer(desk.store, "Rui Alves")
    desk.page.add_quote(customer)
    begun = desk.stored().id
    run(desk, "quotes.from_template")
    press(chooser(desk).filter, ENTER)
    assert (desk.stored().contact, desk.stored().id) == ("Rui Alves", begun)
    assert desk.column(cells.DESCRIPTION) == ["Oak shelf", "Fitting"]
    assert desk.sums()["Total"] == "€ 1,405.89"
    desk.page.show_list()
    assert sorted(desk.listed()) == ["Rui Alves", "Somebody"]


def test_the_filter_looks_like_every_field(desk: QuoteDesk) -> None:
    run(desk, "quotes.from_template")
    dialog = chooser(desk)
    assert dialog.filter.property("look") == desk.editor.facts.field("valid_until").editor.property("look") == "field"


def test_typing_narrows_the_list_and_arrows_choose_in_it(desk: QuoteDesk) -> None:
    keep(desk, "Árvore", "Shelf oak", "Shelf pine")
    run(desk, "quotes.from_template")
    dialog = chooser(desk)
    type_text(dialog.filter, "SHELF")
    assert dialog.model.paged.count == 2
    press(dialog.filter, Qt.Key.Key_Down)
    press(dialog.filter, Qt.Key.Key_F2)
    named(desk, "Shelf of pine")
    assert names(desk) == ["Árvore", "Shelf oak", "Shelf of pine"]


def test_nothing_found_is_said_and_nothing_can_be_taken(desk: QuoteDesk) -> None:
    keep(desk, "Shelves")
    run(desk, "quotes.from_template")
    dialog = chooser(desk)
    type_text(dialog.filter, "zzz")
    assert dialog.hint.text() == "No template has “zzz” in its name."
    assert dialog.accept_button is not None
    assert not dialog.accept_button.isEnabled()
    press(dialog.filter, ENTER)
    assert dialog.isVisible()


def test_delete_bins_the_marked_template_and_undo_brings_it_back(desk: QuoteDesk) -> None:
    keep(desk, "One", "Two")
    run(desk, "quotes.from_template")
    dialog = chooser(desk)
    press(dialog.list, Qt.Key.Key_Delete)
    assert names(desk) == ["Two"]
    assert desk.told() == ["“One” was put in the bin."]
    press(dialog, Qt.Key.Key_Escape)
    desk.undo()
    assert names(desk) == ["One", "Two"]


def test_lines_are_kept_as_a_group_and_ctrl_g_puts_them_into_another_quote(two: QuoteDesk) -> None:
    two.go(0)
    two.key(Qt.Key.Key_Down, SHIFT)
    run(two, "lines.group")
    named(two, "Shelf and fitting")
    assert names(two, TemplateKind.LINES) == ["Shelf and fitting"]
    two.page.open_record(a_draft(two.store, contact_id=a_customer(two.store, "Eva")))
    two.go(0)
    two.key(Qt.Key.Key_G, CTRL)
    press(chooser(two).list, ENTER)
    assert described(two.store, two.stored().id) == ["Oak shelf", "Fitting"]
    two.undo()
    assert described(two.store, two.stored().id) == []


def test_a_group_in_another_currency_is_refused_with_a_message(two: QuoteDesk) -> None:
    two.go(0)
    run(two, "lines.group")
    named(two, "Shelf")
    two.page.open_record(a_draft(two.store, currency="BRL"))
    run(two, "lines.insert")
    dialog = chooser(two)
    press(dialog.filter, ENTER)
    assert "BRL" in two.told()[-1]
    assert dialog.isVisible()
    dialog.reject()


def test_closed_dialogs_are_freed(desk: QuoteDesk) -> None:
    keep(desk, "One")
    run(desk, "quotes.from_template")
    gone: list[str] = []
    chooser(desk).destroyed.connect(lambda: gone.append("chooser"))
    chooser(desk).reject()
    desk.wait(lambda: gone == ["chooser"])
    assert QApplication.activeModalWidget() is None
