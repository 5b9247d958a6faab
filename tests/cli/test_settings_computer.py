"""Language and theme of the screens by script: the window starts with them."""

from __future__ import annotations

import pytest

from crm_desktop.ui.window_state import WindowState
from tests.cli.commands import Script


def test_language_and_theme_are_shown_and_changed_without_a_business_file(script: Script) -> None:
    assert script.json("settings", "screen.theme") == {"key": "screen.theme", "value": "system"}
    assert script.json("settings", "screen.theme", "dark")["value"] == "dark"
    assert script.json("settings", "screen.language", "pt_BR")["value"] == "pt_BR"
    state = WindowState(script.data / "settings.ini")
    assert (state.text("screen/theme"), state.text("screen/language")) == ("dark", "pt_BR")
    assert script.run("settings", "screen.theme", "").out == "system\n"
    assert script.run("settings", "screen.theme").out == "system\n"


def test_they_stand_in_the_list_of_settings(script: Script) -> None:
    script.new()
    script.json("settings", "screen.theme", "light")
    rows = {row["key"]: row for row in script.json("settings")}
    assert rows["screen.theme"]["value"] == "light"
    assert rows["screen.theme"]["set"] is True
    assert rows["screen.language"]["choices"] == ["en", "pt_PT", "pt_BR"]


@pytest.mark.parametrize(("key", "value"), [("screen.theme", "blue"), ("screen.language", "fr")])
def test_what_the_window_does_not_know_is_refused(script: Script, key: str, value: str) -> None:
    said = script.run("settings", key, value)
    assert (said.status, said.out) == (1, "")
    assert f"“{value}” is not one of" in said.err
