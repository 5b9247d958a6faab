"""Settings of this computer by script: language and theme of the screens, which belong to no business file.

They lie in the settings file of the window, which only Qt reads and writes as the window does.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from crm_desktop.domain.errors import Refused
from crm_desktop.domain.text import excerpt
from crm_desktop.paths import Places
from crm_desktop.words import N_, SCREEN_LANGUAGES, current


class _Known(NamedTuple):
    """One of them: where the window keeps it, its words, what it may be, and what '' stands for."""

    place: str
    label: str
    choices: tuple[str, ...]
    default: str


KNOWN = {
    "screen.language": _Known("screen/language", N_("Language"), tuple(SCREEN_LANGUAGES), ""),
    "screen.theme": _Known("screen/theme", N_("Theme"), ("system", "light", "dark"), "system"),
}
"""By key. Without a language the screens speak that of the system."""


def get(places: Places, key: str) -> str:
    """The value of a key of `KNOWN`."""
    known = KNOWN[key]
    value: str = _state(places).text(known.place)
    return value if value in known.choices else known.default


def put(places: Places, key: str, value: str) -> None:
    """Stores a value; '' for the default. A window that is open takes it at its next start.

    Raises:
        Refused: ``setting.choice``.
    """
    known = KNOWN[key]
    if value and value not in known.choices:
        raise Refused("setting.choice", field=key, text=excerpt(value), choices=", ".join(known.choices))
    _state(places).set_text(known.place, value)


def rows(places: Places) -> list[dict[str, Any]]:
    """All of them, as the list of settings answers each."""
    return [
        {"key": key, "value": (value := get(places, key)), "default": known.default, "set": value != known.default,
         "kind": "choice", "label": current().text(known.label), "choices": list(known.choices)}
        for key, known in KNOWN.items()
    ]  # fmt: skip


def _state(places: Places) -> Any:
    from crm_desktop.ui.window_state import WindowState  # loads Qt, which no other setting needs

    return WindowState(places.settings)
