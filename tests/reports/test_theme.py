"""The look of papers: colours that can be read and pages of the right size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.reports.theme import DEFAULT_ACCENT, PAGE_SIZES, contrast, ink, readable, theme_of
from tests.reports.examples import WORKSHOP


@pytest.mark.parametrize("colour", ["#FFFF00", "#FFFFFF", "#7FFFD4", "#0E7C7B", "#000000"])
def test_an_accent_is_darkened_until_words_in_it_can_be_read(colour: str) -> None:
    assert contrast(readable(ink(colour))) >= 4.5


def test_an_accent_that_can_be_read_stays_as_chosen() -> None:
    assert readable(ink("#0E7C7B")) == ink("#0E7C7B")


@pytest.mark.parametrize("colour", ["", "red", "#12345", "#GGGGGG", "#0E7C7B0", "javascript:"])
def test_what_is_no_colour_gives_the_usual_accent(colour: str) -> None:
    assert ink(colour) == ink(DEFAULT_ACCENT)


@pytest.mark.parametrize(("name", "size"), [*PAGE_SIZES.items(), ("A3", PAGE_SIZES["A4"])])
def test_the_page_has_the_size_of_the_letterhead(name: str, size: tuple[float, float]) -> None:
    theme = theme_of(replace(WORKSHOP, page_size=name))
    assert (theme.page_width, theme.page_height) == size
    assert theme.width == pytest.approx(size[0] - theme.left_margin - theme.right_margin)


def test_every_colour_of_words_can_be_read_on_white_paper() -> None:
    theme = theme_of(WORKSHOP)
    large = {"title", "mark", "total", "brand"}
    for name in theme.__slots__:
        style = getattr(theme, name)
        if hasattr(style, "leading"):
            assert contrast(style.ink) >= (3 if name in large else 4.5), name
