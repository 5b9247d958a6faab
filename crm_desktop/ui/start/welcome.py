"""What the window shows while no business is open: the first questions and four ways to begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.domain.countries import PROFILES
from crm_desktop.domain.errors import Refused
from crm_desktop.sentences import sentence
from crm_desktop.services.settings_declared import MAINLAND, REGION
from crm_desktop.ui.kit.buttons import PrimaryButton, QuietButton, SecondaryButton
from crm_desktop.ui.kit.choice_fields import combo_box
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.kit.surfaces import Card
from crm_desktop.ui.tokens import FIELD_HEIGHT, Tone
from crm_desktop.words import SCREEN_LANGUAGES, _

LANGUAGE_NAMES = {"en": "English", "pt_PT": "Português (Portugal)", "pt_BR": "Português (Brasil)"}
WIDTH = 520


class Way(StrEnum):
    """How the user wants to begin."""

    EMPTY = "empty"
    SAMPLE = "sample"
    IMPORT = "import"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was answered. `name` may be '' only for `Way.OPEN` and `Way.SAMPLE`."""

    way: Way
    name: str
    country: str
    language: str
    region: str = ""


class Welcome(QScrollArea):
    """Sends `begun(Beginning)`, `back_pressed()`, and `language_chosen(language)` at once when another one is chosen.

    Args:
        language: the one chosen at start.
        name: what the business was called before the language was changed.
        country: the country chosen before that; '' for the system's.
        region: the part of it chosen before that; '' for its mainland.
        back: the words of a button that leads back; '' for none.
    """

    begun = Signal(object)
    back_pressed = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        language: str,
        parent: QWidget | None = None,
        *,
        name: str = "",
        country: str = "",
        region: str = "",
        back: str = "",
    ) -> None:
        super().__init__(parent)
        self._back = back
        self.setWidgetResizable(True)
        self.language = combo_box(_("Language"), [(LANGUAGE_NAMES[code], code) for code in SCREEN_LANGUAGES], language)
        self.country = combo_box(_("Country"), _countries(), country or system_country())
        self.region = combo_box(_(REGION), ())
        self.region_label = PlainLabel(_(REGION), muted=True)
        self.name = QLineEdit(name)
        self.name.setProperty("look", "field")
        self.name.setFixedHeight(FIELD_HEIGHT)
        self.name.setMaxLength(200)
        self.name.setAccessibleName(_("Business name"))
        self.name.setPlaceholderText(_("As it stands on your quotes"))
        self.fault = PlainLabel("", look=Look.SMALL, tone=Tone.RED, wrap=True)
        self.fault.hide()
        self.start_button = PrimaryButton(_("Start with an empty file"))
        self.start_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._offer_regions()
        self.region.setCurrentIndex(max(0, self.region.findData(region)))
        self.language.currentIndexChanged.connect(self._on_language)
        self.country.currentIndexChanged.connect(self._offer_regions)
        self.name.returnPressed.connect(self.start_button.click)
        self.start_button.on_click(self._begin(Way.EMPTY))

    def _lay_out(self) -> None:
        card = Card(margin=32, spacing=16)
        card.setFixedWidth(WIDTH)
        card.column.addWidget(PlainLabel(_("Welcome"), look=Look.TITLE))
        card.column.addWidget(
            PlainLabel(_("Your whole business in one file on this computer. Nothing leaves it."), muted=True, wrap=True)
        )
        card.column.addLayout(self._questions())
        card.column.addWidget(self.fault)
        card.column.addWidget(self.start_button)
        card.column.addLayout(self._other_ways())
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        row.addStretch(1)
        self.setWidget(middle)

    def _questions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[PlainLabel, QWidget], ...] = (
            (PlainLabel(_("Language"), muted=True), self.language),
            (PlainLabel(_("Country"), muted=True), self.country),
            (self.region_label, self.region),
            (PlainLabel(_("Business name"), muted=True), self.name),
        )
        for at, (label, field) in enumerate(rows):
            label.setBuddy(field)
            grid.addWidget(label, at, 0)
            grid.addWidget(field, at, 1)
        return grid

    def _offer_regions(self) -> None:
        """Asks for the part of the country only where one has taxes of its own."""
        regions = PROFILES[self.country.currentData()].regions
        self.region.clear()
        for words, code in ((_(MAINLAND), ""), *((_(region.name), region.code) for region in regions)):
            self.region.addItem(words, code)
        for widget in (self.region_label, self.region):
            widget.setVisible(bool(regions))

    def _other_ways(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for way, words, icon_name in (
            (Way.SAMPLE, _("Look around in a sample business"), "eye"),
            (Way.IMPORT, _("Start with your contacts from a file …"), "import"),
            (Way.OPEN, _("Open a business file …"), "folder"),
        ):
            button = SecondaryButton(words, icon_name=icon_name)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.on_click(self._begin(way))
            column.addWidget(button)
        if self._back:
            back = QuietButton(self._back, icon_name="arrow-left")
            back.on_click(self.back_pressed.emit)
            column.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        return column

    def _begin(self, way: Way) -> Callable[[], None]:
        def begin() -> None:
            name = self.name.text().strip()
            if not name and way in (Way.EMPTY, Way.IMPORT):
                self.say(_("Write the name of your business first; it stands on your quotes."))
                self.name.setFocus()
                return
            self.fault.hide()
            asked = self.country.currentData(), self.language.currentData(), self.region.currentData()
            self.begun.emit(Beginning(way, name, *asked))

        return begin

    def say(self, text: str) -> None:
        """Shows a sentence beside the fields."""
        self.fault.setText(text)
        self.fault.show()

    def refuse(self, error: Refused) -> None:
        """Shows why it could not begin."""
        self.say(sentence(error))

    def _on_language(self) -> None:
        self.language_chosen.emit(self.language.currentData())


def system_country() -> str:
    """The system's country when the program knows it, else Portugal: most users are there or in Brazil."""
    code = QLocale.system().name().rpartition("_")[2]
    return code if code in PROFILES else "PT"


def _countries() -> list[tuple[str, str]]:
    """Every country by its name; those without one of their own come last."""
    named = sorted((_(profile.name), code) for code, profile in PROFILES.items() if len(code) == 2 and code != "EU")
    rest = [(_(profile.name), code) for code, profile in PROFILES.items() if len(code) != 2 or code == "EU"]
    return [*named, *rest]
