"""What follows the welcome: the file is made as asked and opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from crm_desktop.domain.errors import Refused
from crm_desktop.services import business_files, sample
from crm_desktop.services.start import NewBusiness
from crm_desktop.ui.banner import Banner
from crm_desktop.ui.files.choosing import ask_open
from crm_desktop.ui.pages import CONTACTS, PAGES
from crm_desktop.ui.qt_words import translate_qt
from crm_desktop.ui.start.sample_business import remove_sample
from crm_desktop.ui.start.welcome import Beginning, Way, Welcome
from crm_desktop.words import _, current, set_language

if TYPE_CHECKING:
    from crm_desktop.ui.program import Program

SCREEN_LANGUAGE = "screen/language"


class Begin:
    """Leads the first start of one program."""

    def __init__(self, program: Program, back: Path | None = None) -> None:
        self._program = program
        self._back = back
        self._welcome: Welcome | None = None

    def show(self, *, name: str = "", country: str = "", region: str = "") -> None:
        """Puts the welcome into the window."""
        back = "" if self._back is None else _("Back to {name}", name=self._back.name)
        welcome = Welcome(current().language, name=name, country=country, region=region, back=back)
        welcome.begun.connect(self._on_begun)
        welcome.language_chosen.connect(self._on_language)
        welcome.back_pressed.connect(self._go_back)
        self._welcome = welcome
        self._program.window.show_instead(welcome)
        welcome.name.setFocus()

    def _on_language(self, language: str) -> None:
        """The welcome speaks the language at once; the window's other words follow when the file opens."""
        assert self._welcome is not None
        self._program.window.state.set_text(SCREEN_LANGUAGE, language)
        app = QApplication.instance()
        assert app is not None
        translate_qt(app, set_language(language))
        self._program.window.speak()
        asked = self._welcome
        self.show(name=asked.name.text(), country=asked.country.currentData(), region=asked.region.currentData())
        self._welcome.language.setFocus()

    def _go_back(self) -> None:
        if self._back is not None:
            self._program.open(self._back)

    def _offer_removal(self) -> None:
        removal = _Removal(self._program)
        text = _("This is a sample business. Try everything; nothing in it is real.")
        removal.banner = self._program.window.show_banner(text, (_("Remove the sample"), removal))

    def _on_begun(self, beginning: Beginning) -> None:
        # The language that was proposed is kept as well: another start may propose another one.
        self._program.window.state.set_text(SCREEN_LANGUAGE, beginning.language)
        if beginning.way is Way.OPEN:
            file = ask_open(self._program.window, self._program.places.data)
            if file is not None:
                self._program.open(file)
            return
        try:
            self._make(beginning)
        except Refused as refused:
            assert self._welcome is not None
            self._welcome.refuse(refused)

    def _make(self, beginning: Beginning) -> None:
        program = self._program
        file = free_path(program.file)
        name = beginning.name or _("Sample business")
        new = NewBusiness(name, beginning.country, beginning.language, region=beginning.region)
        store = business_files.new_business(file, program.places, new)
        if beginning.way is Way.SAMPLE:
            with store.write(sample.FILL, barrier=sample.FILL_BARRIER) as session:
                sample.fill(session, today=program.today(), now=program.now())
        # A new business begins at the beginning, wherever the one before was left.
        program.window.state.set_text("window/page", PAGES[0].key)
        program.use(file, store)
        if beginning.way is Way.SAMPLE:
            self._offer_removal()
        if beginning.way is Way.IMPORT:
            program.window.go(CONTACTS)
            program.window.registry.run("file.import_contacts")


class _Removal:
    """Takes the sample away, and with it the banner that offers that."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.banner: Banner | None = None

    def __call__(self) -> None:
        if self._program.context is not None:
            remove_sample(self._program.context)
        if self.banner is not None:
            self.banner.close()


def begin_with(program: Program, back: Path | None = None) -> None:
    """Shows the welcome of a first start, or of a new file beside the one to go `back` to."""
    begin = Begin(program, back)
    program.keep(begin)
    begin.show()


def free_path(file: Path) -> Path:
    """`file`, or with a number behind its name where there already is one."""
    candidate, number = file, 2
    while candidate.exists():
        candidate = file.with_stem(f"{file.stem} {number}")
        number += 1
    return candidate
