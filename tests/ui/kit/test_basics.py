"""Labels, buttons, chips, avatars and empty states show customer text as it is and can be used without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.ui.kit.avatar import Avatar, initials, pastel
from crm_desktop.ui.kit.buttons import DropButton, IconButton, LinkButton, PrimaryButton, Segments
from crm_desktop.ui.kit.chip import Chip, ChipButton, chip_width
from crm_desktop.ui.kit.empty import EmptyState
from crm_desktop.ui.kit.labels import ElidedLabel, KeyCap, Look, PlainLabel
from crm_desktop.ui.kit.plain import tool_tip
from crm_desktop.ui.kit.surfaces import SectionTabs
from crm_desktop.ui.theme import theme
from crm_desktop.ui.tokens import LIGHT, Tone
from tests.ui.hands import child, click, press, seen

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_a_label_never_takes_customer_text_for_markup(qtbot: QtBot) -> None:
    label = PlainLabel(MARKUP, selectable=True)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert label.sizeHint().width() > PlainLabel("A & B").sizeHint().width()


def test_a_tool_tip_shows_markup_as_letters() -> None:
    assert tool_tip("plain words") == "plain words"
    assert "&lt;img" in tool_tip(MARKUP)
    assert "<img" not in tool_tip(MARKUP)


def test_a_label_that_is_cut_tells_all_of_it_in_its_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("A long name <Ltd> that has no room here")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    _hover(label)
    assert label.is_cut()
    assert "A long name &lt;Ltd&gt; that" in label.toolTip()
    label.resize(600, 20)
    _hover(label)
    assert label.toolTip() == ""


def _hover(label: ElidedLabel) -> None:
    QApplication.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))


def test_a_coloured_word_takes_the_colour_of_its_tone(qtbot: QtBot) -> None:
    label = PlainLabel("██████", tone=Tone.RED, look=Look.TITLE)
    qtbot.addWidget(label)
    label.show()
    assert _middle(label.grab().toImage()) == QColor(LIGHT.red)
    label.set_tone(None)
    assert _middle(label.grab().toImage()) == QColor(LIGHT.text)


def _middle(image: QImage) -> QColor:
    return image.pixelColor(image.width() // 2, image.height() // 2)


def test_a_button_shows_its_ampersand_and_runs_without_arguments(qtbot: QtBot) -> None:
    ran: list[tuple[object, ...]] = []
    button = PrimaryButton("Call Smith & Sons")
    qtbot.addWidget(button)
    button.on_click(lambda *given: ran.append(given))
    click(button)
    press(button, Qt.Key.Key_Space)
    assert button.text() == "Call Smith && Sons"
    assert button.words() == "Call Smith & Sons"
    assert ran == [(), ()]


def test_an_icon_alone_has_a_name_and_tells_its_shortcut(qtbot: QtBot) -> None:
    button = IconButton("undo", "Undo", shortcut="Ctrl+Z")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo (Ctrl+Z)"


@pytest.mark.parametrize("make", [PrimaryButton, LinkButton, DropButton])
def test_every_button_can_be_reached_by_keyboard(qtbot: QtBot, make: type[QPushButton]) -> None:
    button = make("Go")
    qtbot.addWidget(button)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    before = button.grab().toImage()
    button.show()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != before


def test_exactly_one_segment_is_down(qtbot: QtBot) -> None:
    chosen: list[str] = []
    view = Segments([("board", "Board"), ("table", "Table"), ("forecast", "Forecast")], "View")
    qtbot.addWidget(view)
    view.chosen.connect(chosen.append)
    view.show()
    assert view.current == "board"
    click(child(view, QPushButton, "Table"))
    view.choose("forecast")
    assert (view.current, chosen) == ("forecast", ["table"])


def test_a_tag_is_removed_by_its_cross_or_the_delete_key_only(qtbot: QtBot) -> None:
    removed: list[str] = []
    chip = Chip("wood", removable=True)
    qtbot.addWidget(chip)
    chip.removed.connect(removed.append)
    chip.resize(chip.sizeHint())
    chip.show()
    click(chip, QPoint(5, 10))
    assert removed == []
    click(chip, QPoint(chip.width() - 8, 10))
    press(chip, Qt.Key.Key_Delete)
    assert removed == ["wood", "wood"]


def test_a_status_chip_is_read_aloud_and_keeps_its_word_when_it_changes(qtbot: QtBot) -> None:
    chip = Chip("Prospect", Tone.AMBER)
    qtbot.addWidget(chip)
    chip.set_word("Customer", Tone.GREEN)
    assert (chip.word, chip.accessibleName()) == ("Customer", "Customer")
    assert chip.sizeHint().width() == chip_width("Customer")
    assert _ground(chip) == QColor(LIGHT.green_soft)


def _ground(chip: Chip) -> QColor:
    chip.resize(chip.sizeHint())
    return chip.grab().toImage().pixelColor(4, 10)


def test_a_filter_chip_goes_down_and_up(qtbot: QtBot) -> None:
    chip = ChipButton("Needs attention 4")
    qtbot.addWidget(chip)
    chip.show()
    click(chip)
    assert chip.isChecked()
    press(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Sousa", "AS"),
        ("Ana Maria de Sousa", "AS"),
        ("Café Central", "CC"),
        ("madonna", "M"),
        ("Rocha & Filhos", "RF"),
        ("da Silva", "S"),
        ("de da", "DD"),
        ("(Zé) Ninguém", "ZN"),
        ("123 Go", "1G"),
        ("", ""),
        ("& – ✓", ""),
        ("ßtraße", "S"),
        ("李 小龙", "李小"),
    ],
)
def test_initials_are_those_of_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_always_has_the_same_pastel() -> None:
    assert pastel("Ana Sousa") == pastel(" ana sousa ")
    assert len({pastel(f"Name {number}")[0].name() for number in range(200)}) == 10


def test_a_photo_takes_the_place_of_initials(qtbot: QtBot) -> None:
    photo = QPixmap(40, 60)
    photo.fill(QColor("#FF0000"))
    avatar = Avatar("Ana Sousa", 52)
    qtbot.addWidget(avatar)
    avatar.resize(52, 52)
    avatar.show_contact("Ana Sousa", photo)
    image = avatar.grab().toImage()
    assert image.pixelColor(26, 26) == QColor("#FF0000")
    assert image.pixelColor(1, 1) != QColor("#FF0000")
    assert avatar.accessibleName() == "Ana Sousa"


def test_an_empty_page_says_what_it_is_for_and_offers_the_first_step(qtbot: QtBot) -> None:
    ran: list[str] = []
    empty = EmptyState(
        "contacts", "No contacts yet", "They stand here.", ("New", lambda: ran.append("new")), ("Import", ran.clear)
    )
    qtbot.addWidget(empty)
    empty.show()
    assert seen(empty) == ["No contacts yet", "They stand here.", "New", "Import"]
    click(child(empty, QPushButton, "New"))
    assert ran == ["new"]


def test_sections_are_walked_with_the_arrow_keys_and_keep_their_counts(qtbot: QtBot) -> None:
    chosen: list[str] = []
    tabs = SectionTabs([("timeline", "Timeline"), ("deals", "Deals 2")], "Sections of the contact")
    qtbot.addWidget(tabs)
    tabs.chosen.connect(chosen.append)
    tabs.show()
    press(tabs, Qt.Key.Key_Right)
    tabs.set_words("deals", "Deals & quotes 3")
    tabs.choose("timeline")
    assert chosen == ["deals", "timeline"]
    assert tabs.current == "timeline"
    assert tabs.tabText(1) == "Deals && quotes 3"


def test_a_key_cap_shows_the_keys(qtbot: QtBot) -> None:
    cap = KeyCap("Ctrl+K")
    qtbot.addWidget(cap)
    assert cap.text() == "Ctrl K"


def test_widgets_that_paint_themselves_follow_the_theme(qtbot: QtBot) -> None:
    chip = Chip("Customer", Tone.GREEN)
    qtbot.addWidget(chip)
    theme().set_mode("dark")
    assert _ground(chip) == QColor(theme().tokens.green_soft)
