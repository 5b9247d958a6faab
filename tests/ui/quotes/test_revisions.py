"""Revisions at the keyboard: begun, seen as a chain, compared side by side and as a page; numbers and proofs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from crm_desktop.domain.quotes import Share, ShareKind
from crm_desktop.services import quote_drafts
from crm_desktop.services.quote_numbers import Counter
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.quotes import difference as difference_module
from crm_desktop.ui.quotes.difference import DifferenceDialog
from crm_desktop.ui.quotes.gaps import missing_words
from tests.factories import NOW
from tests.reports.reading import page_count, whole_text
from tests.services.quotes import complete, issue, put, reprice, revise, shown
from tests.ui.hands import ALT, CTRL, SHIFT, child, seen
from tests.ui.quotes.desk import QuoteDesk

CTRL_SHIFT = CTRL | SHIFT


def a_chain(desk: QuoteDesk) -> tuple[int, int]:
    """An issued quote with an issued revision of another price."""
    put(desk.store, numbering__quote__pattern="Q-{year}-{seq:4}")
    first = complete(desk.store, title="Shelves")
    issue(desk.store, first)
    second = reprice(desk.store, revise(desk.store, first), 150)
    issue(desk.store, second)
    return first, second


def test_revise_opens_a_draft_and_opens_it_again(desk: QuoteDesk) -> None:
    first = complete(desk.store)
    issue(desk.store, first)
    desk.page.open_record(first)
    desk.key(Qt.Key.Key_R, CTRL_SHIFT)
    draft = desk.stored()
    assert (draft.status, draft.revision_of_id) == ("draft", first)
    desk.page.open_record(first)
    desk.key(Qt.Key.Key_R, CTRL_SHIFT)
    assert desk.stored().id == draft.id
    desk.key(Qt.Key.Key_I, CTRL_SHIFT)
    assert "-R2" in " ".join(seen(desk.dialog()))
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.stored().status == "issued")
    desk.wait(lambda: any("It supersedes" in told for told in desk.told()))
    assert shown(desk.store, first).status == "superseded"


def test_the_totals_of_a_revision_that_changes_none_are_not_cut(desk: QuoteDesk) -> None:
    first = complete(desk.store)
    with desk.store.write("Edit quote") as session:
        quote_drafts.edit(session, first, {"discount": Share(ShareKind.PERCENT, Decimal(5))})
    issue(desk.store, first)
    desk.page.open_record(first)
    totals = desk.editor.foot.totals
    desk.wait(lambda: totals.height() == totals.sizeHint().height())
    needed = totals.height()
    desk.key(Qt.Key.Key_R, CTRL_SHIFT)
    assert desk.stored().id != first
    desk.wait(lambda: totals.height() == totals.sizeHint().height())
    assert totals.height() == needed


def test_the_chain_is_shown_and_a_click_opens_another(desk: QuoteDesk) -> None:
    first, second = a_chain(desk)
    alone = complete(desk.store)
    desk.page.open_record(alone)
    assert not desk.editor.revisions.isVisible()
    desk.page.open_record(second)
    strip = desk.editor.revisions
    desk.wait(lambda: "Q-2026-0001" in seen(strip))
    words = " ".join(seen(strip))
    assert "21/11/2026 · €\u00a01,405.89" in words
    child(strip, LinkButton, "Q-2026-0001").click()
    assert desk.editor.book.quote_id == first
    assert desk.editor.head.state.word == "Superseded"


def test_a_long_chain_stays_one_line_and_the_rest_of_it_is_in_a_menu(desk: QuoteDesk) -> None:
    _first, latest = a_chain(desk)
    for price in (160, 170, 180, 190):
        latest = reprice(desk.store, revise(desk.store, latest), price)
        issue(desk.store, latest)
    desk.page.open_record(latest)
    strip = desk.editor.revisions
    desk.wait(strip.all.isVisible)
    assert strip.height() < 2 * strip.changes.height()
    words = seen(strip)
    assert "6 revisions" in words
    assert "Q-2026-0001-R5" in words
    assert "Q-2026-0001" not in words
    assert "Show changes …" in words
    menu = strip.all.menu()
    assert menu is not None
    entries = [entry.text().replace("\u00a0", " ") for entry in menu.actions()]
    assert entries[0] == "Q-2026-0001 · Superseded · 21/11/2026 · € 1,405.89"
    assert [entry.isChecked() for entry in menu.actions()] == [False] * 5 + [True]
    menu.actions()[0].trigger()
    assert desk.stored().number == "Q-2026-0001"


def test_a_draft_in_the_chain_can_be_binned_and_the_strip_goes(desk: QuoteDesk) -> None:
    first = complete(desk.store)
    issue(desk.store, first)
    draft = revise(desk.store, first)
    desk.page.open_record(first)
    desk.wait(lambda: "Revision 2" in seen(desk.editor.revisions))
    with desk.store.write("Delete quote") as session:
        quote_drafts.to_bin(session, draft, now=NOW)
    assert not desk.editor.revisions.isVisible()


def test_what_changed_is_shown_side_by_side(desk: QuoteDesk) -> None:
    _first, second = a_chain(desk)
    desk.page.open_record(second)
    desk.key(Qt.Key.Key_C, CTRL | ALT)
    words = seen(desk.dialog())
    assert "Changes from Q-2026-0001 to Q-2026-0001-R2" in words
    said = [text.replace("\u00a0", " ") for text in words]
    assert "Unit price: € 145.00 → € 150.00" in said
    assert said[said.index("Oak shelf") + 1 : said.index("Oak shelf") + 3] == ["€ 870.00", "€ 900.00"]


def test_the_changes_are_saved_as_one_page(desk: QuoteDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _first, second = a_chain(desk)
    out = tmp_path / "changes.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    desk.page.open_record(second)
    desk.wait(lambda: "Show changes …" in seen(desk.editor.revisions))
    child(desk.editor.revisions, LinkButton, "Show changes …").click()
    child(desk.dialog(), QAbstractButton, "Save as PDF …").click()
    desk.wait(out.exists)
    assert page_count(out.read_bytes()) == 1
    assert "Oak shelf" in whole_text(out.read_bytes())
    desk.wait(lambda: "Saved as changes.pdf" in desk.told())


def test_a_long_chain_can_be_compared_with_any_of_it(desk: QuoteDesk) -> None:
    first, second = a_chain(desk)
    third = reprice(desk.store, revise(desk.store, second), 160)
    desk.page.open_record(third)
    desk.key(Qt.Key.Key_C, CTRL | ALT)
    dialog = desk.dialog()
    assert isinstance(dialog, DifferenceDialog)
    assert dialog.with_id == second
    dialog.choice.setCurrentIndex(0)
    dialog.choice.activated.emit(0)
    assert dialog.with_id == first
    assert "Changes from Q-2026-0001 to Q-2026-0001-R3" in seen(dialog)


def test_more_changes_than_anybody_reads_are_counted(desk: QuoteDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difference_module, "MOST", 0)
    _first, second = a_chain(desk)
    desk.page.open_record(second)
    desk.page.compare_chosen()
    assert "… and 1 more change" in seen(desk.dialog())


def test_a_quote_that_revises_none_says_so(desk: QuoteDesk) -> None:
    quote_id = complete(desk.store)
    issue(desk.store, quote_id)
    desk.page.refresh()
    desk.page.listing.choose(quote_id)
    desk.page.compare_chosen()
    assert "revises no other" in desk.told()[-1]


def test_a_quote_is_proved(desk: QuoteDesk) -> None:
    _first, second = a_chain(desk)
    desk.page.proofs.verify(second)
    words = " ".join(seen(desk.dialog()))
    assert "Q-2026-0001-R2 is exactly as issued" in words
    assert str(shown(desk.store, second).sha256) in words
    desk.dialog().reject()
    desk.page.proofs.verify(complete(desk.store))
    assert "still a draft" in desk.told()[-1]


def test_all_quotes_are_proved_in_the_background(desk: QuoteDesk) -> None:
    desk.page.proofs.verify_all()
    desk.wait(lambda: "No quote was issued yet." in desk.told())
    first, _second = a_chain(desk)
    desk.page.proofs.verify_all()
    desk.wait(lambda: desk.window.findChildren(type(desk.dialog())))
    assert "All 2 issued quotes are exactly as issued" in " ".join(seen(desk.dialog()))
    desk.dialog().reject()
    with closing(sqlite3.connect(desk.store.path)) as connection:
        connection.execute("DROP TRIGGER frozen_quote_issue_update")
        connection.execute("UPDATE quote_issue SET pdf = x'00' WHERE quote_id = ?", (first,))
        connection.commit()
    desk.page.proofs.verify(first)
    assert "Q-2026-0001 is not as issued" in " ".join(seen(desk.dialog()))
    desk.dialog().reject()
    desk.page.proofs.verify_all()
    desk.wait(lambda: "Not all quotes are as issued" in " ".join(seen(desk.dialog())))


def test_numbers_and_gaps_are_listed(desk: QuoteDesk) -> None:
    desk.page.show_numbers()
    assert "No quote was issued yet." in seen(desk.dialog())
    desk.dialog().reject()
    a_chain(desk)
    put(desk.store, numbering__quote__start="5", numbering__quote__start_year="2026")
    issue(desk.store, complete(desk.store))
    desk.page.show_numbers()
    words = seen(desk.dialog())
    assert "Q-2026-0002 to Q-2026-0004 (3)" in words
    assert {"Q-2026-0001", "Q-2026-0005"} <= set(words)


def test_many_gaps_are_cut(desk: QuoteDesk) -> None:
    gaps = tuple((f"Q-{place}", f"Q-{place}") for place in range(2, 40, 2))
    said = missing_words(Counter("", 2026, "Q-1", "Q-41", 20, 0, gaps, len(gaps)))
    assert said.endswith(", … (19)")
