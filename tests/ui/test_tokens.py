"""The look keeps its words readable in both themes."""

from __future__ import annotations

import pytest

from crm_desktop.ui.tokens import DARK, LIGHT, PASTELS, Tokens, Tone, contrast

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
GROUNDS = ("background", "surface", "selection", "hover", "field")


def test_contrast_counts_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", ["text", "muted", "accent", "green", "blue", "amber", "red"])
def test_words_are_readable_on_every_ground(tokens: Tokens, word: str, ground: str) -> None:
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_words_are_readable_on_their_chips(tokens: Tokens, tone: Tone) -> None:
    word, soft = tokens.tone(tone)
    assert contrast(word, soft) >= 4.5


@THEMES
def test_primary_buttons_are_readable_under_the_pointer_too(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_strong) >= 4.5
    assert contrast(tokens.text, tokens.accent_soft) >= 4.5


@THEMES
def test_passing_messages_are_readable(tokens: Tokens) -> None:
    assert contrast(tokens.on_toast, tokens.toast) >= 4.5
    assert contrast(tokens.toast_link, tokens.toast) >= 4.5


@THEMES
def test_the_focus_line_stands_out_from_every_ground(tokens: Tokens) -> None:
    assert all(contrast(tokens.accent, getattr(tokens, ground)) >= 3 for ground in GROUNDS)


@pytest.mark.parametrize(("ground", "letters"), PASTELS)
def test_initials_are_readable_on_their_pastel(ground: str, letters: str) -> None:
    assert contrast(letters, ground) >= 4.5
