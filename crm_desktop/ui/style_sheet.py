"""The one small style sheet: buttons, fields, menus, scroll bars and tool tips. Lists and tables paint themselves.

Widgets choose their look by the dynamic property `look` (``primary``, ``secondary``, ``quiet``, ``icon``, ``link``,
``field``, ``bare`` ...), so that no widget carries a sheet of its own.
"""

from __future__ import annotations

from crm_desktop.ui.tokens import FIELD_HEIGHT, RADIUS_CARD, RADIUS_FIELD, SECONDARY_SIZE, Tokens

_BUTTONS = """
QPushButton[look] {{ border-radius: {radius}px; padding: 0 12px; min-height: {inner}px; font-weight: 600; }}
QPushButton[look="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton[look="primary"]:hover {{ background: {accent_strong}; border-color: {accent_strong}; }}
QPushButton[look="primary"]:disabled {{ background: {grey_soft}; color: {faint}; border-color: {line}; }}
QPushButton[look="secondary"] {{ background: {surface}; color: {text}; border: 1px solid {edge}; }}
QPushButton[look="secondary"]:hover, QPushButton[look="secondary"]:open {{ background: {hover}; }}
QPushButton[look="secondary"]:checked {{ background: {accent_soft}; color: {accent}; border-color: {accent_soft}; }}
QPushButton[look="danger"] {{ background: {surface}; color: {red}; border: 1px solid {edge}; }}
QPushButton[look="danger"]:hover {{ background: {red_soft}; }}
QPushButton[look="quiet"] {{ background: transparent; color: {muted}; border: 1px solid transparent; padding: 0 8px; }}
QPushButton[look="quiet"]:hover, QPushButton[look="quiet"]:open {{ background: {grey_soft}; color: {text}; }}
QPushButton[look="quiet"]:checked {{ background: {accent_soft}; color: {accent}; }}
QPushButton[look="icon"] {{ background: transparent; border: 1px solid transparent; padding: 0; }}
QPushButton[look="icon"]:hover, QPushButton[look="icon"]:open {{ background: {grey_soft}; }}
QPushButton[look="icon"][small="true"] {{ min-height: 24px; border-radius: 5px; }}
QPushButton[look="link"] {{ background: transparent; color: {accent}; border: 1px solid transparent; padding: 0 2px;
    min-height: 20px; font-weight: 400; text-align: left; }}
QPushButton[look="link"]:hover {{ text-decoration: underline; }}
QPushButton[look]:disabled {{ color: {faint}; }}
QPushButton[look]:focus {{ border: 2px solid {accent}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[drop="true"] {{ padding-right: 28px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""

_FIELDS = """
QLineEdit[look="field"], QPlainTextEdit[look="field"], QComboBox[look="field"], QFrame[look="field"] {{
    background: {field}; color: {text}; border: 1px solid {edge}; border-radius: {radius}px; padding: 0 10px;
    placeholder-text-color: {muted}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit[look="field"], QComboBox[look="field"] {{ min-height: {inner}px; }}
QLineEdit[look="field"] {{ padding: 0 8px; }}
QPlainTextEdit[look="field"] {{ padding: 4px 7px; }}
QLineEdit[look="field"]:hover, QPlainTextEdit[look="field"]:hover, QComboBox[look="field"]:hover {{
    border-color: {faint}; }}
QLineEdit[look="field"][bare="true"], QPlainTextEdit[look="field"][bare="true"], QComboBox[look="field"][bare="true"],
QFrame[look="field"][bare="true"] {{ background: transparent; border-color: transparent; }}
QLineEdit[look="field"][bare="true"], QComboBox[look="field"][bare="true"] {{ min-height: 24px; }}
QFrame[look="field"][bare="true"] {{ padding: 0 6px; }}
QLineEdit[look="field"][bare="true"] {{ padding-left: 4px; }}
QComboBox[look="field"][bare="true"] {{ padding-left: 6px; }}
QPlainTextEdit[look="field"][bare="true"] {{ padding: 0 3px; }}
QLineEdit[look="field"][bare="true"]:hover, QPlainTextEdit[look="field"][bare="true"]:hover,
QComboBox[look="field"][bare="true"]:hover {{ background: {field}; border-color: {edge}; }}
QLineEdit[look="field"]:focus, QPlainTextEdit[look="field"]:focus, QComboBox[look="field"]:focus,
QComboBox[look="field"]:on, QFrame[look="field"][focused="true"] {{
    background: {field}; border: 2px solid {accent}; padding-left: 9px; padding-right: 9px; }}
QLineEdit[look="field"]:focus {{ padding-left: 7px; padding-right: 7px; }}
QPlainTextEdit[look="field"]:focus {{ padding: 3px 6px; }}
QPlainTextEdit[look="field"][bare="true"]:focus {{ padding: 0 2px; }}
QLineEdit[look="field"][bare="true"]:focus {{ padding-left: 3px; }}
QComboBox[look="field"][bare="true"]:focus {{ padding-left: 5px; }}
QLineEdit[look="field"][doubt="true"] {{ border-color: {amber}; }}
QLineEdit[look="field"][wrong="true"], QPlainTextEdit[look="field"][wrong="true"],
QComboBox[look="field"][wrong="true"], QFrame[look="field"][wrong="true"] {{ border-color: {red}; }}
QLineEdit[look="field"]:disabled, QPlainTextEdit[look="field"]:disabled, QComboBox[look="field"]:disabled {{
    color: {muted}; background: {background}; }}
QLineEdit[look="cell"], QPlainTextEdit[look="cell"] {{ background: {field}; color: {text}; border: 2px solid {accent};
    border-radius: 5px; padding: 0 5px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QPlainTextEdit[look="cell"] {{ padding: 5px 4px; }}
QLineEdit[look="inner"] {{ background: transparent; border: none; padding: 0; color: {text};
    placeholder-text-color: {muted}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox[look="field"]::drop-down {{ border: none; width: 24px; }}
QComboBox[look="field"]::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px;
    outline: none; selection-background-color: {accent_soft}; selection-color: {text}; }}
QComboBox QAbstractItemView::item {{ min-height: 30px; padding: 0 8px; border-radius: 4px; }}
"""

_REST = """
QMenu {{ background: {surface}; color: {text}; border: 1px solid {edge}; border-radius: {card}px; padding: 6px; }}
QMenu::item {{ padding: 6px 24px 6px 10px; border-radius: 5px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 6px 4px; }}
QMenu::icon {{ padding-left: 8px; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px 8px;
    font-size: {secondary}px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {scroll}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTableView QScrollBar {{ background: {surface}; }}
QAbstractScrollArea {{ border: none; }}
QProgressBar {{ background: {grey_soft}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QFrame[look="bar"] {{ background: {surface}; border: none; border-bottom: 1px solid {line}; }}
QFrame[look="status"] {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame[look="side"] {{ background: {surface}; border: none; }}
QFrame[look="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: {card}px; }}
QFrame[look="popup"], QDialog[look="popup"] {{ background: {surface}; border: 1px solid {edge}; }}
QFrame[look="warning"] {{ background: {amber_soft}; border: none; border-bottom: 1px solid {line}; }}
QFrame[look="hint"] {{ background: {amber_soft}; border: none; border-radius: {card}px; }}
QFrame[look="toast"] {{ background: {toast}; border: none; border-radius: {card}px; }}
QFrame[look="toast"] QLabel {{ color: {on_toast}; }}
QFrame[look="toast"] QPushButton[look="link"] {{ color: {toast_link}; font-weight: 600; padding: 0 6px; }}
QFrame[look="toast"] QPushButton:focus {{ border: 2px solid {toast_link}; }}
QFrame[look="toast"] QPushButton[look="icon"]:hover {{ background: transparent; border: 1px solid {on_toast}; }}
QLabel[tone="accent"] {{ color: {accent}; }}
QLabel[tone="green"] {{ color: {green}; }}
QLabel[tone="blue"] {{ color: {blue}; }}
QLabel[tone="amber"] {{ color: {amber}; }}
QLabel[tone="red"] {{ color: {red}; }}
QLabel[look="keycap"] {{ background: {surface}; color: {muted}; border: 1px solid {edge}; border-radius: 4px;
    padding: 1px 5px; }}
QListWidget[look="nav"] {{ background: {surface}; border: none; border-right: 1px solid {line}; padding: 12px 8px;
    outline: none; }}
QListWidget[look="nav"]::item {{ min-height: 32px; padding: 0 9px; border-radius: {radius}px; color: {muted};
    border: 1px solid transparent; }}
QListWidget[look="nav"]::item:hover {{ background: {hover}; }}
QListWidget[look="nav"]::item:selected {{ background: {accent_soft}; color: {accent}; font-weight: 600; }}
QListWidget[look="nav"]::item:focus {{ border: 1px solid {accent}; }}
QListWidget[look="plain"] {{ background: {surface}; border: 1px solid {line}; border-radius: {card}px; padding: 4px;
    outline: none; }}
QListWidget[look="plain"]:focus {{ border-color: {accent}; }}
QListWidget[look="plain"]::item {{ min-height: 34px; padding: 0 10px; border-radius: {radius}px; }}
QListWidget[look="plain"]::item:selected {{ background: {accent_soft}; color: {text}; }}
QSplitter::handle {{ background: {line}; }}
QDialog {{ background: {background}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {surface}; }}
QCalendarWidget QToolButton {{ background: transparent; color: {text}; border: none; border-radius: 4px;
    padding: 4px 8px; font-weight: 600; }}
QCalendarWidget QToolButton:hover {{ background: {grey_soft}; }}
QCalendarWidget QAbstractItemView {{ background: {surface}; selection-background-color: {accent};
    selection-color: {on_accent}; outline: none; }}
"""


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of a theme, for `QApplication.setStyleSheet`."""
    values = tokens._asdict() | {
        "radius": RADIUS_FIELD,
        "card": RADIUS_CARD,
        "secondary": SECONDARY_SIZE,
        "inner": FIELD_HEIGHT - 4,
    }
    return (_BUTTONS + _FIELDS + _REST).format(**values)
