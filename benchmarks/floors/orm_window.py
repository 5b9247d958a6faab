"""Floor of the first rows: the bare window with SQLAlchemy's ORM over ten tables and 50 rows of contacts, painted.

``python -m benchmarks.floors.orm_window FILE.crm`` tells milliseconds since ``STARTED_NS`` and peak memory in bytes.
"""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMainWindow, QTabWidget
from sqlalchemy import Text, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 50


class Base(DeclarativeBase):
    """Ten tables."""


class Contact(Base):
    """The one that is read."""

    __tablename__ = "contact"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sort_name: Mapped[str] = mapped_column(Text)
    lifecycle: Mapped[str] = mapped_column(Text)
    deleted_at: Mapped[str | None] = mapped_column(Text)


OTHERS = [
    type(
        name,
        (Base,),
        {"__tablename__": name, "id": mapped_column(primary_key=True), "__annotations__": {"id": Mapped[int]}},
    )
    for name in ("channel", "employment", "deal", "stage", "quote", "quote_line", "job", "sale", "setting")
]


class _FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._report)
        return False

    def _report(self) -> None:
        milliseconds, spent = (time.monotonic_ns() - int(os.environ["STARTED_NS"])) / 1e6, time.process_time() * 1000
        print(f'{{"ms": {milliseconds}, "cpu_ms": {spent}, "memory": {peak_memory()}}}')
        QApplication.quit()


def peak_memory() -> int:
    """The most memory this process ever held, in bytes; on Linux that of this process alone."""
    import resource

    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def main() -> int:
    """Shows the window with its rows once."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    tabs = QTabWidget()
    listing = QListWidget()
    tabs.addTab(listing, "Contacts")
    for title in ("Pipeline", "Quotes", "Service"):
        tabs.addTab(QLabel(title), title)
    window.setCentralWidget(tabs)
    window.resize(1280, 720)
    with Session(create_engine(f"sqlite:///{sys.argv[1]}")) as session:
        statement = select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.sort_name).limit(ROWS)
        for contact in session.scalars(statement):
            listing.addItem(contact.name)
    watcher = _FirstPaint()
    listing.viewport().installEventFilter(watcher)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
