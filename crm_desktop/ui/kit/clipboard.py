"""Puts text and a table on the clipboard together, or files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from crm_desktop.ui.kit.plain import escaped
from crm_desktop.ui.kit.shown_files import url_of


def put_on_clipboard(text: str, html: str = "", own: tuple[str, bytes] | None = None) -> None:
    """Offers `text`, and `html` to programs that understand it (spreadsheets, word processors).

    Args:
        text: for every program.
        html: the same as a table; '' for none.
        own: what only this program understands, as (media type, bytes).
    """
    mime = mime_made_by_qt()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    if own is not None:
        mime.setData(*own)
    QGuiApplication.clipboard().setMimeData(mime)


def put_files_on_clipboard(paths: Sequence[Path]) -> None:
    """Offers files, to be pasted into a folder, a mail or a chat."""
    mime = mime_made_by_qt()
    mime.setUrls([url_of(path) for path in paths])
    QGuiApplication.clipboard().setMimeData(mime)


def mime_made_by_qt() -> QMimeData:
    """For clipboard and drag: what Python made itself is still there when Python is gone, and crashes."""
    model = QStringListModel([""])
    mime = model.mimeData([model.index(0)])
    for kind in mime.formats():
        mime.removeFormat(kind)
    return mime


def copy_lines(lines: Sequence[Sequence[str]]) -> None:
    """Copies lines of cells: as text with tabs between cells, and as a table."""
    text = "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)
    rows = ("".join(f"<td>{escaped(cell)}</td>" for cell in line) for line in lines)
    put_on_clipboard(text, "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\t" in text or "\n" in text else text
