"""What business there is with a contact: figures, the tax id, and what comes next."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.services.contact_business import BusinessWith, NextDate
from crm_desktop.ui.contacts.said import day_tone, day_words, number_in, sums
from crm_desktop.ui.kit.buttons import LinkButton
from crm_desktop.ui.kit.chip import Chip
from crm_desktop.ui.kit.labels import Look, PlainLabel
from crm_desktop.ui.pages import PIPELINE, QUOTES, SERVICE
from crm_desktop.ui.tokens import Tone
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
        self._figures: list[tuple[PlainLabel, PlainLabel]] = []
        self._planned: list[_Planned] = []
        self._next = QVBoxLayout()
        self._next.setSpacing(2)
        self.next_head = PlainLabel(_("Next"), look=Look.HEADING)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(_(NC_("with a contact", "Business")), look=Look.HEADING))
        self.counted = PlainLabel(_("Including what was done with its people"), look=Look.SMALL, muted=True, wrap=True)
        column.addWidget(self.counted)
        column.addLayout(self._facts)
        column.addSpacing(8)
        column.addWidget(self.next_head)
        column.addLayout(self._next)

    def show_business(
        self, business: BusinessWith, planned: tuple[NextDate, ...], today: dt.date, *, with_people: bool = False
    ) -> None:
        """Shows the figures as they are on a day; `with_people` says that those of a company take in its people's."""
        self.counted.setVisible(with_people)
        found = facts(business)
        for at in range(max(len(found), len(self._figures))):
            label, figure = self._figures[at] if at < len(self._figures) else self._make_figure()
            label.setVisible(at < len(found))
            figure.setVisible(at < len(found))
            if at < len(found):
                label.setText(found[at][0])
                figure.setText(found[at][1])
                figure.setAccessibleName(f"{found[at][0]}: {found[at][1]}")
        self.next_head.setVisible(bool(planned))
        shown = planned[:MOST_NEXT]
        while len(self._planned) < len(shown):
            self._make_planned()
        for at, row in enumerate(self._planned):
            row.setVisible(at < len(shown))
            if at < len(shown):
                row.show_planned(shown[at], today)

    def _make_figure(self) -> tuple[PlainLabel, PlainLabel]:
        """One more line, used again for every contact."""
        label, figure = PlainLabel("", muted=True), PlainLabel("", wrap=True, selectable=True)
        figure.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        figure.setContentsMargins(7, 0, 0, 0)
        line = len(self._figures)
        self._facts.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        self._facts.addWidget(figure, line, 1)
        self._figures.append((label, figure))
        return label, figure

    def _make_planned(self) -> None:
        row = _Planned()
        row.opened.connect(self.opened)
        self._next.addWidget(row)
        self._planned.append(row)


class _Planned(QWidget):
    """Something that comes next: a link to its record, and its day. Sends `opened(page key, record id)`."""

    opened = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._to = ("", 0)
        self._link = _NextLink()
        self._link.on_click(self._open)
        self._day = Chip("", Tone.GREY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._link, 1)
        row.addWidget(self._day)

    def show_planned(self, planned: NextDate, today: dt.date) -> None:
        """Says another one."""
        self._to = (PAGE_OF[planned.kind], planned.record_id)
        self._link.show_text(planned.title or _("Untitled"))
        self._day.set_word(day_words(planned.date, today), day_tone(planned.date, today))

    def _open(self) -> None:
        self.opened.emit(*self._to)


class _NextLink(LinkButton):
    """A link that is elided where it has no room."""

    def __init__(self) -> None:
        super().__init__("")
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Leads to another record."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()


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
