"""The faces and sizes of the screens: the system's interface face, or the bundled one where the system names none."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from crm_desktop.ui import tokens

BUNDLED_FAMILY = "Source Sans Pro"
GENERIC_FAMILIES = frozenset({"", "sans", "sans serif", "sans-serif", "helvetica", "system"})
"""What Qt reports on Linux when no desktop has chosen a face."""


class Fonts(NamedTuple):
    """Ready fonts, so that nothing builds one while painting. All have tabular figures."""

    base: QFont
    strong: QFont
    small: QFont
    small_strong: QFont
    chip: QFont
    heading: QFont
    title: QFont


def bundled_files() -> tuple[Path, ...]:
    """The regular and semibold TTF of the bundled face; empty when its package is not installed."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        return ()
    folder = Path(spec.origin).parent / "files"
    files = (folder / "SourceSansPro-Regular.ttf", folder / "SourceSansPro-Semibold.ttf")
    return tuple(file for file in files if file.exists())


def needs_bundled_face(platform: str, system_family: str) -> bool:
    """True on a Linux without a desktop's own choice of face."""
    return platform.startswith("linux") and system_family.casefold() in GENERIC_FAMILIES


def interface_family() -> str:
    """The family of the screens; loads the bundled face when it is the one."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if not needs_bundled_face(sys.platform, system):
        return system
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in bundled_files()]
    return BUNDLED_FAMILY if loaded and min(loaded) >= 0 else system


def make_font(family: str, pixels: int, *, strong: bool = False) -> QFont:
    """One font of the interface with tabular figures."""
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def make_fonts(family: str) -> Fonts:
    """All fonts of the screens in one family."""
    return Fonts(
        base=make_font(family, tokens.TEXT_SIZE),
        strong=make_font(family, tokens.TEXT_SIZE, strong=True),
        small=make_font(family, tokens.SECONDARY_SIZE),
        small_strong=make_font(family, tokens.SECONDARY_SIZE, strong=True),
        chip=make_font(family, tokens.CHIP_SIZE, strong=True),
        heading=make_font(family, tokens.HEADING_SIZE, strong=True),
        title=make_font(family, tokens.TITLE_SIZE, strong=True),
    )
