"""A form saves field by field, puts refusals where they belong and never throws typed words away."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from crm_desktop.domain.errors import Refused, Stale
from crm_desktop.ui.kit.choice_fields import CheckField
from crm_desktop.ui.kit.forms import Form
from crm_desktop.ui.kit.text_fields import TextField
from tests.ui.hands import child, click, seen


class Records:
    """Stands for a service: keeps values, refuses what a test tells it to."""

    def __init__(self) -> None:
        self.stored: dict[str, Any] = {"name": "Ana", "email": "ana@x.pt", "news": False}
        self.refusal: Exception | None = None
        self.asked: list[tuple[str, Any, Any]] = []

    def save(self, name: str, old: Any, new: Any) -> None:
        self.asked.append((name, old, new))
        if self.refusal is not None:
            raise self.refusal
        if self.stored[name] != old:
            raise Stale(name, self.stored[name], new)
        self.stored[name] = new


@pytest.fixture
def records() -> Records:
    return Records()


def _form(qtbot: QtBot, records: Records, *, beside: bool = False) -> Form:
    form = Form(records.save, beside=beside, bare=beside)
    form.add(TextField("name", "Name"))
    form.add(TextField("email", "E-mail"))
    form.add(CheckField("news", "Newsletter"))
    form.set_values(records.stored)
    qtbot.addWidget(form)
    form.show()
    return form


def _type(form: Form, name: str, text: str) -> None:
    editor = form.field(name).editor
    editor.setText(text)  # type: ignore[attr-defined]
    editor.textEdited.emit(text)  # type: ignore[attr-defined]


def test_a_field_is_saved_and_then_told(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    told: list[tuple[str, Any, Any]] = []
    form.committed.connect(lambda *news: told.append(news))
    _type(form, "name", "Bruno")
    assert form.dirty
    assert form.commit()
    assert records.stored["name"] == "Bruno"
    assert told == [("name", "Ana", "Bruno")]
    assert form.values() == {"name": "Bruno", "email": "ana@x.pt", "news": False}


def test_a_refusal_stands_beside_the_field_and_the_words_stay(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    records.refusal = Refused("record.missing", field="name")
    _type(form, "name", "Bruno")
    assert not form.commit()
    field = form.field("name")
    assert field.trouble == "This record no longer exists. Nothing was saved."
    assert (field.editor.text(), field.value, field.dirty) == ("Bruno", "Ana", True)  # type: ignore[attr-defined]
    records.refusal = None
    assert form.commit()
    assert records.asked[-1] == ("name", "Ana", "Bruno")


def test_a_refusal_that_names_another_field_stands_there_too(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    records.refusal = Refused("record.missing", field="email")
    _type(form, "name", "Bruno")
    assert not form.commit()
    assert form.field("email").trouble
    assert form.field("name").dirty


def test_a_change_made_elsewhere_offers_both_versions(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    records.stored["name"] = "Ana Maria"
    _type(form, "name", "Bruno")
    assert not form.commit()
    assert "“Ana Maria” while you typed “Bruno”" in form.field("name").trouble
    click(child(form, QPushButton, "Keep mine"))
    assert records.stored["name"] == "Bruno"
    assert form.field("name").trouble == ""


def test_the_other_version_can_be_taken(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    records.stored["name"] = "Ana Maria"
    _type(form, "name", "Bruno")
    form.commit()
    click(child(form, QPushButton, "Take the other"))
    assert (form.field("name").value, form.dirty) == ("Ana Maria", False)
    assert records.stored["name"] == "Ana Maria"
    assert "Keep mine" not in seen(form)


def test_a_fault_of_the_program_loses_no_words(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    records.refusal = ZeroDivisionError()
    _type(form, "name", "Bruno")
    with capture_exceptions() as caught:
        assert not form.commit()
    assert caught[0][0] is ZeroDivisionError
    assert (form.field("name").value, form.dirty) == ("Ana", True)
    records.refusal = None
    assert form.commit()
    assert records.stored["name"] == "Bruno"


def test_reading_the_record_again_spares_the_field_in_which_somebody_types(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    _type(form, "name", "Bru")
    form.take_stored({"name": "Clara", "email": "new@x.pt", "unknown": 1})
    assert form.field("name").editor.text() == "Bru"  # type: ignore[attr-defined]
    assert form.field("email").value == "new@x.pt"


def test_another_record_forgets_typed_words_and_empties_what_it_lacks(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    _type(form, "name", "Bru")
    form.set_values({"name": "Clara"})
    assert form.values() == {"name": "Clara", "email": "", "news": False}
    assert not form.dirty
    assert records.asked == []


def test_a_refusal_from_elsewhere_finds_its_field(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    assert form.refuse(Refused("record.missing", field="email"))
    assert form.refuse(Refused("record.missing", field="unknown"), "name")
    assert not form.refuse(Refused("record.missing"))
    assert form.field("email").trouble
    assert form.field("name").trouble


def test_the_first_faulty_field_gets_the_cursor(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    form.activateWindow()
    records.refusal = Refused("record.missing")
    _type(form, "email", "x")
    form.focus_first()
    assert not form.commit()
    qtbot.waitUntil(form.field("email").editor.hasFocus)


@pytest.mark.parametrize("beside", [False, True])
def test_every_field_has_its_label_and_a_check_box_its_own_words(qtbot: QtBot, records: Records, beside: bool) -> None:
    form = _form(qtbot, records, beside=beside)
    assert seen(form) == ["Name", "E-mail", "Newsletter"]
    buddies = [label.buddy() for label in form.findChildren(QLabel) if label.text() in ("Name", "E-mail")]
    assert buddies == [form.field("name").editor, form.field("email").editor]


@pytest.mark.parametrize("beside", [False, True])
def test_a_field_goes_and_comes_with_its_label(qtbot: QtBot, records: Records, beside: bool) -> None:
    form = _form(qtbot, records, beside=beside)
    form.show_field("email", False)
    assert seen(form) == ["Name", "Newsletter"]
    form.show_field("email", True)
    assert "E-mail" in seen(form)


def test_a_locked_form_can_be_read_only(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    form.set_editable(False)
    assert form.field("name").editor.isReadOnly()  # type: ignore[attr-defined]
    assert not form.field("news").editor.isEnabled()


def test_escape_for_all_takes_everything_back(qtbot: QtBot, records: Records) -> None:
    form = _form(qtbot, records)
    _type(form, "name", "x")
    _type(form, "email", "y")
    form.restore()
    assert form.values() == records.stored
    assert not form.dirty
