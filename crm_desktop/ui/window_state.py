"""What this machine remembers of the windows: geometry, last tab, columns, theme, language, recent files.

An INI file beside the data, so that a portable folder carries it. Damaged or missing entries read as their default.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 8


class WindowState:
    """Typed reading and writing of the settings file of one installation; nothing here belongs to the business."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A remembered text."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remembers a text; '' forgets it."""
        if value:
            self._settings.setValue(key, value)
        else:
            self._settings.remove(key)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Remembered whole numbers (widths, sizes); empty when there are none or one of them is damaged."""
        parts = self.text(key).split()
        return tuple(int(part) for part in parts) if all(part.lstrip("-").isdecimal() for part in parts) else ()

    def set_numbers(self, key: str, values: tuple[int, ...] | list[int]) -> None:
        """Remembers whole numbers."""
        self.set_text(key, " ".join(str(value) for value in values))

    def flag(self, key: str, default: bool = False) -> bool:
        """A remembered yes or no."""
        return {"yes": True, "no": False}.get(self.text(key), default)

    def set_flag(self, key: str, value: bool) -> None:
        """Remembers a yes or no."""
        self.set_text(key, "yes" if value else "no")

    def data(self, key: str) -> QByteArray:
        """Bytes as Qt's own `saveGeometry` made them; empty when there are none."""
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_data(self, key: str, value: QByteArray) -> None:
        """Remembers bytes."""
        self._settings.setValue(key, value)

    def recent_files(self) -> tuple[Path, ...]:
        """The business files opened last, newest first."""
        return tuple(Path(line) for line in self.text("files/recent").splitlines() if line)

    def note_file(self, file: Path) -> None:
        """Puts a file at the top of the recent ones."""
        kept = [file, *(other for other in self.recent_files() if other != file)][:MOST_RECENT]
        self.set_text("files/recent", "\n".join(str(path) for path in kept))

    def forget_file(self, file: Path) -> None:
        """Takes a file that is gone from the recent ones."""
        self.set_text("files/recent", "\n".join(str(path) for path in self.recent_files() if path != file))

    def save(self) -> None:
        """Writes now what was changed (Qt also writes by itself from time to time and at the end)."""
        self._settings.sync()
