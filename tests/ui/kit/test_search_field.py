"""A record is chosen by typing part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.ui.kit.search_field import Choice, SearchChoiceField
from tests.ui.hands import press
from tests.ui.kit.desk import Desk, retype

ANA, ANNA = Choice(1, "Ana Sousa", "Porto"), Choice(2, "Ánna Reis")


def _query(text: str) -> Sequence[Choice]:
    return [choice for choice in (ANA, ANNA) if text.casefold()[:2] in ("an", "á", "")]


def test_typing_suggests_and_enter_chooses(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query))
    QTest.keyClicks(field.editor, "an")
    assert field.popup_is_open
    assert [choice.title for choice in field.suggestions.choices] == ["Ana Sousa", "Ánna Reis"]
    press(field._suggester.list, Qt.Key.Key_Down)
    press(field._suggester.list, Qt.Key.Key_Return)
    assert desk.saved == [("customer", None, ANA)]
    assert field.editor.text() == "Ana Sousa"


def test_enter_takes_the_first_suggestion(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query))
    QTest.keyClicks(field.editor, "an")
    press(field._suggester.list, Qt.Key.Key_Return)
    assert desk.saved == [("customer", None, ANA)]
    assert not field.popup_is_open


def test_enter_takes_the_one_whose_name_was_typed_and_works_without_the_list(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query))
    QTest.keyClicks(field.editor, "anna reis")
    field._suggester.list.hide()
    press(field.editor, Qt.Key.Key_Return)
    assert desk.saved == [("customer", None, ANNA)]


def test_of_namesakes_enter_asks_once_more(desk: Desk, qtbot: QtBot) -> None:
    other = Choice(3, "Ana Sousa", "Lisboa")
    field = desk.put(SearchChoiceField("customer", "Customer", lambda text: [ANA, other]))
    QTest.keyClicks(field.editor, "ana")
    press(field._suggester.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field._suggester.list.currentIndex().isValid())
    assert desk.saved == []
    press(field._suggester.list, Qt.Key.Key_Down)
    press(field._suggester.list, Qt.Key.Key_Return)
    assert desk.saved == [("customer", None, other)]


def test_enter_on_a_name_nobody_has_offers_to_make_it_and_makes_it_at_the_next(desk: Desk, qtbot: QtBot) -> None:
    made = Choice(9, "Zed")
    field = desk.put(SearchChoiceField("customer", "Customer", lambda text: [], create=lambda text: made))
    QTest.keyClicks(field.editor, "Zed")
    press(field._suggester.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field._suggester.list.currentIndex().isValid())
    assert desk.saved == []
    press(field._suggester.list, Qt.Key.Key_Return)
    assert desk.saved == [("customer", None, made)]


def test_a_name_typed_in_full_is_chosen_whatever_its_accents(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query))
    retype(field, "anna reis")
    field.commit()
    assert field.value == ANNA
    retype(field, "")
    field.commit()
    assert field.value is None


def test_a_name_nobody_has_is_refused(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query), ANA)
    retype(field, "Zé Ninguém")
    assert not field.commit()
    assert "“Zé Ninguém” is not in the list" in field.trouble
    assert field.value == ANA


def test_a_new_name_is_offered_to_be_made(desk: Desk) -> None:
    made: list[str] = []

    def create(text: str) -> Choice:
        made.append(text)
        return Choice(9, text)

    field = desk.put(SearchChoiceField("customer", "Customer", _query, create=create))
    QTest.keyClicks(field.editor, "Zed")
    assert field.suggestions.new_text == "Zed"
    press(field._suggester.list, Qt.Key.Key_Up)
    press(field._suggester.list, Qt.Key.Key_Return)
    assert made == ["Zed"]
    assert desk.saved == [("customer", None, Choice(9, "Zed"))]


def test_a_name_that_cannot_be_stays_with_the_reason_below_it(desk: Desk, qtbot: QtBot) -> None:
    def create(text: str) -> Choice | None:
        raise Refused("name.empty", field="name")

    field = desk.put(SearchChoiceField("customer", "Customer", lambda text: [], create=create))
    QTest.keyClicks(field.editor, "x")
    press(field._suggester.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field._suggester.list.currentIndex().isValid())
    press(field._suggester.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(field.trouble))
    assert field.trouble == sentence(Refused("name.empty"))
    assert field.editor.text() == "x"
    assert desk.saved == []


def test_an_existing_name_is_not_offered_to_be_made_again(desk: Desk) -> None:
    field = desk.put(SearchChoiceField("customer", "Customer", _query, create=lambda text: None))
    QTest.keyClicks(field.editor, "ana sousa")
    assert field.suggestions.new_text == ""
