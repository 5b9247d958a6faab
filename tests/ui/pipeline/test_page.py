"""The Pipeline tab: filter, chips, table, the deal beside them, and what undo brings back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt

from crm_desktop.services import boards, contacts, deals, pipelines
from crm_desktop.services.contacts import ContactDraft
from crm_desktop.services.deals_list import DealRow
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.pipeline.losing import LostDialog
from crm_desktop.ui.tokens import Tone
from crm_desktop.words import set_language
from tests.factories import NOW, TODAY
from tests.ui.hands import child, click, press, seen, type_text
from tests.ui.office import Office
from tests.ui.pipeline.deals_page import DealsDesk
from tests.ui.typing_in import editor, fill_in, pick, type_over

LONG_AGO = TODAY - dt.timedelta(days=9)


@pytest.fixture
def desk(office: Office) -> DealsDesk:
    return DealsDesk(office)


def test_an_empty_pipeline_says_what_it_is_for_and_offers_the_first_deal(desk: DealsDesk) -> None:
    page = desk.open()
    assert "No deals yet" in seen(page)
    page.bar.new_button.click()  # type: ignore[union-attr]
    assert desk.titles("Contacted") == ["New deal"]
    type_text(page.editor.form.field("title").editor, "Bakery oven")
    assert page.leave()
    assert desk.titles("Contacted") == ["Bakery oven"]


def test_the_filter_is_heard_at_every_letter_without_accents_or_case(desk: DealsDesk) -> None:
    desk.add("Balcão")
    desk.add("Kitchen")
    page = desk.open()
    type_text(page.bar.field, "BALCAO")
    assert desk.titles("Contacted") == ["Balcão"]
    assert desk.head("Contacted")[1] == "1"
    press(page.bar.field, Qt.Key.Key_Escape)
    assert desk.titles("Contacted") == ["Kitchen", "Balcão"]


def test_the_chips_show_what_wants_attention_or_closes_this_month_one_at_a_time(desk: DealsDesk) -> None:
    desk.add("Late", next_step="Call", next_step_date=LONG_AGO)
    desk.add("Soon", next_step="Call", next_step_date=TODAY, expected_close=TODAY)
    page = desk.open()
    assert page.bar.attention.text() == "Needs attention 1"
    assert page.bar.attention.tone is Tone.RED
    assert page.bar.closing.text() == "Closing this month 1"
    click(page.bar.attention)
    assert desk.titles("Contacted") == ["Late"]
    click(page.bar.closing)
    assert not page.bar.attention.isChecked()
    assert desk.titles("Contacted") == ["Soon"]
    click(page.bar.closing)
    assert desk.titles("Contacted") == ["Soon", "Late"]


def test_the_table_shows_the_same_deals_and_is_remembered(desk: DealsDesk) -> None:
    desk.add("Kitchen")
    won = desk.add("Sign")
    desk.office.write(lambda session: deals.win(session, won, today=TODAY, now=NOW))
    page = desk.open()
    click(child(page, SecondaryButton, "Table"))
    assert page.table.isVisible()
    assert page.model.paged.count == 1
    page.bar.choose_view("won")
    assert page.model.data(page.model.index(0, 0)) == "Sign"
    assert desk.office.state.text("pipeline/how") == "table"


def test_while_the_table_is_shown_no_cards_are_read(desk: DealsDesk) -> None:
    desk.add("Kitchen")
    desk.office.state.set_text("pipeline/how", "table")
    page = desk.open()
    assert page.table.isVisible()
    assert not page.board.columns


def test_enter_opens_a_deal_beside_the_board_and_escape_closes_it(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    desk.choose(mine)
    press(desk.cards("Contacted"), Qt.Key.Key_Return)
    assert page.editor.isVisible()
    assert page.editor.title.text() == "Kitchen"
    press(page, Qt.Key.Key_Escape)
    assert not page.editor.isVisible()
    assert desk.cards("Contacted").hasFocus()


def test_while_a_deal_is_open_another_card_shows_itself_there(desk: DealsDesk) -> None:
    first, second = desk.add("First"), desk.add("Second")
    page = desk.open()
    page.open_record(first)
    desk.choose(second)
    assert page.editor.title.text() == "Second"


def test_what_was_refused_stays_on_the_screen_and_the_board_points_at_it(desk: DealsDesk) -> None:
    first, second = desk.add("First"), desk.add("Second")
    page = desk.open()
    page.open_record(first)
    value = page.editor.form.field("value")
    type_over(value.editor, "a lot")
    page.board.choose(second, desk.stages["Contacted"].id)
    assert page.editor.title.text() == "First"
    assert page.board.current() == first
    assert value.trouble
    assert not page.leave()


def test_a_field_is_saved_when_it_is_left_and_the_column_counts_anew(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen", value=100_000)
    page = desk.open()
    page.open_record(mine)
    fill_in(page.editor.form.field("value"), "2.345,50")
    assert desk.detail(mine).row.value == 234_550
    assert desk.head("Contacted")[2] == "€ 2,345.50 · weighted € 469.10"


def test_an_empty_probability_shows_that_of_the_stage(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen", "Proposal")
    page = desk.open()
    page.open_record(mine)
    assert editor(page.editor.form, "probability").placeholderText() == "60"
    fill_in(page.editor.form.field("probability"), "75")
    assert desk.detail(mine).row.probability == 75


def test_another_stage_chosen_in_the_deal_moves_its_card_and_is_written_down(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    page.open_record(mine)
    pick(page.editor.form.field("stage_id"), "Proposal")
    assert desk.titles("Proposal") == ["Kitchen"]

    def steps() -> list[str]:
        return [line.partition("  ")[2] for line in seen(page.editor) if "  " in line]

    desk.office.qtbot.waitUntil(lambda: steps() == ["Proposal", "Contacted"])


def test_lost_asks_for_a_reason_which_the_deal_then_shows(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    page.open_record(mine)
    page.editor.lost_button.click()
    dialog = desk.office.opened(LostDialog)
    pick(dialog.form.field("reason_id"), "Too expensive")
    type_text(dialog.form.field("note").editor, "They bought a used one")
    dialog.accept_button.click()  # type: ignore[union-attr]
    assert desk.stage_of(mine) == "Lost"
    assert desk.detail(mine).row.lost_reason == "Too expensive"
    assert desk.office.told() == ["“Kitchen” is lost."]
    assert page.editor.reopen_button.isVisible()
    assert not page.editor.lost_button.isVisible()
    page.editor.reopen_button.click()
    assert desk.stage_of(mine) == "Contacted"


def test_a_reason_nobody_has_given_yet_can_be_typed(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    desk.open().open_record(mine)
    desk.page.editor.lost_button.click()
    dialog = desk.office.opened(LostDialog)
    type_text(dialog.form.field("new_reason").editor, "Moved abroad")
    dialog.accept_button.click()  # type: ignore[union-attr]
    assert desk.detail(mine).row.lost_reason == "Moved abroad"


def test_a_deal_is_put_in_the_bin_and_the_message_brings_it_back(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    desk.add("Sign")
    page = desk.open()
    desk.choose(mine)
    press(desk.cards("Contacted"), Qt.Key.Key_Delete)
    assert desk.office.told() == ["1 deal was put in the bin."]
    assert desk.titles("Contacted") == ["Sign"]
    desk.office.undo_by_toast()
    assert desk.titles("Contacted") == ["Sign", "Kitchen"]
    assert not page.editor.isVisible()


def test_deals_are_restored_from_the_bin_in_the_table(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    desk.office.write(lambda session: deals.to_bin(session, mine, now=NOW))
    page = desk.open()
    page.show_how("table")
    page.bar.choose_view("bin")
    page.table.keeper.choose(mine)
    page.delete_chosen()
    assert not desk.detail(mine).binned
    assert desk.office.told() == ["Restored."]


def test_a_deal_whose_making_is_undone_is_no_longer_shown(desk: DealsDesk) -> None:
    page = desk.open()
    page.new_record()
    assert page.editor.isVisible()
    desk.office.store.undo()
    assert not page.editor.isVisible()
    assert "No deals yet" in seen(page)


def test_a_change_made_elsewhere_shows_at_once_but_typing_stays(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    page.open_record(mine)
    notes = editor(page.editor.form, "notes")
    type_text(notes, "half a thou")
    desk.office.write(lambda session: deals.edit(session, mine, {"title": "Big kitchen"}, now=NOW))
    assert page.editor.title.text() == "Big kitchen"
    assert notes.toPlainText() == "half a thou"


def test_a_deal_that_was_won_while_the_tab_was_hidden_shows_it(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    page.open_record(mine)
    assert page.editor.won_button.isVisible()
    page.hide()
    desk.office.write(lambda session: deals.win(session, mine, today=TODAY, now=NOW))
    page.show()
    assert page.editor.isVisible()
    assert not page.editor.won_button.isVisible()


def test_a_deal_for_a_contact_names_it_and_leads_there(desk: DealsDesk) -> None:
    ana = desk.office.write(lambda session: contacts.create(session, ContactDraft(name="Ana Sousa"), NOW))
    page = desk.open()
    page.add_deal(ana)
    assert page.editor.customer.words() == "Ana Sousa"
    page.editor.customer.click()
    assert desk.office.went == [("contacts", ana)]


def test_the_title_a_new_deal_has_for_a_start_is_replaced_by_typing(desk: DealsDesk) -> None:
    page = desk.open()
    page.add_deal(None)
    new = page.editor.record_id
    assert new is not None
    assert page.close_editor()
    page.open_record(new)
    title = editor(page.editor.form, "title")
    assert title.hasFocus()
    type_text(title, "Kitchen")
    assert title.text() == "Kitchen"


def test_a_quote_begun_from_a_deal_belongs_to_it_and_is_shown(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    page.open_record(mine)
    page.editor.quote_button.click()
    assert [went for went, _id in desk.office.went] == ["quotes"]


def test_two_pipelines_can_be_chosen_from_and_the_choice_is_remembered(desk: DealsDesk) -> None:
    desk.add("Kitchen")
    other = desk.office.write(lambda session: pipelines.create_pipeline(session, "Exports"))
    page = desk.open()
    assert page.bar.pipeline_button.isVisible()
    next(entry for entry in page.bar.pipeline_menu.actions() if entry.text() == "Exports").trigger()
    assert page.pipeline_id == other
    assert page.bar.pipeline_button.words() == "Exports"
    assert "No deals yet" in seen(page)
    assert desk.office.state.text("pipeline/shown") == str(other)


def test_thousands_of_deals_open_with_a_page_of_cards_for_each_column(
    desk: DealsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = desk.stages["Contacted"].id
    with desk.office.store.write("Fill") as session:
        first = deals.create(session, deals.NewDeal("Deal"), today=TODAY, now=NOW)
        session.flush()
        connection = session.connection()
        names = [column for (column,) in connection.exec_driver_sql("select name from pragma_table_info('deal')")]
        copied = ", ".join(name for name in names if name not in ("id", "position"))
        connection.exec_driver_sql(
            f"with recursive n(i) as (select 1 union all select i + 1 from n where i < 8800)"
            f" insert into deal (position, {copied}) select i * 1000, {copied} from n, deal where deal.id = {first}"
        )
    rows: list[int] = []
    read = boards.cards

    def counted(*args: Any, **named: Any) -> tuple[DealRow, ...]:
        rows.append(args[3])
        return read(*args, **named)

    with monkeypatch.context() as watched:
        watched.setattr(boards, "cards", counted)
        page = desk.open()
        assert desk.head("Contacted")[1] == "8,801"
        page.board.choose(first, stage)
        page.board.columns[stage].cards.scrollToBottom()
        page.grab()
    assert page.board.current() == first
    assert sum(rows) < 1000


def test_everything_rests_while_the_file_cannot_be_written(desk: DealsDesk) -> None:
    mine = desk.add("Kitchen")
    page = desk.open()
    page.open_record(mine)
    page.set_editable(False)
    page.win_chosen()
    page.delete_chosen()
    assert desk.stage_of(mine) == "Contacted"
    assert not desk.detail(mine).binned
    assert not page.editor.won_button.isEnabled()
    assert editor(page.editor.form, "title").isReadOnly()


def test_a_new_day_is_noticed_without_a_restart(desk: DealsDesk) -> None:
    desk.add("Kitchen", next_step="Call", next_step_date=TODAY)
    page = desk.open()
    assert page.bar.attention.text() == "Needs attention 0"
    desk.office.day = TODAY + dt.timedelta(days=1)
    page.refresh()
    assert page.bar.attention.text() == "Needs attention 1"


def test_a_filter_that_finds_nothing_says_so_on_board_and_table(desk: DealsDesk) -> None:
    desk.add("Kitchen")
    page = desk.open()
    type_text(page.bar.field, "sauna")
    assert "Nothing matches “sauna”." in seen(page)
    assert not page.board.isVisible()
    page.show_how("table")
    assert "Nothing in “Open deals” matches “sauna”." in seen(page)
    click(page.places.nothing.clear_button)
    assert page.table.isVisible()
    page.bar.choose_view("lost")
    assert "Nothing in “Lost”." in seen(page)
    click(page.places.nothing.clear_button)
    assert page.bar.view == "all"
    assert page.model.paged.count == 1


def test_a_chip_that_finds_nothing_says_so_and_lets_go(desk: DealsDesk) -> None:
    desk.add("Kitchen", next_step="Call", next_step_date=TODAY)
    page = desk.open()
    click(page.bar.attention)
    assert "Nothing in “Needs attention”." in seen(page)
    click(page.places.nothing.clear_button)
    assert not page.bar.attention.isChecked()
    assert desk.titles("Contacted") == ["Kitchen"]


def test_under_a_filter_empty_columns_do_not_claim_to_be_empty(desk: DealsDesk) -> None:
    desk.add("Kitchen")
    desk.add("Sign", "Proposal")
    page = desk.open()
    assert desk.head("Qualified")[2] == "nothing yet"
    type_text(page.bar.field, "kitchen")
    assert desk.head("Proposal")[1:] == ("0", "nothing found")


def test_the_order_a_heading_gave_stays_while_the_filter_is_typed(desk: DealsDesk) -> None:
    for title in ("Bench", "Attic", "Cabin bench"):
        desk.add(title)
    page = desk.open()
    page.show_how("table")
    page.table.sort_by("title", descending=True)
    type_text(page.bar.field, "b")
    assert [page.model.data(page.model.index(row, 0)) for row in range(2)] == ["Cabin bench", "Bench"]


@pytest.mark.parametrize("language", ["en", "pt_PT", "pt_BR"])
def test_the_deal_beside_the_board_is_cut_in_no_language(desk: DealsDesk, language: str) -> None:
    mine = desk.add("Kitchen")
    set_language(language)
    try:
        page = desk.open()
        page.open_record(mine)
        desk.office.qtbot.waitUntil(lambda: page.editor.viewport().width() > 0)
        inner = page.editor.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= page.editor.viewport().width() <= 430
        assert page.editor.horizontalScrollBar().maximum() == 0
    finally:
        set_language("en")
