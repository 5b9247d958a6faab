"""Commands of lines are found from everywhere while a draft is open."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.quotes import LineKind, LineRole, PriceMode
from crm_desktop.services import catalogue, quote_drafts, quote_lines
from crm_desktop.services.catalogue import NewItem
from crm_desktop.ui.actions import Action
from crm_desktop.ui.catalogue.price_dialogs import BuildDialog
from crm_desktop.ui.quotes import cells
from tests.factories import NOW
from tests.services.quotes import complete, issue
from tests.ui.hands import press, type_text
from tests.ui.quotes.desk import QuoteDesk


def possible(desk: QuoteDesk) -> dict[str, Action]:
    """The commands that the palette offers now, by name."""
    registry = desk.window.registry
    return {action.title(): action for action in registry.all() if registry.can_run(action)}


def give(desk: QuoteDesk, name: str) -> None:
    desk.window.registry.run_action(possible(desk)[name])


def test_lines_are_written_from_the_palette(two: QuoteDesk) -> None:
    two.go(0)
    give(two, "Add a section")
    assert two.editor.book.rows.line(1).kind is LineKind.SECTION
    two.enter("Bathroom")
    two.go(0)
    give(two, "Duplicate lines")
    two.go(0)
    give(two, "Make lines optional")
    assert [line.line.role for line in two.stored().lines[:2]] == [LineRole.OPTIONAL, LineRole.STANDARD]
    give(two, "Move the line down")
    assert two.place()[0] == 1


def test_a_command_for_lines_turns_to_them_first(two: QuoteDesk) -> None:
    two.go(0)
    two.editor.show_part("texts")
    give(two, "Add a page break")
    assert two.editor.parts.currentIndex() == 0
    assert [line.line.kind for line in two.stored().lines][1] is LineKind.PAGE_BREAK


def test_in_the_list_and_in_an_issued_quote_there_are_none(two: QuoteDesk) -> None:
    two.go(0)
    assert "Add a subtotal" in possible(two)
    two.page.show_list()
    assert not {"Add a subtotal", "Move the line up", "Build the price …"} & possible(two).keys()
    issued = complete(two.store)
    issue(two.store, issued)
    two.page.open_record(issued)
    assert not {"Add a subtotal", "Move the line up", "Build the price …"} & possible(two).keys()


def test_keys_of_lines_stay_with_the_lines(two: QuoteDesk) -> None:
    move = possible(two)["Move the line up"]
    assert (move.shown_keys, move.shortcuts) == ("Alt+Up", ())


def test_the_price_of_a_line_is_built_from_hours_at_the_usual_rate(two: QuoteDesk) -> None:
    with two.store.write("Item") as session:
        catalogue.create(session, NewItem("Work", unit="h", price=Decimal(40)), now=NOW)
        quote_drafts.edit(session, two.stored().id, {"price_mode": PriceMode.GROSS})
    two.page.refresh()
    two.go(0)
    give(two, "Build the price …")
    dialog = two.dialog()
    assert isinstance(dialog, BuildDialog)
    for name, text in (("hours", "2"), ("material", "20")):
        field = dialog.form.field(name)
        field.editor.setFocus()
        type_text(field.editor, text)
    press(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
    line = two.stored().lines[0].line
    assert (line.unit_price, line.cost) == (Decimal(123), Decimal(100))
    assert two.cell(0, cells.PRICE) == "123.00"
    two.undo()
    assert two.stored().lines[0].line.cost is None


def test_the_price_goes_to_its_line_though_another_program_moves_it_meanwhile(two: QuoteDesk) -> None:
    ids = [line.id or 0 for line in two.stored().lines]
    two.go(0)
    give(two, "Build the price …")
    dialog = two.dialog()
    assert isinstance(dialog, BuildDialog)
    with two.store.write("Move") as session:
        quote_lines.move_lines(session, two.stored().id, [ids[0]], ids[-1])
    two.page.refresh()
    dialog.form.set_values({"hours": Decimal(1), "hour_rate": Decimal(77)})
    assert dialog.check()
    prices = {line.id: line.line.unit_price for line in two.stored().lines}
    assert (prices[ids[0]], prices[ids[-1]] == Decimal(77)) == (Decimal(77), False)


def test_a_price_for_a_line_that_is_gone_is_refused(two: QuoteDesk) -> None:
    first = two.stored().lines[0].id or 0
    two.go(0)
    give(two, "Build the price …")
    dialog = two.dialog()
    assert isinstance(dialog, BuildDialog)
    with two.store.write("Remove") as session:
        quote_lines.remove_lines(session, two.stored().id, [first])
    two.page.refresh()
    dialog.form.set_values({"hours": Decimal(1), "hour_rate": Decimal(77)})
    before = two.stored().lines
    assert not dialog.check()
    assert dialog.form.field("hours").trouble
    assert two.stored().lines == before
