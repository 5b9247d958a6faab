"""What a benchmark answers: a measured time beside the floor measured in the same run, and the goal for their ratio."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


class Clock:
    """What times are read from: the wall, or the time this process had a processor (for a machine that is shared)."""

    read: Callable[[], float] = time.perf_counter


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line of the table. Times are medians in seconds; `goal` is the highest ratio allowed.

    `note` says what else the reader should know: the amount of data. With `unit` ``bytes`` the values are memory.
    `growth` is how many times the same with a hundredth of the contacts this is, and 0 where nothing was compared.
    """

    name: str
    floor_name: str
    floor_seconds: float
    seconds: float
    goal: float
    note: str = ""
    unit: str = "seconds"
    growth: float = 0.0

    def written(self, value: float) -> str:
        """A value of this line for people: ``4.3 ms``, ``92 MB``."""
        if self.unit == "bytes":
            return f"{value / 1e6:.0f} MB"
        return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"

    @property
    def ratio(self) -> float:
        """How many times as long as the floor."""
        return self.seconds / self.floor_seconds

    @property
    def holds(self) -> bool:
        """True when the goal is reached."""
        return self.ratio <= self.goal


def in_turn(floor: Callable[[], object], work: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """The medians, in seconds, of `floor` and `work` run in turn `times` times each, after one run to warm up."""
    spent: tuple[list[float], list[float]] = ([], [])
    for each in (floor, work):
        each()
    for _ in range(times):
        for kept, each in zip(spent, (floor, work), strict=True):
            gc.collect()
            start = Clock.read()
            each()
            kept.append(Clock.read() - start)
    return statistics.median(spent[0]), statistics.median(spent[1])
