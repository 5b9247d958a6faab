"""The look of papers in the settings: small pages that follow every change, a letterhead chosen, refused, removed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from crm_desktop.reports.worker import Worker
from crm_desktop.services import settings
from crm_desktop.services.settings_declared import Group
from crm_desktop.ui.render_client import InlineRenderer
from crm_desktop.ui.settings.look import LookPage, SampleDialog
from crm_desktop.ui.settings.window import SettingsWindow
from tests.reports import letterheads
from tests.ui.hands import press
from tests.ui.running import Running


@pytest.fixture
def look(running: Running, monkeypatch: pytest.MonkeyPatch) -> LookPage:
    """The page over an open file, its pages drawn at once."""
    monkeypatch.setattr(LookPage, "make_renderer", lambda: InlineRenderer(Worker().answer))
    running.open()
    running.run("go.settings")
    window = running.dialog(SettingsWindow)
    window.show_group(Group.LOOK)
    part = window.parts[Group.LOOK]
    assert isinstance(part, LookPage)
    return part


def stored(running: Running, key: str) -> str:
    with running.context().store.read() as session:
        return settings.get(session, key)


def test_every_design_is_shown_as_a_page_of_its_own(look: LookPage) -> None:
    images = [card.image for card in look.cards.cards.values()]
    assert all(image is not None and image.width() > 100 for image in images)
    assert len({bytes(image.constBits()) for image in images if image is not None}) == 3
    assert look.cards.cards["classic"].isChecked()


def test_a_design_is_chosen_by_mouse_and_by_keyboard(running: Running, look: LookPage) -> None:
    look.cards.cards["modern"].click()
    assert stored(running, "look.design") == "modern"
    look.cards.cards["compact"].setFocus()
    press(look.cards.cards["compact"], Qt.Key.Key_Return)
    assert stored(running, "look.design") == "compact"
    assert [key for key, card in look.cards.cards.items() if card.isChecked()] == ["compact"]


def test_the_small_pages_follow_the_colour(running: Running, look: LookPage) -> None:
    before = look.cards.cards["modern"].image
    with running.context().store.write("Change setting") as session:
        settings.put(session, "business.accent", "#B91C1C")
    assert look.cards.cards["modern"].image != before


def test_a_letterhead_is_chosen_and_its_margins_appear(running: Running, look: LookPage, tmp_path: Path) -> None:
    field = look.forms[0].field("look.first_top")
    assert not field.isVisible()
    path = tmp_path / "paper.pdf"
    path.write_bytes(letterheads.busy())
    running.answer(path)
    look.letterhead.choose_button.click()
    assert stored(running, "business.letterhead")
    assert field.isVisible()
    assert "Scripts" in look.letterhead.doubt.text()
    look.letterhead.remove_button.click()
    assert stored(running, "business.letterhead") == ""
    assert not field.isVisible()


def test_a_file_that_is_no_letterhead_is_told_beside_it(running: Running, look: LookPage, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"no pdf")
    running.answer(path)
    look.letterhead.choose_button.click()
    assert "not a PDF" in look.letterhead.fault.text()
    assert stored(running, "business.letterhead") == ""


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 20), "#0E7C7B").save(held, "PNG")
    return held.getvalue()


def test_a_logo_is_taken_shown_and_removed(running: Running, look: LookPage, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(picture())
    running.answer(path)
    before = look.cards.cards["classic"].image
    look.logo.choose_button.click()
    assert look.logo.remove_button.isVisible()
    assert not look.logo.picture.pixmap().isNull()
    assert look.cards.cards["classic"].image != before
    with running.context().store.read() as session:
        assert settings.logo(session) == picture()
    look.logo.remove_button.click()
    with running.context().store.read() as session:
        assert settings.logo(session) is None


def test_a_picture_that_is_none_is_refused_with_a_sentence(running: Running, look: LookPage, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"<svg/>")
    running.answer(path)
    look.logo.choose_button.click()
    assert look.logo.fault.isVisible()
    running.answer(tmp_path / "gone.png")
    look.logo.choose_button.click()
    assert "gone.png" in look.logo.fault.text()


def test_a_change_of_the_look_can_be_undone(running: Running, look: LookPage) -> None:
    look.cards.cards["modern"].click()
    running.run("edit.undo")
    assert stored(running, "look.design") == "classic"
    assert look.cards.cards["classic"].isChecked()


def test_the_sample_is_looked_at_in_full_size(look: LookPage) -> None:
    dialog = look.show_sample()
    assert isinstance(dialog, SampleDialog)
    assert dialog.pages.sheets.page_count == 1 or dialog.pages.isVisible()
    dialog.reject()
