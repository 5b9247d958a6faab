"""Customer text is text in tool tips too."""

from __future__ import annotations

from crm_desktop.ui.kit.plain import tool_tip

MARKUP = "<b>A & B</b> <img src='/etc/hostname'>"


def test_a_tool_tip_shows_markup_as_letters() -> None:
    assert tool_tip("plain words") == "plain words"
    assert "&lt;img" in tool_tip(MARKUP)
    assert "<img" not in tool_tip(MARKUP)
