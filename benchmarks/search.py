"""A key press in the filter of the contacts to painted, the finder, and who calls by a number."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.data import TODAY, business
from benchmarks.desk import Desk, paint, press, settle
from benchmarks.screen import SIZE, BareScreen, Screen
from benchmarks.table import Clock, Measurement, in_turn
from crm_desktop.services.callers import caller
from crm_desktop.services.finder import find
from crm_desktop.ui.finder import Entry, Finder

SIZES = (1_000, 100_000)
TYPED = ("ana so", "joão p", "912 3", "+351 9", "roc", "mato", "person12")
"""What a person types, key by key: names with and without accents, numbers, an address."""
KEYS = sum(len(typed) + 1 for typed in TYPED)
"""Letters, and Escape after each."""
DEALS = 8_800
NUMBER = "+351 900 000 123"
FLOOR = "reset and paint of 50 rows, nothing asked"


def measure(sizes: tuple[int, ...] = SIZES) -> list[Measurement]:
    """With few and with many contacts, and as many deals as somebody has who has worked with so many for years."""
    with tempfile.TemporaryDirectory() as folder:
        made = {size: business(Path(folder) / f"{size}.crm", size, DEALS) for size in sizes}
        return [each for size, path in made.items() for each in _measured(path, size)]


def _measured(path: Path, size: int) -> list[Measurement]:
    note = f"{DEALS:,} deals, {size:,} contacts"
    with Desk(path, SIZE) as desk, Desk(path, SIZE) as bare_desk:
        screen, bare = Screen(desk), BareScreen(bare_desk)
        keys = in_turn(partial(_type, bare.type, bare.clear), partial(_type, screen.type, screen.clear))
    with Desk(path) as desk, Desk(path) as bare_desk:
        screen, bare = Screen(desk), BareScreen(bare_desk)
        slowest = _slowest(screen)
        finder = _open_finder(desk)
        finder_keys = in_turn(bare.show, partial(_type, partial(_find, finder), finder.field.clear))
        card = in_turn(bare.show, partial(_number_to_card, desk, screen), 15)
        called = in_turn(bare.show, partial(_call, desk), 21)
        finder.close()
        settle()
    return [
        Measurement("Key press in the filter to painted", FLOOR, keys[0] / KEYS, keys[1] / KEYS, 1.5, note),
        Measurement("The slowest of these keys", "the 16 ms of a frame", 0.016, slowest, 1, note),
        Measurement("Key press in Ctrl+K to painted", "the 16 ms of a frame", 0.016, finder_keys[1] / KEYS, 1, note),
        Measurement("Caller’s card by number", "the 2 ms allowed", 0.002, called[1], 1, note),
        Measurement("Number to the contact, painted", "the 25 ms allowed", 0.025, card[1], 1, note),
    ]


def _type(press_letter: Callable[[str], None], clear: Callable[[], object]) -> None:
    for typed in TYPED:
        for letter in typed:
            press_letter(letter)
        clear()


def _slowest(screen: Screen) -> float:
    """The slowest key, each taken as the median of five: a busy machine is no slow key."""
    rounds: list[list[float]] = []
    for _ in range(5):
        spent: list[float] = []
        for typed in TYPED:
            for letter in typed:
                start = Clock.read()
                screen.type(letter)
                spent.append(Clock.read() - start)
            screen.clear()
        rounds.append(spent)
    slowest: float = max(statistics.median(same) for same in zip(*rounds, strict=True))
    return slowest


def _open_finder(desk: Desk) -> Finder:
    """The finder over the window, asking the file as the program does."""

    def search(typed: str) -> list[Entry]:
        with desk.store.read() as session:
            return [
                Entry(found.title, found.detail, "person", found.kind, settle) for found in find(session, typed, 12)
            ]

    finder = Finder(search, (), lambda _action: None, desk.window)
    finder.show()
    settle()
    return finder


def _find(finder: Finder, letter: str) -> None:
    press(finder.field, letter)
    paint(finder)


def _call(desk: Desk) -> None:
    with desk.store.read() as session:
        caller(session, NUMBER, TODAY)


def _number_to_card(desk: Desk, screen: Screen) -> None:
    """A number somebody calls from, to everything about them on the screen."""
    with desk.store.read() as session:
        found = caller(session, NUMBER, TODAY)
    assert found is not None
    # Somebody else is shown before, so that nothing is there already.
    screen.page.pane.show_contact(found.contact_id)
    paint(screen.page)
