"""The settings of how papers look: designs as small pages that follow every change, logo, letterhead, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.papers import QuotePaper
from crm_desktop.reports.codec import paper_to_json
from crm_desktop.services import settings
from crm_desktop.services.look_sample import sample_paper
from crm_desktop.services.settings import SettingRow
from crm_desktop.services.settings_look import DESIGN_NAMES, LETTERHEAD, MARGINS
from crm_desktop.ui.context import Context
from crm_desktop.ui.kit.buttons import SecondaryButton
from crm_desktop.ui.kit.dialogs import Dialog
from crm_desktop.ui.preview import PagePreview
from crm_desktop.ui.render_client import RenderClient, Renderer
from crm_desktop.ui.settings.designs import DesignCards
from crm_desktop.ui.settings.group import GroupPage
from crm_desktop.ui.settings.letterhead import LetterheadField
from crm_desktop.ui.settings.logo import LogoField
from crm_desktop.words import _

DESIGN = "look.design"

Store = Callable[[Callable[[Any], Any]], Any]
"""Runs something with a writing session as one gesture of the window, and answers what it does."""


class LookPage(GroupPage):
    """The look of papers.

    Args:
        context: the open file.
        rows: the settings of the group.
        save: stores one of them and may refuse.
        store: stores what is no field.
    """

    make_renderer: Callable[[], Renderer] = RenderClient
    """What draws the small pages: a process of its own, started when they are first seen."""

    def __init__(
        self, context: Context, rows: Sequence[SettingRow], save: Callable[[str, Any, Any], None], store: Store,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._context = context
        self._store = store
        self._seen = False
        self.renderer = type(self).make_renderer()
        self.cards = DesignCards(self.renderer, self._choose)
        self.logo = LogoField(self._save_logo)
        self.letterhead = LetterheadField(self._save_letterhead)
        super().__init__([row for row in rows if row.key != DESIGN], save, (), parent)
        self.look_button = SecondaryButton(_("Look at the page …"), icon_name="eye")
        self.look_button.on_click(self.show_sample)
        column = self.layout()
        assert isinstance(column, QVBoxLayout), "every group is a column"
        for at, widget in enumerate((self.cards, self.look_button, self.logo, self.letterhead)):
            column.insertWidget(at, widget)
        self._show_own(rows)
        # The process outlives nobody.
        self.destroyed.connect(self.renderer.close)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seen = True
        self.draw()

    def take_stored(self, rows: Sequence[SettingRow]) -> None:
        super().take_stored([row for row in rows if row.key != DESIGN])
        self._show_own(rows)
        if self._seen:
            self.draw()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        for widget in (self.cards, self.logo, self.letterhead):
            widget.setEnabled(editable)

    def draw(self) -> None:
        """Draws the small pages as things are now."""
        paper = self._sample()
        papers = {key: paper_to_json(replace(paper, design=key)) for key in DESIGN_NAMES}
        self.cards.show_designs(papers, paper.design)

    def show_sample(self) -> Dialog:
        """Shows the sample as large as it is wanted."""
        dialog = SampleDialog(self.renderer, paper_to_json(self._sample()), self.window())
        dialog.open()
        return dialog

    def _sample(self) -> QuotePaper:
        with self._context.store.read() as session:
            return sample_paper(session, self._context.today())

    def _show_own(self, rows: Sequence[SettingRow]) -> None:
        """Shows logo and letterhead, and the margins where there is a letterhead to leave room for."""
        by_key = {row.key: row for row in rows}
        if LETTERHEAD not in by_key:
            return
        present = bool(by_key[LETTERHEAD].value)
        with self._context.store.read() as session:
            self.logo.show_logo(settings.logo(session))
        self.letterhead.show_letterhead(present)
        for form in self.forms:
            for key in MARGINS:
                if key in form.values():
                    form.show_field(key, present)

    def _choose(self, key: str) -> None:
        self._store(lambda session: settings.put(session, DESIGN, key))

    def _save_logo(self, content: bytes | None) -> None:
        self._store(lambda session: settings.set_logo(session, content))

    def _save_letterhead(self, content: bytes | None) -> tuple[str, ...]:
        said: tuple[str, ...] = self._store(lambda session: settings.set_letterhead(session, content))
        return said


class SampleDialog(Dialog):
    """The sample page in a window of its own."""

    def __init__(self, renderer: Renderer, paper: str, parent: QWidget) -> None:
        super().__init__(parent, _("A sample quote"), width=760)
        self.pages = PagePreview(renderer)
        self.pages.setMinimumHeight(460)
        self.body.addWidget(self.pages, 1)
        self.resize(760, 640)
        self.pages.show_paper(paper, anew=True)
