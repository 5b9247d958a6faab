"""The list of quotes: views, words, order, and what can be done with the chosen ones."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.db.database import Database
from crm_desktop.domain.quotes import QuoteStatus
from crm_desktop.ui.kit.buttons import PrimaryButton
from crm_desktop.ui.quotes.follow_up import PostponeDialog
from tests.factories import TODAY, person, quote
from tests.services.quotes import shown
from tests.ui.hands import CTRL, SHIFT, child, click
from tests.ui.quotes.desk import QuoteDesk
from tests.ui.typing_in import type_over


@pytest.fixture
def filled(desk: QuoteDesk) -> QuoteDesk:
    """Four quotes of two customers."""
    with desk.store.write("Fill") as session:
        ana, bruno = person("Ana Sousa"), person("Bruno Matos")
        session.add_all([ana, bruno])
        session.flush()
        yesterday = TODAY - dt.timedelta(days=1)
        session.add_all(
            [
                quote(ana, title="Kitchen", date=dt.date(2026, 11, 1), total=300000),
                quote(
                    bruno, title="Door", date=dt.date(2026, 11, 2), total=10000, number="Q1", status=QuoteStatus.SENT,
                    follow_up_on=dt.date(2026, 12, 1),
                ),
                quote(
                    ana, title="Late", date=dt.date(2026, 11, 3), total=500, valid_until=yesterday, number="Q2",
                    status=QuoteStatus.ISSUED,
                ),
                quote(
                    ana, title="Won", date=dt.date(2026, 11, 4), total=20000, number="Q3", status=QuoteStatus.ACCEPTED,
                ),
            ]
        )  # fmt: skip
    return desk


def test_the_newest_quote_stands_first_with_all_that_matters(filled: QuoteDesk) -> None:
    assert filled.listed("title") == ["Won", "Late", "Door", "Kitchen"]
    assert filled.listed("status") == ["Accepted", "Expired", "Sent", "Draft"]
    assert filled.listed("number") == ["Q3", "Q2", "Q1", "–"]
    assert filled.listed("total")[-1].replace("\u00a0", " ") == "€ 3,000.00"
    assert filled.page.listing.sums.text().replace("\u00a0", " ") == "4 quotes · € 3,305.00"


@pytest.mark.parametrize(
    ("view", "titles"),
    [
        ("draft", ["Kitchen"]),
        ("open", ["Door"]),
        ("expired", ["Late"]),
        ("accepted", ["Won"]),
        ("declined", []),
        ("bin", []),
    ],
)
def test_a_view_shows_the_quotes_of_a_state(filled: QuoteDesk, view: str, titles: list[str]) -> None:
    filled.page.listing.bar.choose_view(view)
    assert filled.listed("title") == titles
    assert filled.page.listing.places.nothing.isVisible() is not bool(titles)


def test_quotes_are_found_as_you_type_without_accents_and_case(filled: QuoteDesk) -> None:
    filled.key(Qt.Key.Key_F, CTRL)
    filled.write("ANÁ")
    assert filled.listed("title") == ["Won", "Late", "Kitchen"]
    filled.write(" zzz")
    assert filled.page.listing.places.nothing.title.text() == "Nothing matches “ANÁ zzz”."
    filled.key(Qt.Key.Key_Escape)
    assert len(filled.listed()) == 4


def test_enter_in_the_filter_goes_to_the_table_and_opens_from_there(filled: QuoteDesk) -> None:
    filled.key(Qt.Key.Key_F, CTRL)
    filled.write("door")
    filled.key(Qt.Key.Key_Return)
    filled.key(Qt.Key.Key_Return)
    assert filled.stored().title == "Door"


def test_a_click_on_a_heading_sorts_and_it_is_remembered(filled: QuoteDesk) -> None:
    filled.page.listing.table.sort_by("total", descending=True)
    assert filled.listed("title") == ["Kitchen", "Won", "Door", "Late"]
    filled.page.listing.bar.choose_view("all")
    filled.page.listing.bar.field.setText("ana")
    assert filled.listed("title") == ["Kitchen", "Won", "Late"]
    assert filled.context.state.text("table/quotes/sort") == "-total"


def test_an_empty_list_says_what_it_is_for_and_offers_the_first_step(desk: QuoteDesk) -> None:
    assert desk.page.listing.empty.isVisible()
    click(child(desk.page.listing.empty, PrimaryButton, "New quote"))
    assert desk.page.is_editing


def test_commands_of_the_list_are_about_the_chosen_quote(filled: QuoteDesk) -> None:
    filled.page.listing.table.keeper.choose(2)
    menu = filled.page.open_menu(QPoint(5, 5))
    parts = filled.menu_parts(menu)
    assert parts["Sent or answered"][-2:] == ["Mark as declined …", "Withdraw …"]
    assert parts["Follow up"] == ["Followed up …", "Postpone follow-up …", "Note something …"]
    assert parts["Money"] == ["Record payment …", "Record invoice …", "Invoices and payments …"]
    assert parts["More"] == ["Duplicate quote", "Save as template …", "Show changes …", "Verify"]
    assert filled.menu_words(filled.page.open_menu(QPoint(5, 5))) == [
        "Send …", "Accept …", "Sent or answered", "Follow up", "Revise", "Save as PDF …", "Print and export", "Money",
        "More",
    ]  # fmt: skip
    filled.key(Qt.Key.Key_A, CTRL | SHIFT)
    filled.dialog().try_accept()
    assert shown(filled.store, 2).status == "accepted"


def test_drafts_go_to_the_bin_and_issued_quotes_stay(filled: QuoteDesk) -> None:
    filled.page.listing.table.keeper.choose(2)
    filled.key(Qt.Key.Key_Delete)
    assert "stays in the books" in filled.told()[-1]
    filled.page.listing.table.keeper.choose(1)
    filled.key(Qt.Key.Key_Delete)
    assert filled.listed("title") == ["Won", "Late", "Door"]
    filled.page.listing.bar.choose_view("bin")
    assert filled.listed("title") == ["Kitchen"]
    filled.page.listing.table.keeper.choose_first()
    filled.key(Qt.Key.Key_Delete)
    assert filled.listed("title") == []
    filled.page.listing.bar.choose_view("all")
    assert "Kitchen" in filled.listed("title")


def test_the_list_follows_what_others_do(filled: QuoteDesk, store: Database) -> None:
    with store.write("Elsewhere") as session:
        session.add(quote(None, title="New here", date=TODAY))
    assert filled.listed("title")[0] == "New here"


def test_another_day_makes_quotes_expire(filled: QuoteDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.ui.quotes.desk.TODAY", TODAY + dt.timedelta(days=400))
    filled.page.refresh()
    assert filled.listed("status") == ["Accepted", "Expired", "Sent", "Draft"]


def test_the_tab_takes_the_keyboard_when_it_is_shown(filled: QuoteDesk) -> None:
    assert QApplication.focusWidget() is filled.page.listing.table


def test_an_issued_number_can_be_found(filled: QuoteDesk) -> None:
    filled.page.listing.bar.field.setText("q2")
    assert filled.listed("title") == ["Late"]


def test_quotes_without_an_answer_come_up_by_a_chip_that_counts_them(filled: QuoteDesk) -> None:
    late = [row for row in filled.listed("title") if row == "Late"]
    chip = filled.page.listing.due
    assert (chip.isVisible(), chip.text()) == (True, f"Follow up {len(late)}")
    click(chip)
    assert filled.listed("title") == ["Late"]
    assert chip.isChecked()
    click(chip)
    assert len(filled.listed("title")) > 1
    assert not chip.isChecked()


def test_the_tab_tells_how_many_once_the_first_rows_are_there(filled: QuoteDesk) -> None:
    tab = filled.window.top_bar.tabs["quotes"]
    assert tab.count == ""
    filled.wait(lambda: tab.count == "1")
    filled.window.detach()
    assert tab.count == ""


def test_who_was_asked_is_noted_and_the_quote_comes_up_later(filled: QuoteDesk) -> None:
    filled.page.listing.bar.choose_view("follow_up")
    filled.page.listing.table.keeper.choose_first()
    filled.key(Qt.Key.Key_F, CTRL | SHIFT)
    dialog = filled.dialog()
    dialog.try_accept()
    assert filled.listed() == []
    assert "comes up again on" in filled.told()[-1]
    filled.undo()
    assert filled.listed("title") == ["Late"]


def test_a_follow_up_is_put_off_to_a_day_that_is_still_to_come(filled: QuoteDesk) -> None:
    filled.page.listing.bar.choose_view("follow_up")
    filled.page.listing.table.keeper.choose_first()
    filled.key(Qt.Key.Key_L, CTRL | SHIFT)
    dialog = filled.dialog()
    assert isinstance(dialog, PostponeDialog)
    field = dialog.form.field("follow_up_on")
    type_over(field.editor, "21/11/2026")
    dialog.try_accept()
    assert "not after today" in field.trouble
    type_over(field.editor, "24/11/2026")
    dialog.try_accept()
    assert filled.listed() == []
