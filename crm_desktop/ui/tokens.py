"""The look in numbers: colours of the light and the dark theme, sizes and spacing. No Qt in here.

Words keep a contrast of 4.5 : 1 on every ground they stand on, icons and large words 3 : 1 (held by a test).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

SPACE = 4
"""The grid, in logical pixels: distances are 4, 8, 12, 16 or 24."""

FIELD_HEIGHT = 34
TABLE_ROW = 38
LIST_ROW = 56
RADIUS_FIELD = 6
RADIUS_CARD = 8
RADIUS_CHIP = 10
EDGE = 3
"""Width of the accent edge of a selected row, in logical pixels."""

TEXT_SIZE = 14
SECONDARY_SIZE = 13
CHIP_SIZE = 12
HEADING_SIZE = 14
TITLE_SIZE = 21


class Tone(StrEnum):
    """What a chip or a coloured word says at a glance; a word always says it too."""

    GREY = "grey"
    GREEN = "green"
    BLUE = "blue"
    AMBER = "amber"
    RED = "red"
    ACCENT = "accent"


class Tokens(NamedTuple):
    """The colours of one theme as ``#RRGGBB`` (a tuple, because making a dataclass of it costs 1.5 ms of the start).

    `*_soft` are quiet grounds for words of the same name; `hover` is the ground under the pointer; `accent_strong` the
    primary button under the pointer; `on_accent` words on the accent; `field` the ground of inputs, `edge` their
    border; `scroll` the handle of a scroll bar; `toast` the ground of a message that passes by.
    """

    name: str
    dark: bool
    background: str
    surface: str
    line: str
    edge: str
    field: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_strong: str
    accent_soft: str
    on_accent: str
    selection: str
    hover: str
    green: str
    green_soft: str
    blue: str
    blue_soft: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    grey_soft: str
    scroll: str
    toast: str
    on_toast: str
    toast_link: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The word colour and the soft ground of a tone."""
        if tone is Tone.GREY:
            return self.muted, self.grey_soft
        word: str = getattr(self, tone.value)
        soft: str = getattr(self, f"{tone.value}_soft")
        return word, soft


LIGHT = Tokens(
    name="light",
    dark=False,
    background="#F5F6F8",
    surface="#FFFFFF",
    line="#E4E7EC",
    edge="#DDE1E7",
    field="#FFFFFF",
    text="#1C2530",
    muted="#5F6B80",
    faint="#8A94A6",
    accent="#0D7877",
    accent_strong="#0A6766",
    accent_soft="#E3F2F1",
    on_accent="#FFFFFF",
    selection="#EEF6F6",
    hover="#F6F8F9",
    green="#28744A",
    green_soft="#E5F4EA",
    blue="#2B66C4",
    blue_soft="#E6EFFB",
    amber="#946010",
    amber_soft="#FCF3E0",
    red="#BC352B",
    red_soft="#FBE9E7",
    grey_soft="#EEF0F3",
    scroll="#C9CFD8",
    toast="#1C2530",
    on_toast="#F5F6F8",
    toast_link="#7FDAD2",
)

DARK = Tokens(
    name="dark",
    dark=True,
    background="#12161B",
    surface="#191F26",
    line="#29313B",
    edge="#323C48",
    field="#12161B",
    text="#E7ECF2",
    muted="#93A0B0",
    faint="#6F7C8C",
    accent="#43BDB3",
    accent_strong="#5ACDC3",
    accent_soft="#173634",
    on_accent="#0C1B1A",
    selection="#1E2B30",
    hover="#1E252D",
    green="#73C991",
    green_soft="#1B3325",
    blue="#80B2F7",
    blue_soft="#1B2B45",
    amber="#E5B45B",
    amber_soft="#382C16",
    red="#F0857B",
    red_soft="#3A2220",
    grey_soft="#242C35",
    scroll="#3D4855",
    toast="#2E3845",
    on_toast="#F1F4F8",
    toast_link="#6FD8CE",
)

PASTELS: tuple[tuple[str, str], ...] = (
    ("#D3EEDF", "#1F5F3F"),
    ("#D5E3F2", "#27486E"),
    ("#F1E2D3", "#6B4420"),
    ("#F1D5E2", "#762D50"),
    ("#DDD5F1", "#47307C"),
    ("#DFF0D3", "#3F6120"),
    ("#F1D5D5", "#7A2E2E"),
    ("#D3EFF0", "#1C5B60"),
    ("#F0F0D0", "#5A5A16"),
    ("#EBD5F1", "#652D77"),
)
"""Ground and letters of avatars, the same in both themes."""


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2) of ``#RRGGBB``, 0 to 1."""
    red, green, blue = (_linear(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2) of two ``#RRGGBB`` colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
