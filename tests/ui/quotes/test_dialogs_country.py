"""What a country adds to the question before issuing."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt

from crm_desktop.domain.quotes import Line
from tests.services.quotes import a_customer, a_draft, complete, put
from tests.ui.hands import CTRL, SHIFT, seen
from tests.ui.quotes.desk import QuoteDesk


def test_certified_software_is_told_of_before_the_first_issue_only(desk: QuoteDesk) -> None:
    for told in (True, False):
        desk.page.open_record(complete(desk.store))
        desk.key(Qt.Key.Key_I, CTRL | SHIFT)
        assert ("certified software" in " ".join(seen(desk.dialog()))) is told
        desk.key(Qt.Key.Key_Return)
        desk.wait(lambda: desk.stored().status == "issued")


def test_it_is_told_again_when_the_first_time_led_to_nothing(desk: QuoteDesk) -> None:
    desk.page.open_record(complete(desk.store))
    for _time in range(2):
        desk.key(Qt.Key.Key_I, CTRL | SHIFT)
        assert "certified software" in " ".join(seen(desk.dialog()))
        desk.key(Qt.Key.Key_Escape)


def test_what_brazil_wants_is_named_with_the_place_to_say_it(desk: QuoteDesk) -> None:
    put(desk.store, country="BR")
    visit = Line(description="Visita", unit="un", unit_price=Decimal(80))
    desk.page.open_record(a_draft(desk.store, visit, contact_id=a_customer(desk.store)))
    desk.key(Qt.Key.Key_I, CTRL | SHIFT)
    said = " ".join(seen(desk.dialog()))
    assert "• labour and materials apart (sections called “Mão de obra” and “Materiais”)" in said
    assert "certified software" not in said
