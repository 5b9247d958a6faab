"""The theme of the running program: palette, style sheet, fonts and ready colours, switchable while it runs.

Painting code asks `theme()` once per paint and uses its ready `colors` and `fonts`; widgets that paint themselves
connect `theme().changed` to `update`. The mode is ``"system"``, ``"light"`` or ``"dark"``.
"""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.fonts import Fonts, interface_family, make_fonts
from crm_desktop.ui.style_sheet import style_sheet
from crm_desktop.ui.tokens import DARK, LIGHT, Tokens, Tone

SYSTEM_MODE = "system"
LIGHT_MODE = "light"
DARK_MODE = "dark"
MODES = (SYSTEM_MODE, LIGHT_MODE, DARK_MODE)
MIDDLE_GREY = 128


class Colors:
    """The tokens of a theme as ready `QColor` objects; `tones` gives (word, soft ground) for chips."""

    background: QColor
    surface: QColor
    line: QColor
    edge: QColor
    field: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_strong: QColor
    accent_soft: QColor
    on_accent: QColor
    selection: QColor
    hover: QColor
    green: QColor
    blue: QColor
    amber: QColor
    red: QColor
    red_soft: QColor
    amber_soft: QColor
    grey_soft: QColor
    scroll: QColor
    toast: QColor
    on_toast: QColor
    toast_link: QColor

    def __init__(self, tokens: Tokens) -> None:
        for name, color in tokens._asdict().items():
            if name not in ("name", "dark"):
                setattr(self, name, QColor(color))
        self.tones: dict[Tone, tuple[QColor, QColor]] = {}
        for tone in Tone:
            word, soft = tokens.tone(tone)
            self.tones[tone] = (QColor(word), QColor(soft))


def make_palette(tokens: Tokens) -> QPalette:
    """The Fusion palette of a theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    for where, color in (
        (role.Window, tokens.background),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.background),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.red),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.accent_soft),
        (role.HighlightedText, tokens.text),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        palette.setColor(where, QColor(color))
    for where in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.faint))
    return palette


def _system_is_dark() -> bool:
    # Fusion's own palette follows the system. Asking for the scheme by name would cost an eighth of the start.
    return QApplication.style().standardPalette().color(QPalette.ColorRole.Window).lightness() < MIDDLE_GREY


class Theme(QObject):
    """The look in force. `changed` is sent after palette, style sheet and colours have been switched."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = SYSTEM_MODE
        self.tokens = LIGHT
        self.colors = Colors(LIGHT)
        self.fonts: Fonts = make_fonts(interface_family())
        self._dressed = False

    def apply(self, app: QApplication, mode: str = SYSTEM_MODE) -> None:
        """Dresses the whole program; call once before the first window."""
        app.setStyle("Fusion")
        app.setFont(self.fonts.base)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.set_mode(mode)

    def set_mode(self, mode: str) -> None:
        """Switches to ``system``, ``light`` or ``dark`` now; anything else counts as ``system``."""
        before, self.mode = self.mode, mode if mode in MODES else SYSTEM_MODE
        if self.mode != before:
            self._tell_system()
        self._dress()

    def _tell_system(self) -> None:
        schemes = {LIGHT_MODE: QtCore.Qt.ColorScheme.Light, DARK_MODE: QtCore.Qt.ColorScheme.Dark}
        # Where the platform can, title bars and native dialogs follow; offscreen and on bare X11 nothing happens.
        QGuiApplication.styleHints().setColorScheme(schemes.get(self.mode, QtCore.Qt.ColorScheme.Unknown))

    def _follow_system(self) -> None:
        if self.mode == SYSTEM_MODE:
            self._dress()

    def _dress(self) -> None:
        dark = self.mode == DARK_MODE or (self.mode == SYSTEM_MODE and _system_is_dark())
        tokens = DARK if dark else LIGHT
        if self._dressed and tokens is self.tokens:
            return
        self._dressed = True
        self.tokens = tokens
        self.colors = Colors(self.tokens)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # One sheet put over another tells every widget once for each of its parents: that took five times as
            # long with all tabs open. Nothing is painted in between.
            app.setStyleSheet("")
            QApplication.setPalette(make_palette(self.tokens))
            app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


class _Active:
    """The one theme of the process; a look is as global as the palette it fills."""

    theme: Theme | None = None


def theme() -> Theme:
    """The theme in force; light until `Theme.apply` was called."""
    if _Active.theme is None:
        _Active.theme = Theme()
    return _Active.theme
