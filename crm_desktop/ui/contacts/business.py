"""What business there is with a contact: figures, the tax id, and what comes next."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.services.contact_business import BusinessWith, NextDate
from crm_desktop.ui.contacts.said import day_tone, day_words, number_in, sums
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.pages import PIPELINE, QUOTES, SERVICE
from crm_desktop.words import NC_, _, current

LABEL = 90
MOST_NEXT = 6
PAGE_OF = {"deal": PIPELINE, "job": SERVICE, "visit": SERVICE, "quote": QUOTES}


class Business(QWidget):
    """Figures of one contact. Sends `opened(page key, record id)` for what comes next."""

    opened = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(0)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnMinimumWidth(0, LABEL)
        self._facts.setColumnStretch(1, 1)
        self._next = QVBoxLayout()
        self._next.setSpacing(2)
        self.next_head = PlainLabel(_("Next"), look=Look.HEADING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(_(NC_("with a contact", "Business")), look=Look.HEADING))
        column.addLayout(self._facts)
        column.addSpacing(8)
        column.addWidget(self.next_head)
        column.addLayout(self._next)

    def show_business(self, business: BusinessWith, planned: tuple[NextDate, ...], today: dt.date) -> None:
        """Shows the figures as they are on a day."""
        _clear(self._facts)
        for line, (label, value) in enumerate(facts(business)):
            words = PlainLabel(label, muted=True)
            figure = PlainLabel(value, wrap=True, selectable=True)
            figure.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            figure.setContentsMargins(7, 0, 0, 0)
            figure.setAccessibleName(f"{label}: {value}")
            self._facts.addWidget(words, line, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(figure, line, 1)
        _clear(self._next)
        self.next_head.setVisible(bool(planned))
        for each in planned[:MOST_NEXT]:
            self._next.addWidget(self._planned(each, today))

    def _planned(self, planned: NextDate, today: dt.date) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        link = _NextLink(planned.title or _("Untitled"))
        link.on_click(partial(self.opened.emit, PAGE_OF[planned.kind], planned.record_id))
        row.addWidget(link, 1)
        row.addWidget(Chip(day_words(planned.date, today), day_tone(planned.date, today)))
        return holder


class _NextLink(LinkButton):
    """A link that is elided where it has no room."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._whole = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: object) -> None:
        room = self.width() - 8
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


def facts(business: BusinessWith) -> list[tuple[str, str]]:
    """The figures in words: (label, value), only those that say something."""
    words = current()
    sold, open_deals = number_in(business.sales), number_in(business.open_deals)
    found = [(_("Sales"), _("{sum} in {count}", sum=sums(business.sales), count=words.plural(
        "{count} sale", "{count} sales", sold)) if sold else _("None yet"))]  # fmt: skip
    if open_deals:
        count = words.plural("{count} deal", "{count} deals", open_deals)
        found.append((_(NC_("deals and quotes", "Open")), f"{count}, {sums(business.open_deals)}"))
    if business.quotes:
        found.append((_("Quotes"), _quotes(business)))
    if business.jobs:
        found.append((_(NC_("tab", "Service")), _jobs(business)))
    if business.customer_since is not None:
        found.append((_("Since"), words.date(business.customer_since)))
    if business.last_sale is not None and sold > 1:
        found.append((_("Last sale"), words.date(business.last_sale)))
    return found


def _quotes(business: BusinessWith) -> str:
    words = current()
    whole = words.plural("{count} quote", "{count} quotes", business.quotes)
    waiting = number_in(business.open_quotes)
    return (
        f"{whole}, {_('{count} open for {sum}', count=waiting, sum=sums(business.open_quotes))}" if waiting else whole
    )


def _jobs(business: BusinessWith) -> str:
    whole = current().plural("{count} job", "{count} jobs", business.jobs)
    return f"{whole}, {_('{count} open', count=business.open_jobs)}" if business.open_jobs else whole


def _clear(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
