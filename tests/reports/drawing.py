"""A pen that remembers what it was told to draw."""

from __future__ import annotations

from typing import Any

from crm_desktop.reports.flow import Block
from crm_desktop.reports.pen import Pen
from crm_desktop.reports.theme import Ink, Style


class Recorder(Pen):
    """Keeps words with their places, and how many rules and boxes there were."""

    def __init__(self) -> None:
        super().__init__(None)
        self.words: list[tuple[float, float, str]] = []
        self.rules: list[float] = []
        self.boxes: list[tuple[float, float]] = []

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        self.words.append((x, y, text))

    def rule(self, left: float, right: float, y: float, colour: Ink, thickness: float) -> None:
        self.rules.append(y)

    def box(self, x: float, y: float, size: float, colour: Ink, thickness: float) -> None:
        self.boxes.append((x, y))

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        raise AssertionError("nothing here draws pictures")


def drawn(block: Block, top: float = 500.0) -> Recorder:
    """What a block draws with its upper edge at `top`."""
    recorder = Recorder()
    block.draw(recorder, top)
    return recorder
